// The raw rows, one JSON object per run of a cell.

import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Cell } from "./cells.ts";
import { type Spread, spread } from "./figures.ts";
import { machine, options } from "./options.ts";

/** Numbers by name, grouped where they belong together. */
export interface Values {
  [name: string]: number | Values;
}

export interface Row {
  started: string;
  date: string;
  commit: string;
  machine: ReturnType<typeof machine>;
  cell: Cell;
  run: number;
  values: Values;
}

export function append(cell: Cell, run: number, chromium: string, values: Values) {
  const { started, commit } = options;
  const row: Row = { started, date: new Date().toISOString(), commit, machine: machine(chromium), cell, run, values };
  mkdirSync(dirname(options.rows), { recursive: true });
  appendFileSync(options.rows, `${JSON.stringify(row)}\n`);
}

/** All rows of a file. */
export function read(path: string): Row[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

/** Of each cell the rows of the measurement that was begun last. */
export class Rows {
  private readonly of = new Map<string, Row[]>();

  constructor(rows: Row[]) {
    for (const row of rows) {
      const known = this.of.get(row.cell.name) ?? [];
      const [first] = known;
      if (!first || first.started < row.started) this.of.set(row.cell.name, [row]);
      else if (first.started === row.started) known.push(row);
    }
  }

  get all(): Row[] {
    return [...this.of.values()].flat();
  }

  cells(...what: string[]): Cell[] {
    return [...this.of.values()].flatMap(([row]) => (row && what.includes(row.cell.what) ? [row.cell] : []));
  }

  /** How a value, named `a.b`, is spread over the runs of a cell. */
  spread(cell: string, name: string): Spread | undefined {
    const values = (this.of.get(cell) ?? []).map((row) => value(row.values, name));
    return spread(values.filter((one): one is number => one !== undefined));
  }
}

function value(values: Values, name: string): number | undefined {
  const found = name.split(".").reduce<number | Values | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), values);
  return typeof found === "number" ? found : undefined;
}
