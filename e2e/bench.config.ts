import { defineConfig } from "@playwright/test";

/** `cargo xtask bench`: measures, then makes the table. The figures' own tests are checked with the types. */
export default defineConfig({
  testDir: "bench",
  outputDir: "test-results/bench",
  workers: 1,
  retries: 0,
  reporter: [["list"]],
  projects: [
    { name: "figures", testMatch: "*.spec.ts" },
    { name: "measure", testMatch: "*.bench.ts", teardown: "table" },
    { name: "table", testMatch: "*.report.ts" },
  ],
});
