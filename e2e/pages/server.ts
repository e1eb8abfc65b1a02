import type { Locator, Page } from "@playwright/test";

/** The server, and the pages below it. */
export class Server {
  /** Xray's card. */
  readonly xray: Locator;
  readonly state: Locator;
  readonly restart: Locator;
  readonly stop: Locator;
  readonly start: Locator;
  /** The lines of a log. */
  readonly lines: Locator;
  readonly filter: Locator;
  /** The tokens in the list. */
  readonly tokens: Locator;
  readonly tokenName: Locator;
  readonly makeToken: Locator;
  /** The text of a token that was just made. */
  readonly token: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.xray = page.locator("section.xray");
    this.state = this.xray.locator(".chip");
    this.restart = this.xray.getByRole("button", { name: "Restart" });
    this.stop = this.xray.getByRole("button", { name: "Stop" });
    this.start = this.xray.getByRole("button", { name: "Start", exact: true });
    this.lines = page.locator(".log > li");
    this.filter = page.locator("#search");
    this.tokens = page.locator(".tokens > li");
    this.tokenName = page.locator("#token-name");
    this.makeToken = page.getByRole("button", { name: "Make the token" });
    this.token = page.locator("#token");
  }

  /** What a tile says: its number and the line below. */
  tile(name: string): Locator {
    return this.page.locator(".stat").filter({ has: this.page.getByText(name, { exact: true }) });
  }
}
