import { expect, type Locator, type Page } from "@playwright/test";

/** The wizard for a new Reality inbound. */
export class Wizard {
  readonly step: Locator;
  readonly address: Locator;
  readonly port: Locator;
  readonly name: Locator;
  readonly remark: Locator;
  readonly forward: Locator;
  readonly back: Locator;
  readonly outcome: Locator;

  constructor(page: Page) {
    this.step = page.locator("#wizard-step");
    this.address = page.locator("#wizard-address");
    this.port = page.locator("#wizard-port");
    this.name = page.locator("#wizard-name");
    this.remark = page.locator("#wizard-remark");
    this.forward = page.locator(".wizard .foot button");
    this.back = page.locator(".wizard header").getByRole("button", { name: "Back" });
    this.outcome = page.locator("#main > form > .note[role=alert], #main .note.bad");
  }

  /** From the first step to the person. */
  async toPerson() {
    await expect(this.port).not.toHaveValue("");
    await this.forward.click();
    await expect(this.step).toHaveText("Who gets the first key?");
  }

  /** From the first step to the review. */
  async toReview(name: string) {
    await this.toPerson();
    await this.name.fill(name);
    await this.forward.click();
    await expect(this.step).toHaveText("Ready to make");
  }

  async create() {
    await expect(this.forward).toHaveText("Create and show the key");
    await this.forward.click();
  }
}
