// What can happen between the review and the key.

import type { Page } from "@playwright/test";
import { Handout } from "../pages/handout.ts";
import { Shell } from "../pages/shell.ts";
import { SignIn } from "../pages/sign-in.ts";
import { Wizard } from "../pages/wizard.ts";
import { breakableLine, lose } from "../stand/lost-answers.ts";
import { expect, test } from "../stand/journey.ts";
import { askNow } from "../stand/look.ts";
import { Requests } from "../stand/requests.ts";
import { ask, storedInbounds } from "../stand/stored.ts";

// Some of these steps lie between two rounds of questions.
test.use({ live: false });

test.setTimeout(60_000);

async function atReview(page: Page, name: string): Promise<Wizard> {
  const wizard = new Wizard(page);
  await new Shell(page).go("inbounds/new");
  await expect(wizard.port).not.toHaveValue("");
  await wizard.port.fill("4433");
  await wizard.toReview(name);
  return wizard;
}

const made = async (page: Page) => (await storedInbounds(page)).filter((inbound) => inbound.port === 4433);

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 2, clients: 6 });

    test("a session that ends in the middle costs nothing", async ({ page, panel, signedIn, troubles }) => {
      troubles.allowAnswers(401, 404);
      const wizard = await atReview(page, "patient");
      await wizard.back.click();
      await panel.control("expire");
      await askNow(page);
      const form = new SignIn(page);
      await expect(form.form).toBeVisible();
      await expect(page.locator("#sign-in-why")).toHaveText("Your session ended. Sign in again: the page behind is kept as it is.");
      await expect(page.locator(".shell")).toHaveAttribute("inert", "");
      await form.as(panel.user, panel.password);
      await form.done();
      await expect(wizard.name).toHaveValue("patient");
      await wizard.forward.click();
      await wizard.create();
      await expect(new Handout(page).link).toBeVisible();
      expect(await made(page)).toHaveLength(1);
    });

    test("a session that ends at the last tap: signed in again, it is sent again", async ({ page, panel, signedIn, troubles }) => {
      troubles.allowAnswers(401, 404);
      const wizard = await atReview(page, "sent-twice");
      await panel.endsAt("inbounds/add");
      await wizard.create();
      const form = new SignIn(page);
      await expect(form.form).toBeVisible();
      await form.as(panel.user, panel.password);
      await form.done();
      await new Shell(page).toast("Signed in. Not sent yet: create “Reality").getByRole("button", { name: "Send again" }).click();
      await expect(new Handout(page).link).toBeVisible();
      expect(await made(page)).toHaveLength(1);
    });

    test("an answer that is lost: what exists is found and finished", async ({ page, panel, front }) => {
      await breakableLine(page);
      await page.goto(front.secure);
      await new SignIn(page).as(panel.user, panel.password);
      await new SignIn(page).done();
      const asked = new Requests(page);
      const wizard = await atReview(page, "found");
      await lose(page, "inbounds/add");
      await wizard.create();
      await expect(new Handout(page).link).toBeVisible();
      expect(asked.writes).toEqual(["panel/api/inbounds/add"]);
      expect(await made(page)).toHaveLength(1);
    });
  });
}

test("a line that breaks before: nothing is made, it is said, and sent again", async ({ page, panel, signedIn, troubles }) => {
  // The web server before the panel answers for it.
  troubles.allowAnswers(502);
  const wizard = await atReview(page, "again");
  await panel.control("fault", { kind: "drop", path: "inbounds/add", method: "POST", count: 1 });
  await wizard.create();
  await expect(wizard.outcome).toContainText("The server answered with error 502");
  await expect(wizard.outcome).toContainText("Nothing was made; what you filled in is kept.");
  expect(await made(page)).toHaveLength(0);
  await wizard.create();
  await expect(new Handout(page).link).toBeVisible();
  expect(await made(page)).toHaveLength(1);
});

test("whether it arrived cannot be found out: it is said, and looked for again", async ({ page, panel, front }) => {
  await breakableLine(page);
  await page.goto(front.secure);
  await new SignIn(page).as(panel.user, panel.password);
  await new SignIn(page).done();
  const asked = new Requests(page);
  const wizard = await atReview(page, "in-doubt");
  await lose(page, "panel/api/inbounds/");
  await wizard.create();
  const note = page.locator("#main .note.warn");
  await expect(note).toContainText("Sent, but the answer was lost");
  await expect(note).toContainText("the panel’s list could not be read either: No connection");
  await lose(page, undefined);
  await note.getByRole("button", { name: "Look again" }).click();
  await expect(new Handout(page).link).toBeVisible();
  expect(asked.writes).toEqual(["panel/api/inbounds/add"]);
});

test("a port somebody else took meanwhile is refused at its field", async ({ page, panel, signedIn }) => {
  const wizard = await atReview(page, "too-late");
  // Somebody else's page makes an inbound there; this page has not asked since.
  await page.waitForResponse(/server\/status$/);
  const [first] = await storedInbounds(page);
  const settings = { clients: [], decryption: "none", encryption: "none" };
  const copy = { ...first, id: 0, remark: "rival", tag: "inbound-4433", port: 4433, settings, up: 0, down: 0, clientStats: [] };
  expect(await ask(page, "panel/api/inbounds/add", copy)).toMatchObject({ success: true });
  await wizard.create();
  await expect(wizard.step).toHaveText("Which site should it look like?");
  await expect(wizard.port).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#wizard-port-below")).toContainText("uses this port");
  await wizard.port.fill("4434");
  await wizard.forward.click();
  await expect(wizard.name).toHaveValue("too-late");
  await wizard.forward.click();
  await wizard.create();
  await expect(new Handout(page).link).toBeVisible();
  expect((await storedInbounds(page)).map((inbound) => inbound.port)).toContain(4434);
});
