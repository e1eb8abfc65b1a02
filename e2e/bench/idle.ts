// A page left alone: what it costs a phone and its line for a minute.

import type { Browser } from "@playwright/test";
import type { Cell } from "./cells.ts";
import type { Ground } from "./ground.ts";
import { processorTime } from "./processes.ts";
import type { Values } from "./rows.ts";
import { placeStamps } from "./stamps.ts";
import { traffic } from "./wire.ts";
import { Watched } from "./watched.ts";

const MINUTE = 60_000;
/** Three rounds. */
const ROUNDS = 15_000;
/** One call of each round of questions, whatever the panel. */
const ROUND = /\/onlines$/;

export async function idle(ground: Ground, browser: Browser, cell: Cell): Promise<Values> {
  const served = await ground.serve(cell.panel);
  const context = await ground.context(browser, cell, served, true);
  await placeStamps(context, served.inbounds);
  const watched = await Watched.open(browser, context, cell, cell.line);
  await watched.page.goto("./", { waitUntil: "commit" });
  await watched.stamps.of("all");
  await watched.wire.rest(900);
  const [from, before] = [Date.now(), await watched.metrics()];
  await new Promise((resolve) => setTimeout(resolve, MINUTE));
  const [until, after] = [Date.now(), await watched.metrics()];
  const { bytes, requests } = traffic(watched.wire.sent, until, from);
  const rounds = watched.wire.sent.filter(({ path, begun }) => ROUND.test(path) && begun >= from && begun <= until).length;
  const span = until - from;
  const main = after.main - before.main;
  const process = await wholeProcess(watched);
  await context.close();
  return {
    core: (100 * main) / span,
    process,
    kbits: (bytes * 8) / span,
    rounds,
    perRound: { main: main / rounds, requests: requests / rounds, bytes: bytes / rounds },
  };
}

/** Share of a core of all threads, %. What slows the main thread down is a thread too, and a busy one: so at full speed. */
async function wholeProcess(watched: Watched): Promise<number> {
  await watched.cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const pid = await watched.pid();
  const before = processorTime(pid);
  await new Promise((resolve) => setTimeout(resolve, ROUNDS));
  return (100 * (processorTime(pid) - before)) / ROUNDS;
}
