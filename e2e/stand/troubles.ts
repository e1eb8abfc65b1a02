// What no journey may leave behind: console errors, uncaught exceptions, refusals by the page's policy, requests to strangers.

import { type BrowserContext, expect } from "@playwright/test";
import { HOST } from "./browser.ts";

export class Troubles {
  private seen: string[] = [];
  private allowed: RegExp[] = [];

  static async watch(context: BrowserContext): Promise<Troubles> {
    const troubles = new Troubles();
    const note = (text: string) => troubles.seen.push(text);
    context.on("console", (message) => {
      const panelAnswer = message.text().startsWith("Failed to load resource") && !message.location().url.includes("/latchkey/");
      if (message.type() === "error" && !panelAnswer) note(`console: ${message.text()} (${message.location().url})`);
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

  /** Troubles that belong to this journey. Panel answers other than 200 need no permission. */
  allow(pattern: RegExp) {
    this.allowed.push(pattern);
  }

  check() {
    expect(this.seen.filter((text) => !this.allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  }
}
