import { expect, test } from "@playwright/test";
import { ownTime } from "./profile.ts";

test("time belongs to the innermost event", () => {
  const event = (name: string, ts: number, dur: number) => ({ name, ph: "X", pid: 1, tid: 1, ts, dur });
  const events = [event("style", 30, 10), event("task", 0, 100), event("script", 10, 50), event("task", 200, 5), event("script", 200, 5)];
  expect([...ownTime(events)].sort()).toEqual([["script", 45], ["style", 10], ["task", 50]]);
});
