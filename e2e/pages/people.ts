import { expect, type Locator, type Page } from "@playwright/test";

/** The list of people, and the sheet of one. */
export class People {
  readonly rows: Locator;
  readonly search: Locator;
  readonly sheet: Locator;
  readonly letsIn: Locator;
  readonly more: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.locator("main .rows > li");
    this.search = page.locator("#search");
    this.sheet = page.locator("dialog.sheet");
    this.letsIn = this.sheet.getByRole("switch", { name: "Let in" });
    this.more = this.sheet.getByRole("button", { name: "+30 days" });
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  async open(name: string) {
    await this.page.goto(`./#/people/${encodeURIComponent(name)}`);
    await expect(this.sheet.getByRole("heading", { name, exact: true })).toBeVisible();
  }
}
