// What is measured. A cell's name says it all: what/device/line/cache/panel.

import type { LineName } from "./lines.ts";
import { options } from "./options.ts";

export type Device = "phone" | "desktop";
export type PanelName = `${"a" | "c1"}-${10 | 1000 | 10000}`;
/** `form` signs in; `rows` and `people` go on with a session, at the inbounds or at the people. */
export type What = "form" | "rows" | "people" | "touch" | "idle" | "yardstick";

export interface Cell {
  name: string;
  what: What;
  device: Device;
  line: LineName;
  cache: "cold" | "warm";
  panel: PanelName;
}

/** Inbounds of a panel with so many people. */
export const inboundsOf: Record<string, number> = { 10: 3, 1000: 10, 10000: 20 };

const ALL: [What, Device, LineName[], ("cold" | "warm")[], PanelName][] = [
  ["yardstick", "phone", ["none", "4g", "fast-3g", "slow-3g"], ["cold"], "c1-10"],
  ["rows", "phone", ["none", "4g"], ["cold"], "c1-10"],
  ["rows", "phone", ["none"], ["cold"], "a-10"],

  ["form", "phone", ["none", "4g", "fast-3g", "slow-3g"], ["cold"], "c1-1000"],
  ["form", "phone", ["4g", "slow-3g"], ["warm"], "c1-1000"],
  ["form", "desktop", ["4g"], ["cold"], "c1-1000"],
  ["rows", "phone", ["none", "4g", "fast-3g", "slow-3g"], ["cold"], "c1-1000"],
  ["rows", "phone", ["none", "4g", "slow-3g"], ["warm"], "c1-1000"],
  ["rows", "desktop", ["none", "4g"], ["cold"], "c1-1000"],
  ["rows", "desktop", ["4g"], ["warm"], "c1-1000"],
  ["people", "phone", ["slow-3g"], ["cold"], "c1-1000"],
  ["touch", "phone", ["none"], ["warm"], "c1-1000"],
  ["idle", "phone", ["4g"], ["warm"], "c1-1000"],

  ["form", "phone", ["4g"], ["cold"], "a-1000"],
  ["rows", "phone", ["none", "slow-3g"], ["cold"], "a-1000"],

  ["rows", "phone", ["none", "4g", "slow-3g"], ["cold"], "c1-10000"],
  ["rows", "phone", ["slow-3g"], ["warm"], "c1-10000"],
  ["rows", "desktop", ["4g"], ["cold"], "c1-10000"],
  ["touch", "phone", ["none"], ["warm"], "c1-10000"],

  ["rows", "phone", ["none", "slow-3g"], ["cold"], "a-10000"],
  ["touch", "phone", ["none"], ["warm"], "a-10000"],
];

/** A taste of everything in two or three minutes. */
const QUICK = [
  "form/phone/slow-3g/cold/c1-1000",
  "rows/phone/none/cold/c1-1000",
  "rows/phone/slow-3g/cold/c1-1000",
  "rows/phone/4g/warm/c1-1000",
  "touch/phone/none/warm/c1-1000",
];

export const cells: Cell[] = ALL.flatMap(([what, device, lines, caches, panel]) =>
  caches.flatMap((cache) =>
    lines.map((line) => ({ name: [what, device, line, cache, panel].join("/"), what, device, line, cache, panel })),
  ),
);

/** Those that were asked for. */
export function chosen(): Cell[] {
  if (options.only.length > 0) return cells.filter(({ name }) => options.only.some((part) => name.includes(part)));
  return options.quick ? cells.filter(({ name }) => QUICK.includes(name)) : cells;
}
