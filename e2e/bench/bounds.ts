// What holds a figure where it is: the line's width, its delay, or the processor.

import { type Cell } from "./cells.ts";
import { lines } from "./lines.ts";
import type { Rows } from "./rows.ts";

export interface Bounds {
  /** bytes × 8 / width, ms. */
  bytes: number;
  /** round trips × delay, ms. */
  rounds: number;
  /** The main thread's work, ms. */
  main: number;
}

/** What was behind a time of which the row counted bytes, round trips and work under `group`. */
export function bounds(rows: Rows, cell: Cell, group: string): Bounds | undefined {
  const [bytes, rounds, main] = ["bytes", "rounds", "main"].map((name) => rows.spread(cell.name, `${group}.${name}`)?.median);
  if (bytes === undefined || rounds === undefined || main === undefined) return undefined;
  const { kbits, latency } = lines[cell.line];
  return { bytes: kbits === undefined ? 0 : (bytes * 8) / kbits, rounds: rounds * latency, main };
}

/** In words, the heaviest first. */
export function said(found: Bounds): string {
  const parts: [string, number][] = [
    ["bytes", found.bytes],
    ["round trips", found.rounds],
    ["main thread", found.main],
  ];
  const heavy = parts.filter(([, ms]) => ms > 0).sort(([, a], [, b]) => b - a);
  return heavy.map(([name, ms]) => `${name} ${Math.round(ms)} ms`).join(", ");
}
