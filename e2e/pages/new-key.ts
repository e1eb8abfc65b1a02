import type { Locator, Page } from "@playwright/test";

/** The sheet that makes a key. */
export class NewKey {
  readonly open: Locator;
  readonly name: Locator;
  readonly nameHelp: Locator;
  readonly create: Locator;

  constructor(page: Page) {
    this.open = page.getByRole("link", { name: "New key" }).filter({ visible: true });
    this.name = page.locator("#new-name");
    this.nameHelp = page.locator("#new-name-below");
    this.create = page.getByRole("button", { name: "Create key" });
  }
}
