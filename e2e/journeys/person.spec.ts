import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { Requests } from "../stand/requests.ts";
import { storedPerson } from "../stand/stored.ts";

const DAY = 86_400_000;
/** Somebody in one inbound, with a limit and an end. */
const WHO = "مریم";

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("switched off and let in again", async ({ page, signedIn }) => {
      const [people, shell] = [new People(page), new Shell(page)];
      await people.open(WHO);
      const before = await storedPerson(page, WHO);
      await expect(people.letsIn).toHaveAttribute("aria-checked", "true");
      await people.letsIn.click();
      await expect(shell.toast(`“${WHO}” is switched off. A connection that is open may last until Xray restarts`)).toBeVisible();
      await expect(people.letsIn).toHaveAttribute("aria-checked", "false");
      await expect(people.sheet.locator(".chip").first()).toHaveText("Switched off");
      expect((await storedPerson(page, WHO)).enable).toBe(false);
      await shell.undo(`“${WHO}” is switched off`);
      await expect(shell.toast(`“${WHO}” is as before`)).toBeVisible();
      await expect(people.letsIn).toHaveAttribute("aria-checked", "true");
      const { updated_at: _, ...after } = await storedPerson(page, WHO);
      const { updated_at: __, ...wanted } = before;
      expect(after).toEqual(wanted);
    });

    test("thirty days more, and back", async ({ page, signedIn }) => {
      const [people, shell, asked] = [new People(page), new Shell(page), new Requests(page)];
      await people.open(WHO);
      const { expiryTime } = await storedPerson(page, WHO);
      await people.more.click();
      await expect(shell.toast(`30 days added to “${WHO}”`)).toBeVisible();
      expect((await storedPerson(page, WHO)).expiryTime).toBe(expiryTime + 30 * DAY);
      expect(asked.writes).toHaveLength(1);
      await shell.undo("30 days added");
      await expect(shell.toast(`“${WHO}” is as before`)).toBeVisible();
      expect((await storedPerson(page, WHO)).expiryTime).toBe(expiryTime);
    });

    test("somebody whose time is over begins anew today", async ({ page, panel, signedIn }) => {
      const [people, shell] = [new People(page), new Shell(page)];
      const name = "роман";
      await people.open(name);
      const before = await storedPerson(page, name);
      const { now } = await panel.control("state");
      expect(before.expiryTime).toBeLessThan(now);
      await expect(people.sheet).toContainText("The time is over. More days let them in again.");
      await people.more.click();
      await expect(shell.toast("30 days added")).toBeVisible();
      const after = await storedPerson(page, name);
      expect(Math.abs(after.expiryTime - now - 30 * DAY)).toBeLessThan(60_000);
      expect(after.enable).toBe(true);
      await expect(people.letsIn).toHaveAttribute("aria-checked", "true");
    });

    test("deleted, and brought back with the same key", async ({ page, signedIn }) => {
      const [people, shell] = [new People(page), new Shell(page)];
      await shell.go("people");
      await people.search.fill(WHO);
      await people.row(WHO).getByRole("link", { name: WHO, exact: true }).click();
      const before = await storedPerson(page, WHO);
      await people.sheet.getByRole("button", { name: "Delete" }).click();
      await expect(page.locator("dialog.confirm[open]")).toContainText(`Delete “${WHO}”?`);
      await shell.confirm("Cancel");
      await expect(people.sheet).toBeVisible();
      await people.sheet.getByRole("button", { name: "Delete" }).click();
      await shell.confirm("Delete");
      await expect(shell.toast(`“${WHO}” is deleted`)).toBeVisible();
      await expect(shell.sheet).toBeHidden();
      await expect(people.row(WHO)).toHaveCount(0);
      expect(await storedPerson(page, WHO)).toBeUndefined();
      await shell.undo(`“${WHO}” is deleted`);
      await expect(shell.toast(`“${WHO}” is back, with the same key`)).toBeVisible();
      await expect(people.row(WHO)).toBeVisible();
      const after = await storedPerson(page, WHO);
      for (const field of ["id", "email", "subId", "totalGB", "expiryTime", "flow", "enable"]) expect(after[field], field).toEqual(before[field]);
    });

    test("changed by hand: name and limit", async ({ page, signedIn }) => {
      const [people, shell] = [new People(page), new Shell(page)];
      await people.open(WHO);
      const before = await storedPerson(page, WHO);
      await people.sheet.getByRole("button", { name: "Change" }).click();
      await page.locator("#edit-name").fill("maryam");
      await page.locator("#edit-data").fill("75 GB");
      await page.keyboard.press("Enter");
      await expect(shell.sheetTitle).toHaveText("maryam");
      const after = await storedPerson(page, "maryam");
      expect(after).toMatchObject({ id: before.id, totalGB: 75 * 2 ** 30, expiryTime: before.expiryTime });
      expect(await storedPerson(page, WHO)).toBeUndefined();
    });
  });
}

// The record has no flow, the entry has: writing the record as it is would take it away.
test("who is in two inbounds keeps the flow when switched off and on", async ({ page, signedIn }) => {
  const [people, shell] = [new People(page), new Shell(page)];
  await people.open("anna");
  const { flow } = await storedPerson(page, "anna");
  expect(flow).toBe("xtls-rprx-vision");
  await people.letsIn.click();
  await expect(shell.toast("“anna” is switched off")).toBeVisible();
  expect((await storedPerson(page, "anna")).flow).toBe(flow);
});
