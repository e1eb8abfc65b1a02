// What ends a session and what does not, said for the panel at hand, and a new password from within.

import type { Page } from "@playwright/test";
import { Shell } from "../pages/shell.ts";
import { oneTimeCode } from "../stand/code.ts";
import { expect, test } from "../stand/journey.ts";
import { breakableLine, lose } from "../stand/lost-answers.ts";
import type { Panel } from "../stand/panel.ts";
import { everybodyCanUse, nothingSticksOut } from "../stand/reach.ts";

const NEW = "a longer horse";

async function change(page: Page, panel: Panel, password = panel.password, again = NEW) {
  await page.getByRole("button", { name: "Change the password" }).first().click();
  await page.locator("#user-now").fill(panel.user);
  await page.locator("#password-now").fill(password);
  await page.locator("#password-new").fill(NEW);
  await page.locator("#password-again").fill(again);
}

const send = (page: Page) => page.locator("form").getByRole("button", { name: "Change the password" }).click();

/** Whether a cookie that was copied before still opens the panel. */
async function stillOpens(panel: Panel, cookie: string): Promise<boolean> {
  const answer = await fetch(`http://${panel.address}/secret/panel/api/inbounds/list`, { headers: { cookie, "X-Requested-With": "XMLHttpRequest" }, redirect: "manual" });
  return answer.status === 200;
}

async function copyOfCookie(page: Page): Promise<string> {
  const [found] = (await page.context().cookies()).filter((one) => one.name === "3x-ui");
  return `${found?.name}=${found?.value}`;
}

for (const [dialect, ends] of [["b", false], ["c0", true], ["c1", true]] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test(`a new password ${ends ? "ends every session, and is asked for at once" : "leaves sessions open, and that is said"}`, async ({ page, panel, signIn, signedIn, troubles }) => {
      troubles.allowAnswers(401);
      await new Shell(page).go("settings");
      const card = page.locator("section").filter({ hasText: "Your session" });
      await expect(card).toContainText("Somebody who copied it stays signed in until it expires");
      await expect(card).toContainText(ends ? "A new password ends that at once" : "not even a new password ends it");
      await expect(card).toContainText("A new password switches two-factor sign-in off");
      await expect(card.getByText("Switching two-factor sign-in on ends every session")).toHaveCount(ends ? 1 : 0);
      await expect(card.getByRole("link", { name: "Two-factor" })).toHaveAttribute("href", /\/secret\/panel\/settings$/);
      const stolen = await copyOfCookie(page);
      expect(await stillOpens(panel, stolen)).toBe(true);
      await change(page, panel);
      await everybodyCanUse(page);
      await nothingSticksOut(page);
      await send(page);
      if (ends) {
        await expect(signIn.form).toBeVisible();
        await signIn.as(panel.user, NEW);
        await signIn.done();
      } else {
        await expect(new Shell(page).toast("Sessions that are open stay open")).toBeVisible();
      }
      expect(await stillOpens(panel, stolen)).toBe(!ends);
      await expect(page.locator("#password-new")).toHaveCount(0);
      const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state, document.documentElement.outerHTML]));
      expect(kept).not.toContain(NEW);
      expect(kept).not.toContain(panel.password);
    });
  });
}

test("mistakes are said before anything is sent, and a refusal in the panel's words", async ({ page, panel, signedIn }) => {
  await new Shell(page).go("settings");
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("updateUser") && sent.push(request.url()));
  await page.getByRole("button", { name: "Change the password" }).first().click();
  await send(page);
  await expect(page.locator("#password-now-below")).toHaveText("This is needed.");
  await expect(page.locator("#user-now")).toBeFocused();
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).click();
  await change(page, panel, NEW, "another");
  await expect(page.locator("#password-new-below")).toHaveText("This is the password you have.");
  await expect(page.locator("#password-again-below")).toHaveText("The two are not the same.");
  await send(page);
  await expect(page.locator("#password-new")).toBeFocused();
  expect(sent).toEqual([]);
  await page.locator("#password-now").fill("not it");
  await page.locator("#password-again").fill(NEW);
  await send(page);
  await expect(page.locator("main form .note")).toContainText("current username or password is invalid");
  expect(sent).toHaveLength(1);
});

test("a lost answer says which password to try first", async ({ page, panel, signIn, troubles }) => {
  troubles.allowAnswers(401);
  await breakableLine(page);
  await page.reload();
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await new Shell(page).go("settings");
  await change(page, panel);
  await lose(page, "updateUser");
  await send(page);
  await expect(page.locator("main form .note")).toContainText("Try the new one first");
});

test.describe("with two-factor sign-in", () => {
  test.use({ twoFactor: true });

  test("the code is asked for, and afterwards none is", async ({ page, panel, signIn, troubles }) => {
    troubles.allowAnswers(401);
    await signIn.as(panel.user, panel.password, await oneTimeCode(panel));
    await signIn.done();
    await new Shell(page).go("settings");
    await change(page, panel);
    await page.locator("#code-now").fill(await oneTimeCode(panel));
    await send(page);
    await expect(signIn.form).toBeVisible();
    await expect(signIn.code).toBeHidden();
    await signIn.as(panel.user, NEW);
    await signIn.done();
  });
});

test("signing out says that it ends only this browser's session", async ({ page, panel, signIn, signedIn }) => {
  await new Shell(page).go("settings");
  const stolen = await copyOfCookie(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.locator("dialog.confirm[open]")).toContainText("a new password ends it at once, everywhere");
  await new Shell(page).confirm("Sign out");
  await expect(signIn.form).toBeVisible();
  expect(await stillOpens(panel, stolen)).toBe(true);
});
