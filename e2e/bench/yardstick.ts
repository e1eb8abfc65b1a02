// What the line and the browser cost without any app: an empty page, then 100 KiB that nothing can shrink.

import type { Browser } from "@playwright/test";
import type { Cell } from "./cells.ts";
import type { Ground } from "./ground.ts";
import type { Values } from "./rows.ts";
import { memoryOf } from "./unwatched.ts";
import { Watched } from "./watched.ts";

export async function yardstick(ground: Ground, browser: Browser, cell: Cell): Promise<Values> {
  const served = await ground.serve(cell.panel);
  const context = await ground.context(browser, cell, served, false);
  const watched = await Watched.open(browser, context, cell, cell.line);
  const { page } = watched;
  await page.goto("yardstick/empty.html");
  const empty = await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now()))));
  const [hundred, loop] = await page.evaluate(async () => {
    const start = performance.now();
    await (await fetch("100k.png", { cache: "no-store" })).arrayBuffer();
    const fetched = performance.now() - start;
    let sum = 0;
    const from = performance.now();
    for (let turn = 0; turn < 20_000_000; turn++) sum = (sum * 31 + turn) | 0;
    return [fetched, performance.now() - from + (sum === 1 ? 1 : 0)];
  });
  await context.close();
  return { empty, hundred, loop, memory: await memoryOf(browser, cell, served, "yardstick/empty.html", "p") };
}
