// What is wrong with a key is said where it is handed out and where its inbound stands, and one tap mends it.

import type { Page } from "@playwright/test";
import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { askNow } from "../stand/look.ts";
import { everybodyCanUse } from "../stand/reach.ts";
import { Requests } from "../stand/requests.ts";
import { ask, changeInbound, somebodyLetIn, storedInbounds } from "../stand/stored.ts";

/** A key of somebody else's server (RFC 7748 §6.1, Alice). */
const FOREIGN = "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo";
const NAMELESS = "Xray does not start: REALITY has no server name";
const MISMATCH = "The public key does not belong to this server";

const publicKey = async (page: Page) => {
  const reality = (await storedInbounds(page)).find((one) => one.remark === "Reality")?.streamSettings.realitySettings;
  return reality.settings.publicKey as string;
};

test.beforeEach(async ({ page, signedIn }) => {
  await expect(new Inbounds(page).rows.first()).toBeVisible();
});

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 3, clients: 40 });

    test("a wrong public key is mended from the handout, works, and is taken back", async ({ page }) => {
      const [inbounds, shell, handout, asked] = [new Inbounds(page), new Shell(page), new Handout(page), new Requests(page)];
      const [right, name] = [await publicKey(page), await somebodyLetIn(page, "Reality")];
      await changeInbound(page, "Reality", (one) => {
        one.streamSettings.realitySettings.settings.publicKey = FOREIGN;
        one.streamSettings.realitySettings.later = { kept: true };
        one.streamSettings.laterStill = 7;
      });
      await askNow(page);
      const row = inbounds.row("Reality");
      await expect(row.locator(".chip").first()).toHaveText("Key fault");
      await expect(row.locator(".fault")).toHaveText(MISMATCH);

      await shell.go(`people/${encodeURIComponent(name)}/key`);
      const note = handout.sheet.getByRole("alert").filter({ hasText: MISMATCH });
      await expect(note).toBeVisible();
      await expect(handout.sheet.getByRole("button", { name: /^(Share with|Copy for)/ })).toBeHidden();
      expect(await handout.text()).toContain(FOREIGN);
      await everybodyCanUse(page);

      const before = asked.writes.length;
      // Nobody's key works: nothing to ask about.
      await note.getByRole("button", { name: "Write the right public key" }).click();
      await expect(shell.toast("Done: Write the right public key, “Reality”")).toBeVisible();
      await expect(handout.sheet).toContainText("This key checks out");
      await expect(note).toBeHidden();
      expect(asked.writes.slice(before)).toEqual([expect.stringMatching(/^panel\/api\/inbounds\/update\//)]);
      expect(await publicKey(page)).toBe(right);
      expect(await handout.agreed()).toContain(`pbk=${right}`);
      const mended = (await storedInbounds(page)).find((one) => one.remark === "Reality");
      expect(mended?.streamSettings).toMatchObject({ laterStill: 7, realitySettings: { later: { kept: true } } });
      await expect(shell.watch).toContainText("Checking that Xray goes on with it…");

      await shell.undo("Done: Write the right public key");
      await expect(shell.toast("“Reality” is as it was")).toBeVisible();
      await expect(note).toBeVisible();
      expect(await publicKey(page)).toBe(FOREIGN);
    });

    test("the inbound's own sheet mends it too, and asks where others pay", async ({ page }) => {
      const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
      await changeInbound(page, "Reality", (one) => {
        one.streamSettings.realitySettings.settings.publicKey = FOREIGN;
        one.streamSettings.realitySettings.minClientVer = "1.0.0";
      });
      await askNow(page);
      await expect(inbounds.row("Reality").locator(".fault")).toHaveText(MISMATCH);
      await inbounds.row("Reality").getByRole("link").click();
      const note = shell.sheet.getByRole("alert").filter({ hasText: MISMATCH });
      await note.getByRole("button", { name: "Write the right public key" }).click();
      await expect(note).toBeHidden();
      await expect(inbounds.row("Reality").locator(".fault")).toHaveCount(0);

      await shell.sheet.locator(".remarks > summary").click();
      await shell.sheet.getByRole("button", { name: "Empty the oldest version" }).click();
      const people = (await storedInbounds(page)).find((one) => one.remark === "Reality")?.settings.clients.length;
      const question = page.locator("dialog.confirm[open]");
      await expect(question).toContainText(`its ${people} people drop for a moment. Their keys stay as they are.`);
      await shell.confirm("Change");
      await expect(shell.toast("Done: Empty the oldest version")).toBeVisible();
      const after = (await storedInbounds(page)).find((one) => one.remark === "Reality");
      expect(after?.streamSettings.realitySettings.minClientVer).toBe("");
      expect(after?.settings.clients).toHaveLength(people);
    });

    test("somebody who is switched off is let in from the handout", async ({ page }) => {
      const [people, shell, handout] = [new People(page), new Shell(page), new Handout(page)];
      const name = await somebodyLetIn(page, "Reality");
      await people.open(name);
      await people.letsIn.click();
      await expect(people.letsIn).toHaveAttribute("aria-checked", "false");
      await shell.go(`people/${encodeURIComponent(name)}/key`);
      await handout.sheet.getByRole("button", { name: "Let in again" }).click();
      await expect(handout.sheet).toContainText("This key checks out");
      await expect(shell.toast(`“${name}” is let in again`)).toBeVisible();
    });

    test("an open sheet says what becomes of its inbound meanwhile", async ({ page }) => {
      const [inbounds, shell, right] = [new Inbounds(page), new Shell(page), await publicKey(page)];
      await inbounds.row("Reality").getByRole("link").click();
      await expect(shell.sheet).toContainText(right);
      await changeInbound(page, "Reality", (one) => {
        one.streamSettings.realitySettings.settings.publicKey = FOREIGN;
      });
      await askNow(page);
      await expect(shell.sheet.getByRole("alert").filter({ hasText: MISMATCH })).toBeVisible();
      await expect(shell.sheet).toContainText(FOREIGN);
      await expect(shell.sheet).not.toContainText(right);
    });

    test("a key that is shown follows its inbound", async ({ page }) => {
      const [shell, handout] = [new Shell(page), new Handout(page)];
      const [right, name] = [await publicKey(page), await somebodyLetIn(page, "Reality")];
      await askNow(page);
      await shell.go(`people/${encodeURIComponent(name)}/key`);
      await expect(handout.sheet).toContainText("This key checks out");
      expect(await handout.agreed()).toContain(`pbk=${right}`);
      await changeInbound(page, "Reality", (one) => {
        one.streamSettings.realitySettings.settings.publicKey = FOREIGN;
      });
      await askNow(page);
      await expect(handout.sheet.getByRole("alert").filter({ hasText: MISMATCH })).toBeVisible();
      expect(await handout.text()).toContain(FOREIGN);
    });

    test("a deleted inbound whose port was taken meanwhile does not come back over it", async ({ page }) => {
      const [inbounds, shell, asked] = [new Inbounds(page), new Shell(page), new Requests(page)];
      const { port } = (await storedInbounds(page)).find((one) => one.remark === "Reality XHTTP")!;
      await inbounds.row("Reality XHTTP").getByRole("link").click();
      await shell.sheet.getByRole("button", { name: "Delete inbound" }).click();
      await shell.confirm("Delete");
      await expect(shell.toast("“Reality XHTTP” is deleted")).toBeVisible();
      await changeInbound(page, "Reality", (one) => {
        one.port = port;
      });
      await askNow(page);
      await expect(inbounds.row("Reality").locator(".what .tag").last()).toHaveText(String(port));
      await shell.undo("“Reality XHTTP” is deleted");
      await expect(shell.toast("Not done: bring “Reality XHTTP” back. The inbound “Reality” uses this port.")).toBeVisible();
      expect(asked.writes.filter((path) => path.endsWith("inbounds/add"))).toEqual([]);
    });

    test("an inbound on the panel's own port is not switched on", async ({ page }) => {
      const [inbounds, shell, asked] = [new Inbounds(page), new Shell(page), new Requests(page)];
      const flip = inbounds.row("Reality XHTTP").getByRole("switch").filter({ visible: true });
      await flip.click();
      await expect(flip).toHaveAttribute("aria-checked", "false");
      const settings = await ask(page, dialect === "c1" ? "panel/api/setting/all" : "panel/setting/all", {});
      await changeInbound(page, "Reality XHTTP", (one) => {
        one.port = settings.obj.webPort;
      });
      await askNow(page);
      const before = asked.writes.length;
      await flip.click();
      await expect(shell.toast("Not done: switch “Reality XHTTP”. The panel itself uses this port.")).toBeVisible();
      await expect(flip).toHaveAttribute("aria-checked", "false");
      expect(asked.writes).toHaveLength(before);
    });

    test("an inbound that would stop Xray for everybody is not switched on", async ({ page }) => {
      const [inbounds, shell, asked] = [new Inbounds(page), new Shell(page), new Requests(page)];
      const flip = inbounds.row("Reality XHTTP").getByRole("switch").filter({ visible: true });
      await flip.click();
      await expect(flip).toHaveAttribute("aria-checked", "false");
      await changeInbound(page, "Reality XHTTP", (one) => {
        one.streamSettings.realitySettings.serverNames = [];
      });
      await askNow(page);
      const before = asked.writes.length;
      await flip.click();
      await expect(shell.toast(`Not done: switch “Reality XHTTP”. With this everybody would be cut off. ${NAMELESS}`)).toBeVisible();
      await expect(flip).toHaveAttribute("aria-checked", "false");
      expect(asked.writes).toHaveLength(before);
    });
  });
}

