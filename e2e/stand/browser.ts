// The browser: the system's Chromium, to which the test's server is a real site with a real certificate.

import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";
import { certificate } from "./certificate.ts";

/** The name the site has in the browser. A public one: keys for a loopback host would rightly be called useless. */
export const HOST = "panel.example.com";

export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: "chromium",
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${certificate().pin}`,
    ],
  },
};

export const phone = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export const desktop = { viewport: { width: 1440, height: 900 } };
