// Prints the table of what was measured, and puts it into the page that was named.

import { readFileSync, writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import { options } from "./options.ts";
import { between } from "./page.ts";
import { report } from "./report.ts";
import { read, Rows } from "./rows.ts";

test("table", () => {
  const body = report(new Rows(read(options.rows)));
  console.log(`\n${body}\n`);
  if (options.page) writeFileSync(options.page, between(readFileSync(options.page, "utf8"), body));
});