test("what stops Xray is mended where it stands, and Xray runs again", async ({ page, panel }) => {
  test.setTimeout(90_000);
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await changeInbound(page, "Reality", (one) => {
    one.streamSettings.realitySettings.serverNames = [];
  });
  await panel.control("clock", { advance: 30_000 });
  await askNow(page);
  await expect(shell.xray).toContainText("Xray does not run", { timeout: 40_000 });
  await expect(inbounds.row("Reality").locator(".fault")).toHaveText(NAMELESS);
  await inbounds.row("Reality").getByRole("link").click();
  const note = shell.sheet.getByRole("alert").filter({ hasText: NAMELESS });
  await note.getByRole("button", { name: "Use the target’s name" }).click();
  await expect(shell.toast("Done: Use the target’s name, “Reality”")).toBeVisible();
  await expect(note).toBeHidden();
  const reality = (await storedInbounds(page)).find((one) => one.remark === "Reality")?.streamSettings.realitySettings;
  expect(reality.serverNames).toEqual([reality.target.split(":")[0]]);
  await panel.control("clock", { advance: 30_000 });
  await expect(shell.xray).toContainText("Xray running", { timeout: 40_000 });
  // Back would stop it again.
  const undo = shell.toast("Done: Use the target’s name").getByRole("button", { name: "Undo" });
  if (await undo.isVisible()) {
    await undo.click();
    await expect(shell.toast("With this everybody would be cut off")).toBeVisible();
  }
});

