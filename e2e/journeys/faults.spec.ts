// Whatever happens between the page and the panel, the page stays usable and says what happened.

import type { Page } from "@playwright/test";
import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { SignIn } from "../pages/sign-in.ts";
import { expect, test } from "../stand/journey.ts";
import { askNow, everythingHere } from "../stand/look.ts";

/** The fault, the statuses the browser notes, what is said of a write that met it. */
const FAULTS = [
  ["drop", [502], "The server answered with error 502. Try again. If it stays, look at the panel’s log."],
  ["500", [500], "The server answered with error 500. Try again. If it stays, look at the panel’s log."],
  ["html", [], "This is not a 3x-ui panel. Something else answered at the panel’s address."],
  ["truncated", [], "The panel’s answer could not be understood. "],
] as const;

async function stillUsable(page: Page) {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await inbounds.search.fill("grpc");
  await expect(inbounds.rows).toHaveCount(1);
  await inbounds.search.fill("");
  await expect(inbounds.rows).toHaveCount(10);
  await inbounds.row("Trojan").getByRole("link").click();
  await expect(shell.sheetTitle).toHaveText("Trojan");
  await shell.close();
}

for (const [kind, statuses, words] of FAULTS) {
  test(`${kind}: the list grows old, a write says why it is not done`, async ({ page, panel, signedIn, troubles }) => {
    troubles.allowAnswers(...statuses);
    const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
    await expect(inbounds.row("Trojan").locator(".use")).not.toBeEmpty();
    await panel.control("fault", { kind });
    await askNow(page);
    await expect(shell.stale).toContainText("Last updated");
    await stillUsable(page);
    const flip = inbounds.row("Trojan").getByRole("switch").filter({ visible: true });
    await flip.click();
    await expect(shell.toast("Not done: switch “Trojan”. ")).toContainText(words);
    await expect(flip).toHaveAttribute("aria-checked", "true");

    await panel.control("fault", { kind: null });
    await askNow(page);
    await expect(shell.stale).toBeHidden();
  });
}

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("expire: the form comes over the page, which stays as it is", async ({ page, panel, signedIn, troubles }) => {
      troubles.allowAnswers(401, 404);
      const [inbounds, shell, form] = [new Inbounds(page), new Shell(page), new SignIn(page)];
      await expect(inbounds.row("Trojan").locator(".use")).not.toBeEmpty();
      await inbounds.search.fill("reality");
      const shown = await inbounds.rows.count();
      await panel.control("fault", { kind: "expire" });
      await askNow(page);
      await expect(form.form).toBeVisible();
      await expect(page.locator("#sign-in-why")).toContainText("Your session ended.");
      await expect(inbounds.rows).toHaveCount(shown);
      await panel.control("fault", { kind: null });
      await form.as(panel.user, panel.password);
      await form.done();
      await expect(inbounds.search).toHaveValue("reality");
      await expect(shell.stale).toBeHidden();
    });
  });
}

test("stall: a write that is never answered is given up, and the page goes on", async ({ page, panel, front, troubles }) => {
  // Nginx gives up when the page does.
  troubles.allowAnswers(504);
  troubles.allowLostLines();
  await page.clock.install();
  await page.goto(front.secure);
  await new SignIn(page).as(panel.user, panel.password);
  await new SignIn(page).done();
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await expect(inbounds.row("Trojan").locator(".use")).not.toBeEmpty();
  await panel.control("fault", { kind: "stall", path: "setEnable", count: 1 });
  const flip = inbounds.row("Trojan").getByRole("switch").filter({ visible: true });
  const sent = page.waitForRequest(/setEnable/);
  await flip.click();
  await sent;
  await expect(flip).toHaveAttribute("aria-busy", "true");
  await inbounds.search.fill("trojan");
  await expect(inbounds.rows).toHaveCount(1);
  await page.clock.fastForward(61_000);
  await expect(shell.toast("Not done: switch “Trojan”. No answer in time.")).toContainText("look before you send it again");
  await expect(flip).not.toHaveAttribute("aria-busy", "true");
  await shell.toast("Not done").getByRole("button", { name: "Try again" }).click();
  await expect(flip).toHaveAttribute("aria-checked", "false");
});

test("a slow panel: rows stand before everything is read", async ({ page, panel, front }) => {
  await panel.control("latency", { ms: 3_000, path: "slim" });
  await page.goto(front.secure);
  await new SignIn(page).as(panel.user, panel.password);
  await new SignIn(page).done();
  await expect(new Inbounds(page).rows).toHaveCount(10, { timeout: 2_500 });
  await expect(new Inbounds(page).row("Reality").locator(".use")).not.toBeEmpty();
});

test("the panel dies and comes no more: what is known stays, with its age", async ({ page, panel, signedIn, troubles }) => {
  troubles.allowAnswers(502);
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await expect(inbounds.row("Trojan").locator(".use")).not.toBeEmpty();
  await everythingHere(page);
  await panel.stop();
  await askNow(page);
  await expect(shell.stale).toHaveText(/^Last updated \d{1,2}:\d\d.*, trying again$/);
  await stillUsable(page);
  await shell.go("people/boris-work/key");
  await expect(page.locator("dialog.handout .the-link")).toContainText("vless://");
  await shell.go("inbounds");
  await expect(inbounds.rows).toHaveCount(10);
});

test("a first reading that fails says so, and is tried again by a tap", async ({ page, panel, signIn, troubles }) => {
  troubles.allowAnswers(500);
  await panel.control("fault", { kind: 500, path: "inbounds/options" });
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  const note = page.getByRole("main").getByRole("alert");
  await expect(note).toContainText("The server answered with error 500");
  await panel.control("fault", { kind: null });
  await note.getByRole("button", { name: "Try again" }).click();
  await expect(new Inbounds(page).rows).toHaveCount(10);
});
