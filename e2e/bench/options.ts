// What `cargo xtask bench` asks for, and what it runs on.

import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export const options = {
  /** Where the raw rows go. */
  rows: process.env.BENCH_ROWS ?? join(root, "target/bench/rows.jsonl"),
  /** The page whose table is made anew; without one it is only printed. */
  page: process.env.BENCH_PAGE,
  runs: Number(process.env.BENCH_RUNS ?? 5),
  quick: process.env.BENCH_QUICK === "1",
  /** Each cell once, and where its main thread's time went instead of figures. */
  profile: process.env.BENCH_PROFILE === "1",
  /** Parts of names of cells. */
  only: (process.env.BENCH_ONLY ?? "").split(",").filter((part) => part !== ""),
  /** When this measurement began; the same in all its rows. */
  started: process.env.BENCH_STARTED ?? new Date().toISOString(),
  commit: process.env.BENCH_COMMIT ?? "unknown",
};

/** Versions of everything that is measured with. */
export function machine(chromium: string) {
  const nginx = execFileSync("sh", ["-c", "nginx -v 2>&1 || /usr/sbin/nginx -v 2>&1"], { encoding: "utf8" });
  return {
    chromium,
    nginx: nginx.match(/nginx\/(\S+)/)?.[1] ?? "unknown",
    node: process.versions.node,
    processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
  };
}
