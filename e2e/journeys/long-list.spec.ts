// Thousands of people: what is near the screen is drawn, and nobody is out of reach.

import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";

test.use({ clients: 600, inbounds: 4 });

/** Rows that are drawn never get more than this: two screens of the desktop, and the one that has the focus. */
const DRAWN = 48;

test.beforeEach(async ({ page, signedIn }) => {
  const people = new People(page);
  await new Shell(page).go("people");
  await expect(people.search).toHaveAccessibleName("Search 600 people");
  await page.getByRole("combobox").selectOption("name");
  await expect(people.rows.first()).toHaveAttribute("aria-setsize", "600");
});

test("everybody is reached by scrolling, and few are drawn", async ({ page }) => {
  const people = new People(page);
  const names = new Set<string>();
  const drawn = () => people.rows.evaluateAll((rows) => rows.map((row) => row.querySelector("a")?.textContent ?? ""));
  const places = () => people.rows.evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-posinset"))));
  const end = () => page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
  for (let screens = 0; screens < 400; screens += 1) {
    const now = await drawn();
    expect(now.length).toBeLessThanOrEqual(DRAWN);
    for (const name of now) names.add(name);
    if (await end()) break;
    await page.evaluate(() => scrollBy(0, innerHeight));
    await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
  }
  expect(names.size).toBe(600);
  const last = (await drawn()).length;
  await expect.poll(places).toEqual(Array.from({ length: last }, (_, index) => 600 - last + 1 + index));
});

test("the screen is never left empty, wherever one jumps", async ({ page }) => {
  const people = new People(page);
  for (const part of [0.5, 1, 0.25, 0.75, 0]) {
    await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), part);
    await expect
      .poll(() =>
        people.rows.evaluateAll((rows) => {
          const boxes = rows.map((row) => row.getBoundingClientRect());
          return [boxes.some(({ top }) => top <= innerHeight / 3), boxes.some(({ bottom }) => bottom >= (innerHeight * 2) / 3)];
        }),
      )
      .toEqual([true, true]);
  }
});

test("the row that has the focus stays while the list is scrolled away from it", async ({ page }) => {
  const people = new People(page);
  const link = people.rows.nth(2).getByRole("link").first();
  const name = await link.textContent();
  await link.focus();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect.poll(() => people.rows.nth(1).getAttribute("aria-posinset").then(Number)).toBeGreaterThan(150);
  const focused = page.locator(":focus");
  await expect(focused).toHaveText(name ?? "");
  await expect(people.rows.first().getByRole("link").first()).toBeFocused();
  await expect(people.rows.first()).toHaveAttribute("aria-posinset", "3");
});

test("a search from the middle of the list shows what it finds", async ({ page }) => {
  const people = new People(page);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await page.keyboard.press("/");
  await people.search.fill("anna");
  await expect(people.rows).toHaveCount(1);
  await expect(people.row("anna")).toBeInViewport();
  await people.search.fill("");
  await expect(people.rows.first()).toHaveAttribute("aria-setsize", "600");
});

test("a key of a search draws what the screen shows, and the rows below it a frame later", async ({ page }) => {
  const people = new People(page);
  await page.evaluate(() => {
    const list = document.querySelector("main .rows")!;
    const frames: number[] = ((window as any).drawnRows = []);
    const note = (left: number) => {
      frames.push(list.children.length);
      if (left > 0) requestAnimationFrame(() => note(left - 1));
    };
    const changed = new MutationObserver(() => {
      changed.disconnect();
      requestAnimationFrame(() => note(5));
    });
    changed.observe(list, { childList: true });
  });
  await people.search.pressSequentially("e");
  await expect.poll(() => page.evaluate(() => (window as any).drawnRows.length)).toBe(6);
  const frames: number[] = await page.evaluate(() => (window as any).drawnRows);
  const inSight = await people.rows.evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().top < innerHeight).length);
  expect(frames[0]).toBeGreaterThanOrEqual(inSight);
  expect(frames[0]).toBeLessThan(frames[5]!);
  expect(frames[5]).toBe(await people.rows.count());
});
