import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { askNow } from "../stand/look.ts";
import { Requests } from "../stand/requests.ts";
import { changeInbound, storedInbounds } from "../stand/stored.ts";

test.beforeEach(async ({ page, signedIn }) => {
  await expect(new Inbounds(page).rows.first()).toBeVisible();
});

for (const [dialect, write] of [
  ["a", "panel/api/inbounds/update/1"],
  ["c1", "panel/api/inbounds/setEnable/1"],
] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("the switch is off only when the panel says so, and Undo brings it back", async ({ page }) => {
      const [inbounds, shell, asked] = [new Inbounds(page), new Shell(page), new Requests(page)];
      // Panels note when they wrote a person, whatever it was.
      const keys = (one: { settings: any }) => one.settings.clients.map(({ updated_at: _, ...rest }: any) => rest);
      const before = keys((await storedInbounds(page))[0]);
      const row = inbounds.row("Reality");
      const flip = row.getByRole("switch", { name: "Reality: let people in" }).filter({ visible: true });
      await expect(flip).toHaveAttribute("aria-checked", "true");
      await flip.click();
      await expect(shell.toast("“Reality” is off: nobody gets in through it")).toBeVisible();
      await expect(flip).toHaveAttribute("aria-checked", "false");
      await expect(row.locator(".chip").first()).toHaveText("Switched off");
      expect((await storedInbounds(page))[0].enable).toBe(false);
      await shell.undo("“Reality” is off");
      await expect(flip).toHaveAttribute("aria-checked", "true");
      await expect(shell.toast("“Reality” is on")).toBeVisible();
      const after = (await storedInbounds(page))[0];
      expect(after.enable).toBe(true);
      expect(keys(after)).toEqual(before);
      expect(asked.writes).toEqual([write, write]);
    });

    test("deleting says so only when it is gone, and Undo brings it back with its people", async ({ page }) => {
      const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
      const before = (await storedInbounds(page)).find((one) => one.remark === "Reality gRPC");
      await inbounds.row("Reality gRPC").getByRole("link").click();
      await shell.sheet.getByRole("button", { name: "Delete inbound" }).click();
      await expect(page.locator("dialog.confirm[open]")).toContainText(`${before?.settings.clients.length} lose this way in`);
      await shell.confirm("Delete");
      await expect(shell.toast("“Reality gRPC” is deleted")).toBeVisible();
      await expect(inbounds.row("Reality gRPC")).toHaveCount(0);
      expect((await storedInbounds(page)).map((one) => one.remark)).not.toContain("Reality gRPC");
      await shell.undo("“Reality gRPC” is deleted");
      await expect(inbounds.row("Reality gRPC")).toBeVisible();
      const after = (await storedInbounds(page)).find((one) => one.remark === "Reality gRPC");
      const keys = (one: typeof after) => one?.settings.clients.map((client: any) => [client.email, client.id]);
      expect(keys(after)).toEqual(keys(before));
      expect(after?.streamSettings).toEqual(before?.streamSettings);
    });
  });
}

test("a search shows what holds the text, by name, port and kind", async ({ page }) => {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  for (const [text, names] of [
    ["grpc", ["Reality gRPC"]],
    ["2083", ["Reality XHTTP"]],
    ["TROJAN", ["Trojan"]],
  ] as const) {
    await inbounds.search.fill(text);
    await expect(inbounds.rows.locator(".name")).toHaveText([...names]);
  }
  await inbounds.search.fill("no such inbound");
  await expect(page.getByRole("main")).toContainText("Nothing found for “no such inbound”");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(inbounds.rows).toHaveCount(10);
  await shell.go("inbounds");
});

test("of a name too long for its row the beginning is seen, whichever way it is written", async ({ page }) => {
  const names = { Reality: "A name that is far too long for any row, whatever one does", Trojan: "سرور خانواده در تهران با نامی که در هیچ سطری جا نمی‌شود" };
  for (const [old, name] of Object.entries(names)) await changeInbound(page, old, (inbound) => void (inbound.remark = name));
  await page.reload();
  const inbounds = new Inbounds(page);
  for (const name of Object.values(names)) {
    const [letter, link] = await inbounds.row(name).locator(".name").evaluate((link) => {
      const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode()!;
      const first = document.createRange();
      first.setStart(text, 0);
      first.setEnd(text, 1);
      if (link.scrollWidth <= link.clientWidth) throw new Error("the name fits");
      return [first.getBoundingClientRect(), link.getBoundingClientRect()].map(({ left, right }) => ({ left, right }));
    });
    expect(letter!.left, name).toBeGreaterThanOrEqual(link!.left - 1);
    expect(letter!.right, name).toBeLessThanOrEqual(link!.right + 1);
  }
});

