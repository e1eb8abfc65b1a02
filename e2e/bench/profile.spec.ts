import { expect, test } from "@playwright/test";
import { longest, ownTime } from "./profile.ts";

const event = (name: string, ts: number, dur: number) => ({ name, ph: "X", pid: 1, tid: 1, ts, dur });

test("time belongs to the innermost event", () => {
  const events = [event("style", 30, 10), event("task", 0, 100), event("script", 10, 50), event("task", 200, 5), event("script", 200, 5)];
  expect([...ownTime(events)].sort()).toEqual([["script", 45], ["style", 10], ["task", 50]]);
});

test("a task is what has nothing around it, and holds what begins in it", () => {
  const events = [event("short", 0, 5), event("style", 40, 10), event("script", 10, 90), event("task", 10, 100), event("task", 110, 20)];
  expect(longest(events, 2)).toEqual([
    { ts: 10, took: 100, of: new Map([["task", 10], ["script", 80], ["style", 10]]) },
    { ts: 110, took: 20, of: new Map([["task", 20]]) },
  ]);
});
