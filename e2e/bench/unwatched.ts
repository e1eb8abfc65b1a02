// A page whose network nobody watches. Whoever does has every answer kept in the page's own memory, once for each that
// watches: at 10,000 people that is as much as the app itself. So memory is measured in a page of its own.

import type { Browser, CDPSession } from "@playwright/test";
import { desktop, phone } from "../stand/browser.ts";
import type { Cell } from "./cells.ts";
import type { Served } from "./ground.ts";
import { privateMemory, renderer } from "./processes.ts";

/** So long nothing new is asked for before the page counts as at rest, and how often that is looked at. */
const [QUIET, LOOK] = [2_000, 250];

/** What the renderer holds of a page at rest, as it is and after the collector has been through it. `shows` is a selector of
 * what has to be there. It must be the only page the browser has open. */
export async function memoryOf(browser: Browser, cell: Cell, { front, session }: Served, path: string, shows: string) {
  const cdp = await browser.newBrowserCDPSession();
  const { browserContextId } = await cdp.send("Target.createBrowserContext", {});
  const { targetId } = await cdp.send("Target.createTarget", { url: "about:blank", browserContextId });
  const page = await Unwatched.of(cdp, targetId);
  await page.becomes(cell);
  await page.remembers(session);
  await page.send("Page.navigate", { url: new URL(path, front.secure).href });
  await page.rest(shows);
  await pause(1_000);
  const pid = await renderer(browser);
  const asIs = privateMemory(pid);
  await page.send("HeapProfiler.collectGarbage", {});
  await pause(300);
  const collected = privateMemory(pid).private;
  await cdp.send("Target.disposeBrowserContext", { browserContextId });
  await cdp.detach();
  return { ...asIs, collected };
}

class Unwatched {
  private readonly waiting = new Map<number, (result: any) => void>();
  private readonly cdp: CDPSession;
  private readonly sessionId: string;

  private constructor(cdp: CDPSession, sessionId: string) {
    [this.cdp, this.sessionId] = [cdp, sessionId];
    cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result, error } = JSON.parse(message);
      if (error) console.log(`  unwatched page: ${error.message}`);
      this.waiting.get(id)?.(result);
    });
  }

  static async of(cdp: CDPSession, targetId: string): Promise<Unwatched> {
    return new Unwatched(cdp, (await cdp.send("Target.attachToTarget", { targetId })).sessionId);
  }

  async send(method: string, params: object): Promise<any> {
    const id = this.waiting.size + 1;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    await this.cdp.send("Target.sendMessageToTarget", { sessionId: this.sessionId, message: JSON.stringify({ id, method, params }) });
    return answer;
  }

  async becomes({ device }: Cell) {
    const { viewport, deviceScaleFactor = 1, isMobile = false } = device === "phone" ? phone : { ...desktop, deviceScaleFactor: 1, isMobile: false };
    await this.send("Emulation.setDeviceMetricsOverride", { ...viewport, deviceScaleFactor, mobile: isMobile });
    await this.send("Emulation.setTouchEmulationEnabled", { enabled: isMobile });
  }

  /** Cookies, and what scripts keep: nothing of it needs the network to be watched. */
  async remembers({ cookies, origins }: Served["session"]) {
    await this.send("Network.setCookies", { cookies: cookies.map(({ expires, ...cookie }) => (expires < 0 ? cookie : { ...cookie, expires })) });
    await this.send("Page.enable", {});
    const kept = origins.flatMap(({ localStorage }) => localStorage);
    const source = `for (const { name, value } of ${JSON.stringify(kept)}) localStorage.getItem(name) ?? localStorage.setItem(name, value);`;
    await this.send("Page.addScriptToEvaluateOnNewDocument", { source });
  }

  /** Waits until it shows what it has to and asks for nothing new. */
  async rest(shows: string) {
    const look = `document.querySelector(${JSON.stringify(shows)}) ? performance.getEntriesByType("resource").length : -1`;
    let [asked, since] = [-1, Date.now()];
    while (asked < 0 || Date.now() - since < QUIET) {
      await pause(LOOK);
      const { result } = await this.send("Runtime.evaluate", { expression: look });
      if (result.value !== asked) [asked, since] = [result.value, Date.now()];
      if (asked < 0 && Date.now() - since > 30_000) throw new Error(`the page never showed ${shows}`);
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
