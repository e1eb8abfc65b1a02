// Everybody can use every screen: in both themes, in both directions, and on a narrow phone without scrolling sideways.

import type { Page } from "@playwright/test";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { everybodyCanUse, nothingSticksOut } from "../stand/reach.ts";

const PAGES = ["online", "people", "inbounds", "server", "server/logs", "server/tokens", "server/recipe", "settings", "read", "inbounds/new"];
const SHEETS = ["people/anna/key", "people/anna", "new", "inbounds/1", "server/tokens/new"];

test.use({ clients: 24 });

async function dress(page: Page, theme: string, direction: string) {
  await page.evaluate(
    ([theme, direction]) => {
      localStorage.setItem("latchkey.theme", theme);
      localStorage.setItem("latchkey.dir", direction);
    },
    [theme, direction],
  );
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  await expect(page.locator("html")).toHaveAttribute("dir", direction);
}

/** The screen with what it shows in the end, no longer its skeleton. */
async function settled(page: Page, place: string) {
  await new Shell(page).go(place);
  const within = SHEETS.includes(place) ? "dialog.sheet" : "main";
  await expect(page.locator(within).first()).toBeVisible();
  await expect(page.locator(`${within} .blank`)).toHaveCount(0);
  await expect(page.locator(`${within} :is(li, dl, button, a, textarea, .the-link)`).filter({ visible: true }).first()).toBeVisible();
}

for (const [theme, direction] of [
  ["light", "ltr"],
  ["dark", "rtl"],
]) {
  for (const [kind, places] of [
    ["pages", PAGES],
    ["sheets", SHEETS],
  ] as const) {
    test(`${kind}, ${theme}, ${direction}`, async ({ page, signedIn }) => {
      test.slow();
      await dress(page, theme, direction);
      for (const place of places) {
        await test.step(place, async () => {
          await settled(page, place);
          await everybodyCanUse(page);
          await nothingSticksOut(page);
        });
      }
    });
  }
}

for (const direction of ["ltr", "rtl"]) {
  test(`the longest words fit, ${direction}`, async ({ page, signedIn, panel }) => {
    await dress(page, direction === "ltr" ? "dark" : "light", direction);
    await panel.control("xray", { break: "a long word without a blank: ".repeat(3) + "x".repeat(120) });
    for (const place of [...PAGES, ...SHEETS]) {
      await settled(page, place);
      await nothingSticksOut(page);
    }
  });
}