test("the order is kept after a reload", async ({ page }) => {
  const inbounds = new Inbounds(page);
  const ports = async () => (await inbounds.rows.locator(".what .tag:last-child").allTextContents()).map(Number);
  expect(await ports()).not.toEqual((await ports()).toSorted((a, b) => a - b));
  await page.getByLabel("Sort by").selectOption("Port");
  await expect.poll(async () => (await ports())[0]).toBe(2082);
  expect(await ports()).toEqual((await ports()).toSorted((a, b) => a - b));
  await page.reload();
  await expect(inbounds.rows.first()).toContainText("Reality gRPC");
  await expect(page.getByLabel("Sort by")).toHaveValue("port");
});

test("a counter that moves changes its row and no other, and the row keeps its focus", async ({ page, panel }) => {
  const shell = new Shell(page);
  // Nobody is connected, and nobody counts as such any more: then nothing moves by itself.
  await panel.control("online", { emails: [] });
  await panel.control("clock", { advance: 120_000 });
  await shell.go("people");
  const row = page.locator("main .rows > li").filter({ has: page.getByRole("link", { name: "anna", exact: true }) });
  await askNow(page);
  await expect(row).not.toContainText("Online");
  await panel.control("counters", { email: "anna", set: true, up: 0, down: 2 * 2 ** 30 });
  await askNow(page);
  await expect(row.locator(".use")).toHaveText("2 GB of 100 GB");
  const link = row.getByRole("link", { name: "anna", exact: true });
  await link.focus();
  await row.evaluate((row) => {
    const touched = new Set<string>();
    const list = row.parentElement as HTMLElement;
    Object.assign(window, { touched, row });
    new MutationObserver((changes) => {
      for (const { target, type } of changes) {
        const own = (target instanceof Element ? target : target.parentElement)?.closest("li");
        touched.add(target === list && type === "childList" ? "the list" : (own?.querySelector(".name")?.textContent ?? "?"));
      }
    }).observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
  });

  await panel.control("counters", { email: "anna", set: true, up: 0, down: 5 * 2 ** 30 });
  await askNow(page);
  await expect(row.locator(".use")).toHaveText("5 GB of 100 GB");
  expect(await page.evaluate(() => [...(window as any).touched])).toEqual(["anna"]);
  expect(await row.evaluate((row) => row === (window as any).row)).toBe(true);
  await expect(link).toBeFocused();
});

test("without a line the list stays, says how old it is, and catches up", async ({ page, context, troubles }) => {
  troubles.allowLostLines();
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  await expect(shell.xray).toContainText("Xray running");
  await context.setOffline(true);
  await askNow(page);
  await expect(shell.stale).toHaveText(/^Last updated \d{1,2}:\d\d.*, trying again$/);
  await expect(inbounds.rows).toHaveCount(10);
  await inbounds.search.fill("trojan");
  await expect(inbounds.rows).toHaveCount(1);
  await context.setOffline(false);
  await expect(shell.stale).toBeHidden();
});

test("an answer that was asked before a write and comes after it counts no more", async ({ page, panel }) => {
  const [inbounds, shell] = [new Inbounds(page), new Shell(page)];
  const flip = inbounds.row("Reality").getByRole("switch").filter({ visible: true });
  await expect(shell.xray).toContainText("Xray running");
  const slim = await page.waitForResponse(/list\/slim/);
  const old = await slim.body();
  const headers = await slim.allHeaders();
  delete headers["content-encoding"];
  delete headers["content-length"];

  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  let late = 0;
  await page.route(/list\/slim/, async (route) => {
    late += 1;
    await held;
    await route.fulfill({ status: 200, headers, body: old });
  }, { times: 1 });
  await askNow(page);
  await expect.poll(() => late).toBe(1);
  await flip.click();
  await expect(shell.toast("“Reality” is off")).toBeVisible();
  await expect(flip).toHaveAttribute("aria-checked", "false");
  await flip.evaluate((flip) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(flip.getAttribute("aria-checked") ?? "")).observe(flip, { attributeFilter: ["aria-checked"] });
  });
  const next = page.waitForResponse(/list\/slim/);
  arrive();
  await next;
  await page.waitForResponse(/list\/slim/);
  await expect(flip).toHaveAttribute("aria-checked", "false");
  expect(await page.evaluate(() => (window as any).seen)).not.toContain("true");
  expect((await panel.control("state")).inbounds).toBe(10);
});
