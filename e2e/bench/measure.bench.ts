// One test per cell: a browser of its own, so many runs, a line per run. `cargo xtask bench` starts it.

import { test } from "@playwright/test";
import { AIMS } from "./aims.ts";
import { type Cell, chosen, type What } from "./cells.ts";
import { Ground } from "./ground.ts";
import { idle } from "./idle.ts";
import { options } from "./options.ts";
import { profiled } from "./profile.ts";
import { append, type Values } from "./rows.ts";
import { touch } from "./touch.ts";
import { signIn, visit } from "./visit.ts";
import { yardstick } from "./yardstick.ts";

type Measure = (ground: Ground, browser: Awaited<ReturnType<Ground["browser"]>>, cell: Cell) => Promise<Values>;

const MEASURES: Record<What, Measure> = { form: signIn, rows: visit, people: visit, touch, idle, yardstick };

const ground = new Ground();
test.afterAll(() => ground.end());

for (const cell of chosen()) {
  test(cell.name, async () => {
    test.setTimeout(options.runs * 150_000);
    if (options.profile) {
      const browser = await ground.browser();
      await ground.serve(cell.panel);
      console.log(`${cell.name}\n\n${await profiled(browser, () => MEASURES[cell.what](ground, browser, cell))}\n`);
      return browser.close();
    }
    for (let run = 1; run <= options.runs; run++) {
      const browser = await ground.browser();
      const values = await MEASURES[cell.what](ground, browser, cell);
      append(cell, run, browser.version(), values);
      await browser.close();
      console.log(`  ${run}: ${glance(cell, values)}`);
    }
  });
}

/** The figures an aim hangs on, else the first. */
function glance(cell: Cell, values: Values): string {
  const own = AIMS.filter((aim) => aim.cell === cell.name).map(({ value }) => value.split(".")[0] ?? value);
  const shown = Object.entries(values).filter(([name, value], at) => typeof value === "number" && (own.includes(name) || at === 0));
  return shown.map(([name, value]) => `${name} ${Math.round(Number(value) * 10) / 10}`).join(", ");
}
