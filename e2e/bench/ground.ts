// What a measurement stands on: a browser per cell, and a panel behind an nginx for as long as cells ask for the same one.

import { rmSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "@playwright/test";
import { SignIn } from "../pages/sign-in.ts";
import { browser as settings, desktop, phone } from "../stand/browser.ts";
import { type Front, startFront } from "../stand/front.ts";
import { type Panel, type PanelOptions, startPanel } from "../stand/panel.ts";
import { type Cell, inboundsOf, type PanelName } from "./cells.ts";
import { site } from "./site.ts";

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

export interface Served {
  panel: Panel;
  front: Front;
  inbounds: number;
  /** Cookies and memory of a browser that signed in before. */
  session: Session;
}

export class Ground {
  private folder: string | undefined;
  private name: PanelName | undefined;
  private served: Served | undefined;

  /** Opens a browser with nothing in it. */
  browser(): Promise<Browser> {
    return chromium.launch({ ...settings.launchOptions, headless: true });
  }

  /** The panel of this name, started unless it runs already. */
  async serve(name: PanelName): Promise<Served> {
    if (this.served && this.name === name) return this.served;
    await this.clear();
    this.folder ??= site();
    const [dialect, people] = name.split("-") as [PanelOptions["dialect"], string];
    const inbounds = inboundsOf[people] ?? 10;
    const options = { dialect, clients: Number(people), inbounds, even: true, empty: false, latency: undefined, twoFactor: false, busyPort: undefined, seed: 1, tokens: "own" } satisfies PanelOptions;
    const panel = await startPanel(options);
    const front = await startFront(panel.address);
    this.name = name;
    this.served = { panel, front, inbounds, session: { cookies: [], origins: [] } };
    this.served.session = await this.signIn(this.served);
    return this.served;
  }

  /** A browser's private window on it; `session` goes on with a session. */
  async context(browser: Browser, cell: Cell, { front, session }: Served, signedIn: boolean): Promise<BrowserContext> {
    const { locale, timezoneId } = settings;
    const device: BrowserContextOptions = cell.device === "phone" ? phone : desktop;
    const storageState = signedIn ? session : undefined;
    const context = await browser.newContext({ ...device, locale, timezoneId, baseURL: front.secure, storageState });
    context.setDefaultTimeout(20_000);
    return context;
  }

  async clear() {
    await this.served?.front.stop();
    await this.served?.panel.stop();
    this.served = this.name = undefined;
  }

  async end() {
    await this.clear();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private async signIn({ panel, front }: Served): Promise<Session> {
    const browser = await this.browser();
    const page = await browser.newPage({ ...phone, baseURL: front.secure });
    await page.goto("./");
    await new SignIn(page).as(panel.user, panel.password);
    await page.locator("main .rows > li").first().waitFor();
    await page.waitForFunction(() => localStorage.getItem("latchkey.first") !== null);
    // What to begin the next visit with is settled once the lists are whole.
    await page.waitForTimeout(4_000);
    const session = await page.context().storageState();
    await browser.close();
    return session;
  }
}
