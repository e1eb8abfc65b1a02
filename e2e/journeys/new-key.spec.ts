import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { NewKey } from "../pages/new-key.ts";
import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { breakableLine, lose } from "../stand/lost-answers.ts";
import { SignIn } from "../pages/sign-in.ts";
import { expect, test } from "../stand/journey.ts";
import { parse } from "../stand/link.ts";
import { corner } from "../stand/qr.ts";
import { Requests } from "../stand/requests.ts";
import { spareTheLine } from "../stand/spared-line.ts";
import { ask, storedInbounds, storedPerson } from "../stand/stored.ts";

for (const [dialect, call] of [
  ["a", "panel/api/inbounds/addClient"],
  ["c1", "panel/api/clients/add"],
] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("a name becomes a key in two taps and one write", async ({ page, signedIn }) => {
      const [newKey, handout, asked] = [new NewKey(page), new Handout(page), new Requests(page)];
      await expect(new Inbounds(page).rows.first()).toBeVisible();
      let taps = 0;
      await page.exposeFunction("tapped", () => (taps += 1));
      await page.evaluate(() => addEventListener("pointerdown", () => (window as any).tapped(), true));
      await newKey.open.first().click();
      await expect(newKey.name).toBeFocused();
      await page.keyboard.type("nadia");
      await newKey.create.click();
      await expect(handout.link).toBeVisible();
      await expect.poll(() => taps).toBe(2);
      expect(asked.writes).toEqual([call]);

      const link = await handout.agreed();
      const read = parse(link);
      const person = await storedPerson(page, "nadia");
      const [inbound] = await storedInbounds(page);
      expect(read.id).toBe(person.id);
      expect(read.port).toBe(inbound.port);
      expect(read.parameters.pbk).toBe(inbound.streamSettings.realitySettings.settings.publicKey);
      await expect(page).toHaveTitle("nadia · Latchkey");
      await page.goBack();
      await expect(new Shell(page).sheet).toBeHidden();
    });
  });
}

test("an answer that is lost makes nobody twice", async ({ page, panel, front }) => {
  await breakableLine(page);
  await page.goto(front.secure);
  await new SignIn(page).as(panel.user, panel.password);
  await new SignIn(page).done();
  const [newKey, asked] = [new NewKey(page), new Requests(page)];
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await newKey.open.first().click();
  await newKey.name.fill("twice");
  await lose(page, "panel/api/clients/add");
  await newKey.create.click();
  await expect(new Handout(page).link).toBeVisible();
  await expect(new Shell(page).toast("The answer was lost on the way, but “twice” is added.")).toBeVisible();
  expect(asked.writes).toEqual(["panel/api/clients/add"]);
});

test("a name that is taken or cannot be is said at its field", async ({ page, signedIn }) => {
  const [newKey, asked] = [new NewKey(page), new Requests(page)];
  await new Shell(page).go("people");
  await expect(page.locator("main .rows > li").first()).toBeVisible();
  await newKey.open.first().click();
  await newKey.create.click();
  await expect(newKey.nameHelp).toHaveText("This is needed.");
  await newKey.name.fill("ANNA");
  await expect(newKey.nameHelp).toHaveText("Somebody has this name already.");
  await newKey.name.fill("a b");
  await expect(newKey.nameHelp).toHaveText("No blanks in a name: use “-” instead.");
  await page.getByRole("button", { name: "Use “a-b”" }).click();
  await expect(newKey.name).toHaveValue("a-b");
  expect(asked.writes).toEqual([]);
});

