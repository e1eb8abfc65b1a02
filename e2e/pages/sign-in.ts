import { expect, type Locator, type Page } from "@playwright/test";

/** The form that is in the page from the first byte on. */
export class SignIn {
  readonly form: Locator;
  readonly user: Locator;
  readonly password: Locator;
  readonly code: Locator;
  readonly fault: Locator;

  constructor(page: Page) {
    this.form = page.locator("#enter");
    this.user = page.locator("#user");
    this.password = page.locator("#password");
    this.code = page.locator("#code");
    this.fault = page.locator("#sign-in-fault");
  }

  async as(user: string, password: string, code?: string) {
    await this.user.fill(user);
    await this.password.fill(password);
    if (code !== undefined) await this.code.fill(code);
    await this.password.press("Enter");
  }

  async done() {
    await expect(this.form).toBeHidden();
  }
}
