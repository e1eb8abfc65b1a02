// A line the browser is told to spare.

import type { BrowserContext } from "@playwright/test";

/** Holds for pages that are opened from now on. */
export async function spareTheLine(context: BrowserContext) {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } });
  });
}
