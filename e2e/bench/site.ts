// The bundle with two files more beside it, by which the line itself is measured: an empty page and 100 KiB nothing can shrink.

import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** From now on the front serves a copy of the bundle with the yardstick in it; returns its folder. */
export function site(): string {
  const bundle = process.env.LATCHKEY_DIST ?? join(root, "dist");
  if (!existsSync(join(bundle, "index.html"))) throw new Error("no bundle: cargo xtask dist");
  const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  cpSync(bundle, folder, { recursive: true });
  mkdirSync(join(folder, "yardstick"));
  writeFileSync(join(folder, "yardstick/empty.html"), "<!doctype html><title>Empty</title><p>Nothing.");
  writeFileSync(join(folder, "yardstick/100k.png"), randomBytes(100 * 1024));
  process.env.LATCHKEY_DIST = folder;
  return folder;
}
