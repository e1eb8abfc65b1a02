import { expect, test } from "@playwright/test";
import { cells } from "./cells.ts";
import { AIMS } from "./aims.ts";
import { between } from "./page.ts";
import { report } from "./report.ts";
import { type Row, Rows, type Values } from "./rows.ts";
import { figure, withRange } from "./words.ts";

const SLOW = "rows/phone/slow-3g/cold/c1-1000";

function row(name: string, run: number, values: Values, started = "2026-01-02"): Row {
  const cell = cells.find((cell) => cell.name === name);
  if (!cell) throw new Error(`no cell ${name}`);
  const machine = { chromium: "1", nginx: "2", node: "3", processor: "2 × some" };
  return { started, date: `${started}T10:00:00Z`, commit: "abc", machine, cell, run, values };
}

const load = (first: number): Values => ({ first, before: { bytes: 250_000, rounds: 2, main: 900 } });

test("every aim hangs on a cell that is measured", () => {
  const names = cells.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { cell } of AIMS) expect(names).toContain(cell);
});

test("an aim is hit or missed by its median, and what holds it is computed from the line", () => {
  const lineOf = (...firsts: number[]) =>
    report(new Rows(firsts.map((first, index) => row(SLOW, index + 1, load(first))))).split("\n").find((line) => line.includes("first rows, cold, c1-1000, slow-3g"));
  // 250,000 bytes at 400 kbit/s are 5 s, two round trips of 400 ms are 0.8 s.
  expect(lineOf(6_400, 9_000, 6_500)).toBe(
    "| first rows, cold, c1-1000, slow-3g | ≤ 6500 ms | 6500 ms (6400–9000) | hit | bytes 5000 ms, main thread 900 ms, round trips 800 ms |",
  );
  expect(lineOf(6_501, 9_000, 6_000)).toContain("| **missed** |");
});

test("what was not measured is said, and an older measurement gives way", () => {
  expect(report(new Rows([]))).toContain("| ≤ 6500 ms | – | not measured |");
  const rows = new Rows([row(SLOW, 1, load(1), "2026-01-01"), row(SLOW, 1, load(5)), row(SLOW, 1, load(2), "2026-01-01"), row(SLOW, 2, load(7))]);
  expect(rows.spread(SLOW, "first")).toEqual({ median: 6, min: 5, max: 7, runs: 2 });
  expect(rows.spread(SLOW, "before.rounds")?.median).toBe(2);
  expect(rows.spread(SLOW, "before.nothing")).toBeUndefined();
});

test("numbers are written no finer than they are known", () => {
  expect(figure(1234.6, "ms")).toBe("1235 ms");
  expect(figure(16.66, "ms")).toBe("16.7 ms");
  expect(figure(0.456, "%")).toBe("0.46 %");
  expect(figure(31_400_000, "MB")).toBe("31.4 MB");
  expect(figure(2048, "KiB")).toBe("2 KiB");
  expect(figure(0, "")).toBe("0");
  expect(withRange({ median: 3, min: 3, max: 3, runs: 5 }, "")).toBe("3");
});

test("only what lies between the marks of a page is replaced", () => {
  const page = "above\n<!-- measured: made by `cargo xtask bench`, not by hand -->\nold\n<!-- /measured -->\nbelow\n";
  expect(between(page, "new")).toBe("above\n<!-- measured: made by `cargo xtask bench`, not by hand -->\n\nnew\n\n<!-- /measured -->\nbelow\n");
  expect(() => between("nothing", "new")).toThrow("the page needs");
});
