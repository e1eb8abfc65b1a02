// With nothing but a keyboard.

import { Inbounds } from "../pages/inbounds.ts";
import { NewKey } from "../pages/new-key.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";

test("sign in, search, open, close, make a key", async ({ page, panel, signIn }) => {
  const [inbounds, shell, newKey] = [new Inbounds(page), new Shell(page), new NewKey(page)];
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(signIn.user).toBeVisible();
  await press("Tab");
  await expect(signIn.user).toBeFocused();
  await page.keyboard.type(panel.user);
  await press("Tab");
  await expect(signIn.password).toBeFocused();
  await page.keyboard.type(panel.password);
  await press("Enter");
  await signIn.done();
  await expect(inbounds.rows.first()).toBeVisible();

  await test.step("/ searches, and is typed where one types", async () => {
    await press("/");
    await expect(inbounds.search).toBeFocused();
    await expect(inbounds.search).toHaveValue("");
    await page.keyboard.type("n/trojan");
    await expect(inbounds.search).toHaveValue("n/trojan");
    await press("ControlOrMeta+a");
    await page.keyboard.type("trojan");
    await expect(inbounds.rows).toHaveCount(1);
  });

  await test.step("Tab reaches the row, Enter opens it, Escape brings the focus back", async () => {
    const link = inbounds.row("Trojan").getByRole("link");
    for (let pressed = 0; pressed < 6 && !(await link.evaluate((link) => link === document.activeElement)); pressed += 1) await press("Tab");
    await expect(link).toBeFocused();
    await press("Enter");
    await expect(shell.sheetTitle).toHaveText("Trojan");
    await expect(shell.sheetTitle).toBeFocused();
    await press("Tab");
    await expect(shell.sheet.getByRole("button", { name: "Close" })).toBeFocused();
    await press("Escape");
    await expect(shell.sheet).toBeHidden();
    await expect(link).toBeFocused();
  });

  await test.step("Space turns a switch", async () => {
    const flip = inbounds.row("Trojan").getByRole("switch").filter({ visible: true });
    await press("Tab");
    await expect(flip).toBeFocused();
    await press("Space");
    await expect(flip).toHaveAttribute("aria-checked", "false");
    await expect(flip).toBeFocused();
    await press("Space");
    await expect(flip).toHaveAttribute("aria-checked", "true");
  });

  await test.step("n makes a key", async () => {
    await press("n");
    await expect(newKey.name).toBeFocused();
    await page.keyboard.type("by-keys");
    await press("Enter");
    await expect(shell.sheetTitle).toHaveText("by-keys");
    await press("Escape");
    await expect(shell.sheet).toBeHidden();
    await expect(page).toHaveURL(/#\/inbounds$/);
  });
});

test("the first Tab skips to the list, the next ones go by what is seen", async ({ page, signedIn }, info) => {
  const inbounds = new Inbounds(page);
  await expect(inbounds.rows.first()).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the list" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  const order: string[] = [];
  for (let pressed = 0; pressed < 8; pressed += 1) {
    await page.keyboard.press("Tab");
    order.push(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? ""));
    if (order.at(-1) === "search") break;
  }
  expect(order.at(-1)).toBe("search");
  expect(order).toHaveLength(info.project.name === "phone" ? 2 : 8);
  await skip.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  expect(page.url()).not.toContain("#main");
});

test("browsers' own keys stay theirs", async ({ page, signedIn }) => {
  const shell = new Shell(page);
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await page.keyboard.press("Control+n");
  await page.keyboard.press("Alt+n");
  await expect(shell.sheet).toBeHidden();
  await page.evaluate(() => {
    const keep = (event: KeyboardEvent) => Object.assign(window, { taken: event.defaultPrevented });
    addEventListener("keydown", keep);
  });
  for (const key of ["Control+f", "Control+r", "F3"]) {
    await page.evaluate((key) => dispatchEvent(new KeyboardEvent("keydown", { key: key.replace("Control+", ""), ctrlKey: key.startsWith("Control"), cancelable: true })), key);
    expect(await page.evaluate(() => (window as any).taken), key).toBe(false);
  }
});

test("a question is answered with Escape: nothing is done", async ({ page, signedIn }) => {
  const shell = new Shell(page);
  await shell.go("people/anna");
  const button = shell.sheet.getByRole("button", { name: "Delete" });
  await button.focus();
  await page.keyboard.press("Enter");
  const question = page.locator("dialog.confirm[open]");
  await expect(question).toContainText("Delete “anna”?");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(shell.sheetTitle).toHaveText("anna");
  await expect(button).toBeFocused();
});
