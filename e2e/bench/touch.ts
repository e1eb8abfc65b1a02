// Hands on a list of people that has arrived: searching, scrolling, handing a key over, and writing all keys.

import type { Browser, BrowserContext } from "@playwright/test";
import { People } from "../pages/people.ts";
import type { Cell } from "./cells.ts";
import { percentile } from "./figures.ts";
import type { Ground } from "./ground.ts";
import type { Values } from "./rows.ts";
import { placeStamps } from "./stamps.ts";
import { Watched } from "./watched.ts";

const TAPS = 3;
/** As far as a fling goes in a second and a half: so many frames, in each so many pixels further. The page scrolls by
 * itself, for touches that are dispatched from outside come at half the rate on any page while the processor is slowed. */
const [FRAMES, STEP] = [90, 60];

export async function touch(ground: Ground, browser: Browser, cell: Cell): Promise<Values> {
  const served = await ground.serve(cell.panel);
  const context = await ground.context(browser, cell, served, true);
  await placeStamps(context, 1);
  await placeHands(context);
  const watched = await Watched.open(browser, context, cell, cell.line, false);
  await watched.page.goto("./#/people", { waitUntil: "commit" });
  await watched.stamps.of("first");
  await watched.wire.rest(900);
  await watched.slowDown(cell);
  const keys = await search(watched);
  const taps = await handOver(watched);
  const frames = await scroll(watched);
  const links = await writeKeys(watched);
  await context.close();
  return {
    key: percentile(keys, 50),
    slowestKey: Math.max(...keys),
    keys: keys.length,
    qr: percentile(taps.map(({ took }) => took), 50),
    qrRequests: taps.flatMap(({ asked }) => asked).length,
    frame: percentile(frames, 95),
    frames: frames.length,
    ...(links.length > 0 && { links: percentile(links, 50), slowestLinks: Math.max(...links) }),
  };
}

/** Notes in the page when a key and a finger came, and how long until the list has changed. */
async function placeHands(context: BrowserContext) {
  await context.addInitScript(() => {
    const bench = (window as any).bench;
    const hands = (bench.hands = { keys: [] as number[], tap: 0 });
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        const changed = new MutationObserver(() => {
          changed.disconnect();
          bench.painted(() => (hands.keys.push(-timeStamp), ["key"]));
        });
        const list = document.querySelector("main");
        if (list) changed.observe(list, { childList: true, subtree: true });
        setTimeout(() => changed.disconnect(), 1_000);
      },
      true,
    );
    addEventListener("pointerup", ({ timeStamp }) => (hands.tap = timeStamp), true);
  });
}

/** Types names of people letter by letter; how long each key took until the list had changed on the screen. */
async function search(watched: Watched): Promise<number[]> {
  const { page, stamps } = watched;
  const people = new People(page);
  const name = ((await people.rows.first().locator(".name").textContent()) ?? "").trim();
  await people.search.focus();
  const took: number[] = [];
  const press = async (key: string) => {
    stamps.forget("key");
    const before = await page.evaluate(() => (window as any).bench.hands.keys.length);
    await page.keyboard.press(key);
    const painted = await stamps.of("key", 1_500).catch(() => undefined);
    const pressed = await page.evaluate((before) => (window as any).bench.hands.keys[before], before);
    // A key that leaves the same rows on the screen says nothing.
    if (painted !== undefined && pressed !== undefined) took.push(painted - (await origin(watched)) + pressed);
    await page.waitForTimeout(100);
  };
  for (const letter of name.slice(0, 3)) await press(letter);
  for (let left = 0; left < 3; left++) await press("Backspace");
  if (took.length < 2) throw new Error(`searching for "${name}" hardly changed the list`);
  return took;
}

/** Taps the key of one person after another; how long until the code is on the screen, and what was asked for it. */
async function handOver(watched: Watched): Promise<{ took: number; asked: string[] }[]> {
  const { page, stamps, wire } = watched;
  await page.evaluate(() => {
    const bench = (window as any).bench;
    let shown = false;
    new MutationObserver(() => {
      const now = !!document.querySelector("dialog.handout .qr svg");
      if (now && !shown) bench.painted(() => ["qr"]);
      shown = now;
    }).observe(document, { childList: true, subtree: true });
  });
  const taps = [];
  for (let turn = 0; turn < TAPS; turn++) {
    stamps.forget("qr");
    const buttons = page.locator("main .rows > li .more a");
    const button = buttons.nth(turn * 2 + 1);
    await button.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    const begun = Date.now();
    await button.tap();
    const shown = await stamps.of("qr", 20_000);
    const tapped = await page.evaluate(() => performance.timeOrigin + (window as any).bench.hands.tap);
    const asked = wire.sent.filter((one) => one.begun >= begun && one.begun <= shown && !POLL.test(one.path));
    taps.push({ took: shown - tapped, asked: asked.map(({ path }) => path) });
    if (asked.length > 0) console.log(`  tap ${turn + 1} asked for ${asked.map(({ path }) => path).join(", ")}`);
    await page.keyboard.press("Escape");
    await page.locator("dialog.handout").waitFor({ state: "detached" });
  }
  return taps;
}

/** Questions that go out anyway, every few seconds. */
const POLL = /\/(onlines|lastOnline|status|paged|defaultSettings|list|slim)$/;

/** Drags the list with a finger, on and on; how long each frame took in which it moved. */
async function scroll({ page }: Watched): Promise<number[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  return page.evaluate(
    ([count, step]) =>
      new Promise<number[]>((done) => {
        const frames: number[] = [];
        let last = 0;
        const frame = (now: number) => {
          if (last) frames.push(now - last);
          last = now;
          scrollBy(0, step);
          if (frames.length < count) requestAnimationFrame(frame);
          else done(frames);
        };
        requestAnimationFrame(frame);
      }),
    [FRAMES, STEP] as const,
  );
}

/** Has the keys of everybody in the first inbound written, a hundred at a time; how long each hundred took but the first,
 * in which it may have been asked for them. */
async function writeKeys({ page }: Watched): Promise<number[]> {
  await page.goto("./#/inbounds");
  await page.locator("main .rows > li a").first().click();
  const save = page.getByRole("button", { name: "Save all keys" });
  await save.waitFor();
  await page.evaluate(() => {
    const at: number[] = ((window as any).bench.hundreds = []);
    new MutationObserver(() => {
      const progress = document.querySelector("dialog.sheet [role=status]")?.textContent;
      if (progress) at.push(performance.now());
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await save.click();
  await page.locator(".toasts").getByText("Saved:").waitFor();
  const at: number[] = await page.evaluate(() => (window as any).bench.hundreds);
  return at.slice(1).map((time, before) => time - at[before]!);
}

function origin({ page }: Watched): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}
