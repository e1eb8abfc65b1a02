import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { Requests } from "../stand/requests.ts";
import { storedInbounds } from "../stand/stored.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test.beforeEach(async ({ page, signedIn }) => {
  await expect(new Inbounds(page).rows.first()).toBeVisible();
});

/** Opens the sheet of the first inbound and gives back the people the panel has in it. */
async function open(page: Page): Promise<any[]> {
  const first = (await storedInbounds(page))[0];
  if (!first) throw new Error("no inbound");
  await new Inbounds(page).row(first.remark).getByRole("link").first().click();
  return first.settings.clients;
}

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("the keys of everybody in an inbound are those that are handed out one by one", async ({ page }) => {
      const shell = new Shell(page);
      const people = await open(page);
      await shell.sheet.getByRole("button", { name: "Copy all keys" }).click();
      await expect(shell.toast(`Copied: ${people.length} keys, one a line.`)).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const lines = copied.split("\n");
      expect(lines.map((line) => new URL(line).username)).toEqual(people.map((client) => client.id));

      const saved = page.waitForEvent("download");
      await shell.sheet.getByRole("button", { name: "Save all keys" }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toBe("Reality.txt");
      expect(readFileSync(await file.path(), "utf8")).toBe(copied);

      await shell.sheet.getByRole("link", { name: people[1].email, exact: true }).click();
      expect(await new Handout(page).text()).toBe(lines[1]);
    });
  });
}

test.describe("more people than the lists hold", () => {
  test.use({ clients: 1500, inbounds: 4 });

  test("an inbound names some, and asks once to write the keys of all", async ({ page }) => {
    const [shell, asked] = [new Shell(page), new Requests(page)];
    const people = await open(page);
    const names = shell.sheet.locator(".names a");
    await expect(names).toHaveCount(60);
    await expect(names.first()).toHaveText(people[0].email);
    await expect(shell.sheet.getByRole("link", { name: `${people.length - 60} more` })).toHaveAttribute("href", "#/people");
    await shell.sheet.getByRole("button", { name: "Copy all keys" }).click();
    await expect(shell.toast(`Copied: ${people.length} keys`)).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split("\n").map((line) => new URL(line).username)).toEqual(people.map((client) => client.id));
    expect(asked.to("inbounds/get/")).toHaveLength(1);
  });
});
