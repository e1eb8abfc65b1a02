// Where the main thread's time goes: a trace of one visit, each moment given to the innermost thing that was going on.

import type { Browser } from "@playwright/test";
import { table } from "./words.ts";

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "disabled-by-default-v8.compile", "v8.wasm", "blink.user_timing", "toplevel", "loading"];

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: any;
}

/** What a run did to the last page it opened, from the start of its navigation to its stamp `first`, else to the end. */
export async function profiled(browser: Browser, run: () => Promise<unknown>): Promise<string> {
  await browser.startTracing(undefined, { categories: CATEGORIES });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const spent = [...ownTime(window(traceEvents))].sort((a, b) => b[1] - a[1]);
  const whole = spent.reduce((sum, [, time]) => sum + time, 0);
  const line = ([name, time]: [string, number]) => [name, `${(time / 1000).toFixed(1)} ms`, `${((100 * time) / whole).toFixed(0)} %`];
  return table(["main thread", "own time", "share"], [...spent.slice(0, 14).map(line), line(["all of it", whole])]);
}

/** The main thread's events of the last navigation. */
function window(events: TraceEvent[]): TraceEvent[] {
  const last = (name: string) => events.filter((event) => event.name === name).sort((a, b) => a.ts - b.ts).at(-1);
  const start = last("navigationStart");
  if (!start) throw new Error("the trace holds no navigation");
  const end = events.find((event) => event.name === "first" && event.pid === start.pid && event.ts > start.ts)?.ts ?? Number.POSITIVE_INFINITY;
  return events.filter(({ ph, pid, tid, ts }) => ph === "X" && pid === start.pid && tid === start.tid && ts >= start.ts && ts < end);
}

/** How long each kind of event went on without another inside it, µs. */
export function ownTime(events: TraceEvent[]): Map<string, number> {
  const own = new Map<string, number>();
  const open: TraceEvent[] = [];
  const add = ({ name }: TraceEvent, time: number) => own.set(name, (own.get(name) ?? 0) + time);
  for (const event of [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    while (open.length > 0 && end(open.at(-1)!) <= event.ts) open.pop();
    const around = open.at(-1);
    if (around) add(around, -(event.dur ?? 0));
    add(event, event.dur ?? 0);
    open.push(event);
  }
  return own;
}

function end({ ts, dur }: TraceEvent): number {
  return ts + (dur ?? 0);
}
