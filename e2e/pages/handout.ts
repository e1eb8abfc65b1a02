import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { decode, read } from "../stand/qr.ts";

/** The sheet that hands a key over. */
export class Handout {
  readonly sheet: Locator;
  readonly code: Locator;
  readonly link: Locator;
  readonly address: Locator;
  readonly addressField: Locator;
  readonly copy: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.locator("dialog.handout");
    this.code = this.sheet.locator(".qr");
    this.link = this.sheet.locator(".the-link");
    this.address = this.sheet.locator(".card.address");
    this.addressField = page.locator("#key-address");
    this.copy = this.sheet.getByRole("button", { name: "Copy link" });
  }

  /** The link that is shown. */
  async text(): Promise<string> {
    await expect(this.link).not.toBeEmpty();
    return (await this.link.textContent()) ?? "";
  }

  /** The link, once the camera and the eye agree on it. */
  async agreed(): Promise<string> {
    const link = await this.text();
    await this.code.scrollIntoViewIfNeeded();
    await expect.poll(() => read(this.code.locator("svg").first())).toBe(link);
    return link;
  }

  /** What the button saves. */
  async saved(button: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.sheet.getByRole("button", { name: button }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** What a camera reads off a saved picture. */
  readPng(bytes: Buffer): string | undefined {
    return decode(bytes);
  }
}
