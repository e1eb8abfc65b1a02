// Looking away from the page and back, and what moves on it meanwhile.

import { expect, type Page } from "@playwright/test";

/** Another tab is in front: the page is told what a browser tells it then. */
export const lookAway = (page: Page) => turn(page, true);
/** The page is in front again: it asks the panel at once, whatever pause it had taken. */
export const lookBack = (page: Page) => turn(page, false);

/** Has the page ask the panel now instead of at the end of its pause. */
export async function askNow(page: Page) {
  await lookAway(page);
  await lookBack(page);
}

async function turn(page: Page, hidden: boolean) {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);
}

/** Nothing on the screen moves for ever: that costs a phone a fifth of a core. */
export async function standsStill(page: Page) {
  const running = () =>
    page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").map((one) => (one as CSSAnimation).animationName ?? "transition"));
  await expect.poll(running, { timeout: 2_000 }).toEqual([]);
}

/** The parts of the bundle that come after the first rows are here: from now on nothing needs the line. */
export async function everythingHere(page: Page) {
  const parts = () => performance.getEntriesByType("resource").filter(({ name }) => /\/(places|sheets)-[^/]*\.wasm$/.test(name)).length;
  await expect.poll(() => page.evaluate(parts)).toBe(2);
}
