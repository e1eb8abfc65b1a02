// A page under observation: its line, its processor, its stamps and everything it sends.

import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";
import type { Cell } from "./cells.ts";
import { type LineName, setLine } from "./lines.ts";
import { renderer } from "./processes.ts";
import { Stamps } from "./stamps.ts";
import { Wire } from "./wire.ts";

const SLOWER = { phone: 4, desktop: 1 };

export interface Metrics {
  /** Main thread, ms. */
  main: number;
  script: number;
  heap: number;
}

export class Watched {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly wire: Wire;
  readonly stamps: Stamps;
  private readonly browser: Browser;

  private constructor(browser: Browser, page: Page, cdp: CDPSession, wire: Wire, stamps: Stamps) {
    [this.browser, this.page, this.cdp, this.wire, this.stamps] = [browser, page, cdp, wire, stamps];
  }

  /** A new page in the window, which has this line and the device's processor from its first byte on. */
  static async open(browser: Browser, context: BrowserContext, cell: Cell, line: LineName, slow = true): Promise<Watched> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const wire = await Wire.listen(cdp);
    const stamps = await Stamps.listen(cdp);
    await cdp.send("Performance.enable");
    await setLine(cdp, line);
    const watched = new Watched(browser, page, cdp, wire, stamps);
    if (slow) await watched.slowDown(cell);
    return watched;
  }

  async slowDown(cell: Cell) {
    await this.cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER[cell.device] });
  }

  async metrics(): Promise<Metrics> {
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { main: of("TaskDuration") * 1000, script: of("ScriptDuration") * 1000, heap: of("JSHeapUsedSize") };
  }

  /** The longest task so far, ms; 0 when none took 50. */
  longest(): Promise<number> {
    return this.page.evaluate(() => (window as any).bench.longest);
  }

  pid(): Promise<number> {
    return renderer(this.browser);
  }

  /** What the app and its script hold once the collector has been through. */
  async heaps() {
    await this.cdp.send("HeapProfiler.collectGarbage");
    const { heap } = await this.metrics();
    return { heap, wasm: await this.page.evaluate(() => (window as any).bench.wasm()) };
  }
}
