// The browser's processes, as Linux accounts for them.

import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** Of /proc, per second. */
const TICKS = 100;

/** The page's renderer: of those of pages, not of the browser's own surface, the one that has worked most. */
export async function renderer(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  const surface = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--top-chrome-webui");
  const [page] = processInfo.filter(({ type, id }) => type === "renderer" && !surface(id)).sort((a, b) => b.cpuTime - a.cpuTime);
  if (!page) throw new Error("the page has no renderer");
  return page.id;
}

/** Memory that no other process shares; `dirty` leaves out pages of files, the browser's own code, mapped here alone by chance. */
export function privateMemory(pid: number): { private: number; dirty: number } {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const bytes = (name: string) => Number(rollup.match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"))?.[1] ?? 0) * 1024;
  const dirty = bytes("Private_Dirty");
  return { private: bytes("Private_Clean") + dirty, dirty };
}

/** Processor time a process has used so far, all threads, ms. */
export function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}
