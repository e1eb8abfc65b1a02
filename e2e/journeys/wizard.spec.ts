import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { Wizard } from "../pages/wizard.ts";
import { expect, test } from "../stand/journey.ts";
import { parse } from "../stand/link.ts";
import { Requests } from "../stand/requests.ts";
import { storedInbounds } from "../stand/stored.ts";

test.setTimeout(60_000);

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, empty: true });

    test("from nothing to a key that can be scanned in five taps", async ({ page, signedIn }) => {
      const [wizard, handout, asked] = [new Wizard(page), new Handout(page), new Requests(page)];
      let taps = 0;
      await page.exposeFunction("tapped", () => (taps += 1));
      await page.evaluate(() => addEventListener("pointerdown", () => (window as any).tapped(), true));

      await page.getByRole("main").getByRole("link", { name: "New Reality inbound" }).filter({ visible: true }).first().click();
      await wizard.toReview("first-one");
      await wizard.create();
      await expect(handout.link).toBeVisible();
      await expect.poll(() => taps).toBe(4);

      const link = await handout.agreed();
      const [inbound] = await storedInbounds(page);
      const reality = inbound.streamSettings.realitySettings;
      const read = parse(link);
      expect(read.address).toBe("panel.example.com");
      expect(read.port).toBe(inbound.port);
      expect(read.id).toBe(inbound.settings.clients[0].id);
      expect(read.parameters.security).toBe("reality");
      expect(read.parameters.pbk).toBe(reality.settings.publicKey);
      expect(read.parameters.pbk).toMatch(/^[\w-]{43}$/);
      expect(reality.shortIds).toContain(read.parameters.sid);
      expect(reality.serverNames).toContain(read.parameters.sni);
      expect(read.parameters.flow).toBe("xtls-rprx-vision");
      expect(read.name).toContain("first-one");
      expect(asked.writes).toEqual(["panel/api/inbounds/add"]);
      await expect(handout.sheet).toContainText("This key checks out");
    });
  });
}

test("Back keeps what was filled in, and leads out at the end", async ({ page, signedIn }) => {
  const [wizard, shell] = [new Wizard(page), new Shell(page)];
  await new Inbounds(page).open();
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await shell.go("inbounds/new");
  await expect(wizard.port).not.toHaveValue("");
  await wizard.address.fill("vpn.example.org");
  await wizard.port.fill("4433");
  await wizard.toReview("keeps");
  await expect(page.locator(".review")).toContainText("vpn.example.org:4433");
  await wizard.back.click();
  await expect(wizard.name).toHaveValue("keeps");
  await page.goBack();
  await expect(wizard.address).toHaveValue("vpn.example.org");
  await expect(wizard.port).toHaveValue("4433");
  await page.goForward();
  await expect(wizard.name).toHaveValue("keeps");
  await page.goBack();
  await shell.go("people");
  await expect(shell.heading("People")).toBeVisible();
  await shell.go("inbounds/new");
  await expect(wizard.port).toHaveValue("4433");
  await wizard.back.click();
  await expect(shell.heading("Inbounds")).toBeVisible();
});

test("what is taken is said at its field before anything is sent", async ({ page, signedIn }) => {
  const [wizard, shell, asked] = [new Wizard(page), new Shell(page), new Requests(page)];
  await shell.go("people");
  await expect(page.locator("main .rows > li").first()).toBeVisible();
  await shell.go("inbounds/new");
  await expect(wizard.port).not.toHaveValue("");
  await wizard.port.fill("8443");
  await expect(page.locator("#wizard-port-below")).toHaveText("The inbound “Reality” uses this port.");
  await wizard.forward.click();
  await expect(wizard.port).toBeFocused();
  await wizard.port.fill("2096");
  await expect(page.locator("#wizard-port-below")).toHaveText("The panel’s subscriptions use this port.");
  await wizard.port.fill("4433");
  await wizard.toPerson();
  await wizard.name.fill("Anna");
  await wizard.forward.click();
  await expect(page.locator("#wizard-name-below")).toHaveText("Somebody has this name already.");
  await expect(wizard.name).toBeFocused();
  await expect(wizard.step).toHaveText("Who gets the first key?");
  expect(asked.writes).toEqual([]);
});
