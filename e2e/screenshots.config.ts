import { defineConfig } from "@playwright/test";
import type { StandOptions } from "./stand/journey.ts";
import { browser, desktop, phone } from "./stand/browser.ts";

/** `npm run screenshots`: the pictures in docs/. */
export default defineConfig<StandOptions>({
  testDir: "screenshots",
  testMatch: "*.shot.ts",
  outputDir: "test-results/screenshots",
  retries: 0,
  workers: 1,
  timeout: 60_000,
  reporter: [["list"]],
  use: { ...browser, seed: 7 },
  projects: [
    { name: "phone", use: phone },
    { name: "desktop", use: desktop },
  ],
});
