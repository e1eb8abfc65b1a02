// A change that stops Xray for everybody is seen within seconds, in Xray's own words, and taken back in one tap.

import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { Wizard } from "../pages/wizard.ts";
import { expect, test } from "../stand/journey.ts";
import { storedInbounds } from "../stand/stored.ts";

test.setTimeout(90_000);

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 2, clients: 6, busyPort: 4433 });

    test("an inbound on a port that another program holds", async ({ page, panel, signedIn, troubles }) => {
      // Older panels answer writes with 500 while Xray is down.
      if (dialect === "a") troubles.allowAnswers(500);
      const [wizard, shell, handout] = [new Wizard(page), new Shell(page), new Handout(page)];
      await expect(new Inbounds(page).rows.first()).toBeVisible();
      await shell.go("inbounds/new");
      await expect(wizard.port).not.toHaveValue("");
      await wizard.port.fill("4433");
      await wizard.toReview("unlucky");
      await wizard.create();
      await expect(handout.link).toBeVisible();
      await expect(shell.watch).toContainText("Checking that Xray goes on with it…");
      // The panel takes changes over within half a minute.
      await panel.control("clock", { advance: 30_000 });
      const note = shell.watch.getByRole("alert");
      await expect(note).toContainText("Xray does not run since: “Reality", { timeout: 40_000 });
      await expect(note).toContainText("listen tcp 0.0.0.0:4433: bind: address already in use");

      await note.getByRole("button", { name: "Take it back" }).click();
      await expect(shell.toast(/ is deleted/)).toBeVisible({ timeout: 20_000 });
      await expect(wizard.step).toBeVisible();
      await expect(wizard.port).toHaveValue("4433");
      expect((await storedInbounds(page)).map((inbound) => inbound.port)).not.toContain(4433);
      await shell.go("inbounds");
      await expect(shell.xray).toContainText("Xray running", { timeout: 30_000 });
      await expect(note).toBeHidden();
      await expect(new Inbounds(page).rows).toHaveCount(2);
    });
  });
}

test("a switch that is blamed is taken back by its own tap", async ({ page, panel, signedIn }) => {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await expect(shell.xray).toContainText("Xray running");
  const flip = inbounds.row("VMess, old").getByRole("switch").filter({ visible: true });
  await flip.click();
  await expect(flip).toHaveAttribute("aria-checked", "true");
  await panel.control("xray", { break: "app/proxyman/inbound: out of luck" });
  const note = shell.watch.getByRole("alert");
  await expect(note).toContainText("Xray does not run since: “VMess, old” is on", { timeout: 40_000 });
  await expect(note).toContainText("out of luck");
  await note.getByRole("button", { name: "Take it back" }).click();
  await panel.control("xray", { mend: true });
  await expect(flip).toHaveAttribute("aria-checked", "false");
  expect((await storedInbounds(page)).find((inbound) => inbound.remark === "VMess, old")?.enable).toBe(false);
  await expect(shell.xray).toContainText("Xray running", { timeout: 30_000 });
  await expect(note).toBeHidden();
});

test("where Xray was down before, nothing is blamed", async ({ page, panel, signedIn }) => {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await panel.control("xray", { break: "app/proxyman/inbound: out of luck" });
  await expect(shell.xray).toContainText("Xray does not run", { timeout: 40_000 });
  const flip = inbounds.row("VMess, old").getByRole("switch").filter({ visible: true });
  await flip.click();
  await expect(shell.toast("“VMess, old” is on")).toBeVisible();
  await expect(shell.watch).toBeHidden();
});
