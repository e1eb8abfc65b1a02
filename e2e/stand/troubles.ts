// What no journey may leave behind: console errors, uncaught exceptions, refusals by the page's policy, requests to strangers.

import { type BrowserContext, expect } from "@playwright/test";
import { HOST } from "./browser.ts";

export class Troubles {
  private seen: string[] = [];
  /** The questions that find out which panel it is are answered so by those that it is not. */
  private allowed: RegExp[] = [
    // A line that breaks, or a panel that is asked too late: the page goes on by asking.
    /WebSocket connection to 'wss?:\/\/panel\.example\.com:\d+\/secret\/ws' failed/,
    /status of (401|403|404) .*\/(csrf-token|getTwoFactorEnable|getSecretStatus|server\/status|defaultSettings)\)$/,
  ];

  static async watch(context: BrowserContext): Promise<Troubles> {
    const troubles = new Troubles();
    const note = (text: string) => troubles.seen.push(text);
    context.on("console", (message) => {
      if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
      if (message.type() === "warning" && /preload/.test(message.text())) note(`console: ${message.text()}`);
    });
    context.on("weberror", (fault) => note(`uncaught: ${fault.error().stack ?? fault.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.hostname !== HOST) note(`a request to a stranger: ${request.url()}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    return troubles;
  }

  /** Troubles that belong to this journey. */
  allow(pattern: RegExp) {
    this.allowed.push(pattern);
  }

  /** The browser notes every answer of these statuses as an error. */
  allowAnswers(...statuses: number[]) {
    for (const status of statuses) this.allow(new RegExp(`Failed to load resource: the server responded with a status of ${status} `));
  }

  /** The browser notes every request that came to nothing. */
  allowLostLines() {
    this.allow(/Failed to load resource: net::ERR_/);
  }

  check() {
    expect(this.seen.filter((text) => !this.allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  }
}
