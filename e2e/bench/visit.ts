// One visit, from the address typed in to rows on the screen.

import type { Browser, BrowserContext } from "@playwright/test";
import { SignIn } from "../pages/sign-in.ts";
import type { Cell } from "./cells.ts";
import type { Ground, Served } from "./ground.ts";
import { placeStamps } from "./stamps.ts";
import type { Values } from "./rows.ts";
import { memoryOf } from "./unwatched.ts";
import { traffic } from "./wire.ts";
import { Watched } from "./watched.ts";

/** So long nothing moves before a page counts as at rest: longer than the pause before the later parts are fetched. */
const QUIET = 900;

/** Rows from a session that lives; on an unlimited line also what the page costs once it is at rest. */
export async function visit(ground: Ground, browser: Browser, cell: Cell): Promise<Values> {
  const served = await ground.serve(cell.panel);
  const context = await ready(ground, browser, cell, served, true);
  const watched = await Watched.open(browser, context, cell, cell.line);
  await watched.page.goto(placeOf(cell), { waitUntil: "commit" });
  const began = await watched.page.evaluate(() => performance.timeOrigin);
  const first = await watched.stamps.of("first");
  const { main, script } = await watched.metrics();
  const all = cell.what === "rows" ? await watched.stamps.of("all") : first;
  const whole = await watched.metrics();
  const values: Values = {
    first: first - began,
    all: all - began,
    before: { ...traffic(watched.wire.sent, first), main, script },
    whole: { ...traffic(watched.wire.sent, all), main: whole.main, script: whole.script },
    longest: await watched.longest(),
  };
  const rests = cell.line === "none";
  if (rests) Object.assign(values, await atRest(watched));
  await context.close();
  if (rests) Object.assign(values.memory, await memoryOf(browser, cell, served, placeOf(cell), "main .rows > li"));
  return values;
}

/** The form, then signing in once everything stands still. */
export async function signIn(ground: Ground, browser: Browser, cell: Cell): Promise<Values> {
  const served = await ground.serve(cell.panel);
  const context = await ready(ground, browser, cell, served, false);
  const watched = await Watched.open(browser, context, cell, cell.line);
  const { page, wire, stamps } = watched;
  await page.goto("./", { waitUntil: "commit" });
  const began = await page.evaluate(() => performance.timeOrigin);
  const form = await stamps.of("form");
  const { main, script } = await watched.metrics();
  await wire.rest(QUIET);
  const idle = await watched.metrics();
  await new SignIn(page).as(served.panel.user, served.panel.password);
  const [enter, first] = [await stamps.of("enter"), await stamps.of("first")];
  const after = await watched.metrics();
  const values: Values = {
    form: form - began,
    toForm: { ...traffic(wire.sent, form), main, script },
    enter: first - enter,
    before: { ...traffic(wire.sent, first, enter), main: after.main - idle.main, script: after.script - idle.script },
    longest: await watched.longest(),
  };
  await context.close();
  return values;
}

/** A window with the stamps in it; a warm one has been here before, at full speed. */
async function ready(ground: Ground, browser: Browser, cell: Cell, served: Served, signedIn: boolean): Promise<BrowserContext> {
  const context = await ground.context(browser, cell, served, signedIn);
  await placeStamps(context, served.inbounds);
  if (cell.cache === "warm") {
    const earlier = await Watched.open(browser, context, cell, "none", false);
    await earlier.page.goto(placeOf(cell), { waitUntil: "commit" });
    await earlier.stamps.of(signedIn ? "first" : "form");
    await earlier.wire.rest(QUIET);
    await earlier.page.close();
  }
  return context;
}

function placeOf(cell: Cell): string {
  return cell.what === "people" ? "./#/people" : "./";
}

async function atRest(watched: Watched) {
  await watched.wire.rest(QUIET);
  const { main, script } = await watched.metrics();
  const longest = await watched.longest();
  return { rest: { ...traffic(watched.wire.sent), main, script }, longest, memory: await watched.heaps() };
}