test("a site that draws attention is changed for one that fits, after the question", async ({ page }) => {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await changeInbound(page, "Reality", (one) => {
    Object.assign(one.streamSettings.realitySettings, { target: "www.icloud.com:443", dest: "www.icloud.com:443", serverNames: ["www.icloud.com"] });
  });
  await askNow(page);
  await inbounds.row("Reality").getByRole("link").click();
  const tap = shell.sheet.getByRole("button", { name: "Set a fitting target" });
  await expect(shell.sheet).toContainText("This target draws attention");
  await shell.sheet.locator(".remarks > summary").click();
  await tap.click();
  await expect(page.locator("dialog.confirm[open]")).toContainText("The server will look like");
  await shell.confirm("Change");
  await expect(shell.toast("Done: Set a fitting target")).toBeVisible();
  const reality = (await storedInbounds(page)).find((one) => one.remark === "Reality")?.streamSettings.realitySettings;
  expect(reality.target).not.toContain("icloud");
  expect(reality.serverNames).toEqual([reality.target.split(":")[0]]);
  await expect(tap).toBeHidden();
});

test.describe("all kinds of inbounds", () => {
  test.use({ inbounds: 8, clients: 40 });

  test("a cipher Xray does not know is changed for one that fits, with keys to match", async ({ page }) => {
    const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
    const stored = async () => (await storedInbounds(page)).find((one) => one.remark === "Shadowsocks 2022")!.settings;
    const before = await stored();
    await changeInbound(page, "Shadowsocks 2022", (one) => {
      one.settings.method = "rc4-md5";
    });
    await askNow(page);
    await inbounds.row("Shadowsocks 2022").getByRole("link").click();
    const note = shell.sheet.getByRole("alert").filter({ hasText: "Xray does not start: it does not know this cipher" });
    await note.getByRole("button", { name: "Set a fitting cipher" }).click();
    await expect(page.locator("dialog.confirm[open]")).toContainText("The cipher will be ");
    await shell.confirm("Change");
    await expect(shell.toast("Done: Set a fitting cipher")).toBeVisible();
    await expect(note).toBeHidden();
    const after = await stored();
    expect(after.method).toMatch(/^(2022-blake3-aes-|chacha20-ietf-poly1305|aes-)/);
    expect(after.clients.map((one: any) => one.email)).toEqual(before.clients.map((one: any) => one.email));
    for (const client of after.clients) expect(client.password).not.toBe("");
  });

  test("a key too long for a camera is copied", async ({ page, context }) => {
    const [shell, handout] = [new Shell(page), new Handout(page)];
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const path = `/${"long".repeat(280)}`;
    await changeInbound(page, "WS behind CDN", (one) => {
      one.streamSettings.wsSettings.path = path;
    });
    await askNow(page);
    const inbound = (await storedInbounds(page)).find((one) => one.remark === "WS behind CDN")!;
    const name = inbound.settings.clients.find((one: any) => one.enable).email;
    await shell.go(`people/${encodeURIComponent(name)}/key`);
    const chip = handout.sheet.locator(".strip").getByRole("button", { name: "WS behind CDN" });
    if (await chip.isVisible()) await chip.click();
    const note = handout.sheet.locator(".note").filter({ hasText: "This key is too long for a good QR code" });
    await expect(note).toBeAttached();
    await handout.sheet.locator(".remarks > summary").click();
    await note.getByRole("button", { name: "Copy the link instead" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(encodeURIComponent(path));
    expect(copied).toBe(await handout.text());
  });
});
