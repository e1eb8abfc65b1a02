// Where nothing is pushed, or listening would cost more than asking, the panel is asked.

import { Inbounds } from "../pages/inbounds.ts";
import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { Sockets } from "../stand/sockets.ts";
import { spareTheLine } from "../stand/spared-line.ts";

test.use({ live: true });

test("a line that is to be spared is spared, unless one wants otherwise", async ({ page, context, panel, signIn }) => {
  await spareTheLine(context);
  await page.reload();
  const sockets = new Sockets(page);
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await new Shell(page).go("settings");
  await expect(page.getByRole("main")).toContainText("The panel is asked every 5 seconds.");
  await page.waitForTimeout(4_000);
  expect(sockets.all).toEqual([]);
  await page.getByText("Always", { exact: true }).click();
  await sockets.listening();
});

test.describe("a panel that refuses the socket", () => {
  test("is asked, and everything works", async ({ page, panel, signIn }) => {
    await panel.control("fault", { kind: 404, path: "/secret/ws" });
    const sockets = new Sockets(page);
    await signIn.as(panel.user, panel.password);
    await signIn.done();
    await expect.poll(() => sockets.all.length).toBeGreaterThan(0);
    const people = new People(page);
    await panel.control("online", { emails: ["anna"], now: true });
    await panel.control("clock", { advance: 30_000 });
    await new Shell(page).go("online");
    await expect(people.rows.locator(".avatar.on")).toHaveCount(1);
    await expect(people.row("anna").locator(".use")).toContainText("/s", { timeout: 20_000 });
    await page.waitForTimeout(8_000);
    expect(sockets.all.length).toBeLessThan(6);
  });
});

test.describe("a panel without one", () => {
  test.use({ dialect: "a" });

  test("is never tried, and offers no choice", async ({ page, signedIn }) => {
    const sockets = new Sockets(page);
    await page.reload();
    await new Shell(page).go("settings");
    await expect(page.getByRole("heading", { name: "This panel" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Fresh values" })).toBeHidden();
    await page.waitForTimeout(6_000);
    expect(sockets.all).toEqual([]);
  });
});

test.describe("many people", () => {
  test.use({ clients: 400 });

  test("are asked about: pushes of everybody would cost more", async ({ page, signedIn }) => {
    const sockets = new Sockets(page);
    await page.reload();
    await expect(new Inbounds(page).row("Reality").locator(".use")).not.toBeEmpty();
    await page.waitForTimeout(5_000);
    expect(sockets.all).toEqual([]);
  });
});
