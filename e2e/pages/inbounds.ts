import type { Locator, Page } from "@playwright/test";

/** The list of inbounds. */
export class Inbounds {
  readonly heading: Locator;
  readonly rows: Locator;
  readonly search: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1, name: "Inbounds" });
    this.rows = page.locator("main .rows > li");
    this.search = page.getByRole("searchbox");
  }

  async open() {
    await this.page.goto("./#/inbounds");
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }
}
