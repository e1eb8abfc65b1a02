import { defineConfig } from "@playwright/test";
import type { StandOptions } from "./stand/journey.ts";
import { browser, desktop, phone } from "./stand/browser.ts";

export default defineConfig<StandOptions>({
  testDir: "journeys",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A journey that passes only the second time is named as flaky: it is to be mended, and does not hold up the others.
  retries: 1,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: { ...browser, trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "phone", use: phone },
    { name: "desktop", use: desktop },
  ],
});
