import { expect, type Locator, type Page } from "@playwright/test";

/** What stands around every page: navigation, messages, what is said of Xray. */
export class Shell {
  readonly sheet: Locator;
  readonly sheetTitle: Locator;
  readonly stale: Locator;
  readonly toasts: Locator;
  readonly watch: Locator;
  readonly xray: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.locator("dialog.sheet");
    this.sheetTitle = page.locator("#sheet-title");
    this.stale = page.locator("p.stale");
    this.toasts = page.locator(".toasts");
    this.watch = page.locator(".watch");
    this.xray = page.locator(".strip .chip").first();
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  async go(place: string) {
    await this.page.goto(`./#/${place}`);
  }

  toast(text: string | RegExp): Locator {
    return this.toasts.locator(".toast").filter({ hasText: text });
  }

  async undo(text: string | RegExp) {
    await this.toast(text).getByRole("button", { name: "Undo" }).click();
  }

  /** Closes a sheet by its button. */
  async close() {
    await this.sheet.getByRole("button", { name: "Close" }).first().click();
    await expect(this.sheet).toBeHidden();
  }

  /** Answers the question on the screen with yes. */
  async confirm(yes: string) {
    await this.page.locator("dialog.confirm[open]").getByRole("button", { name: yes }).click();
  }
}
