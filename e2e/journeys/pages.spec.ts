import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";

/** Address, heading, title. */
const PAGES = [
  ["online", "Online", "Online"],
  ["people", "People", "People"],
  ["inbounds", "Inbounds", "Inbounds"],
  ["server", "Server", "Server"],
  ["server/logs", "Logs", "Logs"],
  ["server/tokens", "API tokens", "API tokens"],
  ["server/recipe", "Usage by API", "Usage by API"],
  ["settings", "Settings", "Settings"],
  ["read", "What does this link say?", "What does this link say?"],
  ["inbounds/new", "New Reality inbound", "New Reality inbound"],
] as const;

test("every page by its address, and again after a reload", async ({ page, signedIn }) => {
  test.slow();
  const shell = new Shell(page);
  for (const [place, heading, title] of PAGES) {
    await test.step(place, async () => {
      await shell.go(place);
      await expect(shell.heading(heading)).toBeVisible();
      await expect(page).toHaveTitle(`${title} · Latchkey`);
      await page.reload();
      await expect(shell.heading(heading)).toBeVisible();
      await expect(page).toHaveTitle(`${title} · Latchkey`);
    });
  }
});

test("the navigation leads everywhere, and Back leads back", async ({ page, signedIn }) => {
  const shell = new Shell(page);
  const navigation = page.getByRole("navigation", { name: "Main" }).filter({ visible: true });
  for (const name of ["Online", "People", "Server", "Inbounds"]) {
    await navigation.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(shell.heading(name)).toBeVisible();
    await expect(navigation.locator("[aria-current=page]")).toHaveText(new RegExp(`^${name}`));
  }
  await new Inbounds(page).row("Reality").getByRole("link").click();
  await expect(shell.sheetTitle).toHaveText("Reality");
  await expect(page).toHaveTitle("Inbounds · Latchkey");
  await page.goBack();
  await expect(shell.sheet).toBeHidden();
  await expect(shell.heading("Inbounds")).toBeVisible();
  await page.goBack();
  await expect(shell.heading("Server")).toBeVisible();
  await page.goForward();
  await page.goForward();
  await expect(shell.sheetTitle).toHaveText("Reality");
});

test("sheets by their addresses, over the list they belong to", async ({ page, signedIn }) => {
  const shell = new Shell(page);
  for (const [place, title, beneath] of [
    ["people/anna", "anna", "People"],
    ["people/anna/key", "anna", "People"],
    ["people/%D9%85%D8%B1%DB%8C%D9%85", "مریم", "People"],
    ["inbounds/1", "Reality", "Inbounds"],
    ["new", "New key", "People"],
  ]) {
    await shell.go(place);
    await page.reload();
    await expect(shell.sheetTitle).toHaveText(title);
    await expect(page.getByRole("heading", { level: 1, name: beneath, includeHidden: true })).toBeAttached();
  }
});

test("an address that is none leads to the list", async ({ page, signedIn }) => {
  const shell = new Shell(page);
  await shell.go("nowhere/at/all");
  await expect(shell.heading("Inbounds")).toBeVisible();
  await shell.go("people/nobody-of-this-name");
  await expect(shell.sheet).toContainText("Nobody of this name is there. They may have been deleted or renamed.");
});