test("“copied” is said only when the clipboard has it", async ({ page, context, signedIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [shell, handout] = [new Shell(page), new Handout(page)];
  await shell.go("people/anna/key");
  const link = await handout.text();
  await handout.copy.click();
  await expect(shell.toast(/^Copied$/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test("a browser that refuses to copy is no “copied”: the text is shown for the hand", async ({ page, signedIn }) => {
  const [shell, handout] = [new Shell(page), new Handout(page)];
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    document.execCommand = () => false;
  });
  await shell.go("people/anna/key");
  const link = await handout.text();
  await handout.copy.click();
  await expect(shell.toasts.locator("textarea")).toHaveValue(link);
  await expect(shell.toast("The browser does not let pages copy here.")).toBeVisible();
  await expect(shell.toast(/^Copied$/)).toHaveCount(0);
});

test.describe("plain http", () => {
  test.use({ plain: true });

  test("copying works the old way", async ({ page, signedIn }) => {
    const [shell, handout] = [new Shell(page), new Handout(page)];
    await shell.go("people/anna/key");
    const link = await handout.text();
    await page.evaluate(() => document.addEventListener("copy", () => ((window as any).copied = getSelection()?.toString() || (document.activeElement as HTMLTextAreaElement).value)));
    await handout.copy.click();
    await expect(shell.toast(/^Copied$/)).toBeVisible();
    expect(await page.evaluate(() => (window as any).copied)).toBe(link);
  });
});

test("what is saved can be scanned, and is dark on white in the dark", async ({ page, context, signedIn }) => {
  const [shell, handout] = [new Shell(page), new Handout(page)];
  await page.evaluate(() => localStorage.setItem("latchkey.theme", "dark"));
  await page.reload();
  await shell.go("people/anna/key");
  const link = await handout.agreed();
  expect(await corner(handout.code.locator("svg").first())).toEqual([255, 255, 255]);

  const png = await handout.saved("Save PNG");
  expect(png.name).toBe("anna.png");
  expect(handout.readPng(png.bytes)).toBe(link);

  const svg = await handout.saved("Save SVG");
  expect(svg.name).toBe("anna.svg");
  const sheet = await context.newPage();
  await sheet.setContent(`<img width="600" src="data:image/svg+xml;base64,${svg.bytes.toString("base64")}">`);
  expect(handout.readPng(await sheet.locator("img").screenshot())).toBe(link);
});

test("the address in the key is changed, remembered, and given back", async ({ page, signedIn }) => {
  const [shell, handout] = [new Shell(page), new Handout(page)];
  await shell.go("people/anna/key");
  expect(parse(await handout.text()).address).toBe("panel.example.com");
  await handout.address.click();
  await expect(handout.addressField).toBeFocused();
  await handout.addressField.fill("vpn.example.net");
  await handout.sheet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(handout.address).toContainText("vpn.example.net:8443");
  expect(parse(await handout.agreed()).address).toBe("vpn.example.net");
  await page.reload();
  expect(parse(await handout.text()).address).toBe("vpn.example.net");
  await handout.address.click();
  await handout.addressField.fill("");
  await page.keyboard.press("Enter");
  await expect(handout.address).toContainText("panel.example.com:8443");
});

test("an address that leads nowhere is never shown as ready", async ({ page, signedIn }) => {
  const [shell, handout] = [new Shell(page), new Handout(page)];
  await shell.go("people/anna/key");
  await handout.address.click();
  await handout.addressField.fill("192.168.1.7");
  await page.keyboard.press("Enter");
  await expect(handout.sheet.getByRole("alert")).toBeVisible();
  await expect(handout.sheet).not.toContainText("This key checks out");
  await expect(handout.sheet.getByRole("button", { name: /^(Share with|Copy for) anna/ })).toHaveCount(0);
  await handout.sheet.getByRole("alert").getByRole("button", { name: "Change" }).click();
  await expect(handout.addressField).toBeFocused();
});

// Panels drop the flow from the record of somebody who was attached to another inbound later, and go on with the one in
// the inbound's entry.
test("a key of somebody in two inbounds carries the flow the server wants", async ({ page, signedIn }) => {
  const [shell, handout] = [new Shell(page), new Handout(page)];
  const { flow } = await storedPerson(page, "anna");
  expect(flow).toBe("xtls-rprx-vision");
  await shell.go("people/anna/key");
  expect(parse(await handout.text()).parameters.flow).toBe(flow);
});

test("what the list lacks of a key is read ahead while its row is in sight: a tap asks for nothing", async ({ page, signedIn }) => {
  const [shell, handout, ahead] = [new Shell(page), new Handout(page), new Requests(page)];
  await shell.go("people");
  await expect.poll(() => ahead.to("clients/links/anna").length, { timeout: 15_000 }).toBe(1);
  await page.waitForTimeout(1_000);
  const asked = new Requests(page);
  await new People(page).row("anna").getByRole("link", { name: "Key of anna" }).click();
  expect(parse(await handout.text()).parameters.flow).toBe("xtls-rprx-vision");
  for (const part of ["clients/get", "clients/links", "inbounds/get"]) expect(asked.to(part)).toEqual([]);
});

test("a line that is to be spared carries nothing ahead", async ({ page, context, panel, signIn }) => {
  await spareTheLine(context);
  await page.reload();
  const asked = new Requests(page);
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await new Shell(page).go("people");
  await expect(new People(page).row("anna")).toBeVisible();
  await page.waitForTimeout(4_000);
  expect(asked.to("clients/links")).toEqual([]);
});

test.describe("more people than the lists tell all of", () => {
  test.use({ clients: 1500, inbounds: 4 });

  test("a key is at hand before its row is tapped, and is read again once it is shown", async ({ page, signedIn }) => {
    const [shell, people, handout, ahead] = [new Shell(page), new People(page), new Handout(page), new Requests(page)];
    await shell.go("people");
    const [name, row] = ["anna", people.row("anna")];
    // Who is offline stands further down than a screen reaches.
    await people.search.fill(name);
    await expect.poll(() => ahead.to(`clients/get/${name}`).length, { timeout: 15_000 }).toBe(1);
    await page.waitForTimeout(1_000);
    const { obj } = await ask(page, `panel/api/clients/get/${name}`);
    const other = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const changed = await ask(page, `panel/api/clients/update/${name}`, { ...obj.client, id: other, uuid: other });
    expect(changed.success).toBe(true);
    await row.getByRole("link", { name: `Key of ${name}` }).click();
    // What was at hand stands there at once; what is true now takes its place.
    await expect(handout.code).toBeVisible();
    await expect.poll(() => handout.text()).toContain(other);
    expect(ahead.to(`clients/get/${name}`).length).toBeGreaterThan(1);
  });
});
