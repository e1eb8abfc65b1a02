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

/** What a run did to its last page with a stamp `first`: all until then, and the longest tasks until the end. */
export async function profiled(browser: Browser, run: () => Promise<unknown>): Promise<string> {
  await browser.startTracing(undefined, { categories: CATEGORIES });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const { events, first } = visit(traceEvents);
  const spent = most(ownTime(events.filter(({ ts }) => ts < first)));
  const whole = spent.reduce((sum, [, time]) => sum + time, 0);
  const line = ([name, time]: [string, number]) => [name, ms(time), `${((100 * time) / whole).toFixed(0)} %`];
  const until = table(["main thread", "own time", "share"], [...spent.slice(0, 14).map(line), line(["all of it", whole])]);
  const task = ({ ts, took, of }: Task) => [ms(ts - first), ms(took), most(of).slice(0, 5).map(([name, time]) => `${name} ${ms(time)}`).join(", ")];
  return `${until}\n\n${table(["task, after the first row", "took", "of it"], longest(events).map(task))}`;
}

const ms = (time: number) => `${(time / 1000).toFixed(1)} ms`;
const most = (times: Map<string, number>) => [...times].sort((a, b) => b[1] - a[1]);

/** The main thread's events of the last navigation that led to rows, and when these were there. */
function visit(traceEvents: TraceEvent[]): { events: TraceEvent[]; first: number } {
  const last = (name: string, fits: (event: TraceEvent) => boolean) => traceEvents.filter((event) => event.name === name && fits(event)).sort((a, b) => a.ts - b.ts).at(-1);
  const first = last("first", () => true);
  const start = first && last("navigationStart", ({ pid, ts }) => pid === first.pid && ts < first.ts);
  if (!start) throw new Error("the trace holds no navigation that led to rows");
  const events = traceEvents.filter(({ ph, pid, tid, ts }) => ph === "X" && pid === start.pid && tid === start.tid && ts >= start.ts);
  return { events, first: first.ts };
}

export interface Task {
  ts: number;
  took: number;
  /** How long each kind of event in it went on without another inside it, µs. */
  of: Map<string, number>;
}

/** The longest events that have none around them. */
export function longest(events: TraceEvent[], count = 6): Task[] {
  let last = Number.NEGATIVE_INFINITY;
  const outer = inOrder(events).filter((event) => event.ts >= last && (last = end(event)));
  const tasks = outer.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0)).slice(0, count);
  return tasks.map((task) => ({ ts: task.ts, took: task.dur ?? 0, of: ownTime(events.filter(({ ts }) => ts >= task.ts && ts < end(task))) }));
}

/** How long each kind of event went on without another inside it, µs. */
export function ownTime(events: TraceEvent[]): Map<string, number> {
  const own = new Map<string, number>();
  const open: TraceEvent[] = [];
  const add = ({ name }: TraceEvent, time: number) => own.set(name, (own.get(name) ?? 0) + time);
  for (const event of inOrder(events)) {
    while (open.length > 0 && end(open.at(-1)!) <= event.ts) open.pop();
    const around = open.at(-1);
    if (around) add(around, -(event.dur ?? 0));
    add(event, event.dur ?? 0);
    open.push(event);
  }
  return own;
}

/** By their beginning; what holds others before them. */
function inOrder(events: TraceEvent[]): TraceEvent[] {
  return [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
}

function end({ ts, dur }: TraceEvent): number {
  return ts + (dur ?? 0);
}
