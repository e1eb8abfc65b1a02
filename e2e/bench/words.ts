// How figures are written.

import type { Unit } from "./aims.ts";
import type { Cell } from "./cells.ts";
import type { Spread } from "./figures.ts";
import { lines } from "./lines.ts";

const digits = (value: number) => (value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const plain = (value: number) => Number(value.toFixed(digits(value))).toString();

/** A number in its unit; bytes become MB of 1,000,000. */
export function figure(value: number, unit: Unit | "KiB"): string {
  const scaled = unit === "MB" ? value / 1e6 : unit === "KiB" ? value / 1024 : value;
  return unit === "" ? plain(scaled) : `${plain(scaled)} ${unit}`;
}

/** Median with what was least and most: `612 ms (598–640)`. */
export function withRange(spread: Spread | undefined, unit: Unit | "KiB"): string {
  if (!spread) return "–";
  const [least, most] = [spread.min, spread.max].map((value) => figure(value, unit).replace(/ .*/, ""));
  const middle = figure(spread.median, unit);
  return least === most ? middle : `${middle} (${least}–${most})`;
}

/** A cell in words. */
export function titleOf({ device, line, cache, panel }: Cell): string {
  const [dialect, people] = panel.split("-");
  return `${device}, ${lines[line].title}, ${cache}, ${dialect?.toUpperCase()}, ${Number(people).toLocaleString("en-GB")}`;
}

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
