// A panel that pushes is listened to; whenever it falls silent it is asked, and nobody sees the seam.

import type { Locator, Page } from "@playwright/test";
import { Inbounds } from "../pages/inbounds.ts";
import { People } from "../pages/people.ts";
import { Server } from "../pages/server.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { lookAway, lookBack } from "../stand/look.ts";
import { everybodyCanUse, nothingSticksOut } from "../stand/reach.ts";
import { Requests } from "../stand/requests.ts";
import { Sockets } from "../stand/sockets.ts";
import { ask } from "../stand/stored.ts";
import type { Panel } from "../stand/panel.ts";

const GB = 1024 ** 3;
/** What the panel is asked again and again while nothing is pushed. */
const POLLED = ["onlines", "server/status", "clients/list", "inbounds/list"];

/** From now on the panel takes no new socket, and breaks off those there are. */
async function cut(panel: Panel) {
  await panel.control("fault", { kind: 404, path: "/secret/ws" });
  await panel.control("cut");
}

/** A number of GB, as it is written in a row. */
async function gigabytes(text: Locator): Promise<number> {
  return Number(/([\d.]+) GB/.exec((await text.textContent()) ?? "")?.[1]);
}

for (const dialect of ["b", "c0", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, live: true });

    test("values come by themselves, and nobody asks for them", async ({ page, panel, front, signIn }) => {
      test.slow();
      const [people, sockets] = [new People(page), new Sockets(page)];
      await signIn.as(panel.user, panel.password);
      await signIn.done();
      await sockets.listening();
      expect(sockets.all[0].url()).toBe(`${front.secure.replace("https", "wss").replace("latchkey/", "ws")}`);
      await new Shell(page).go("people");
      const used = people.row("anna").locator(".use");
      await expect(used).toContainText("GB");
      const before = await gigabytes(used);
      // The lists are read once more after the socket has opened: what changed just before was told to nobody.
      await page.waitForTimeout(6_000);
      const asked = new Requests(page);
      await panel.control("online", { emails: ["anna", "boris-work"], now: true });
      await panel.control("counters", { email: "anna", down: 7 * GB });
      await panel.control("online", { emails: ["anna", "boris-work"], now: true });
      await expect.poll(() => gigabytes(used)).toBeCloseTo(before + 7, 0);
      await panel.control("clock", { advance: 30_000 });
      await new Shell(page).go("online");
      await expect(people.rows.filter({ hasText: "/s" })).toHaveCount(2, { timeout: 15_000 });
      expect(asked.all.map((request) => request.url()).filter((url) => POLLED.some((part) => url.includes(part)))).toEqual([]);
    });
  });
}

test.describe("while listening", () => {
  test.use({ live: true });
  let sockets: Sockets;
  test.beforeEach(async ({ page, panel, signIn }) => {
    sockets = new Sockets(page);
    await signIn.as(panel.user, panel.password);
    await signIn.done();
    await sockets.listening();
  });

  test("cut and back: asking takes over, and no speed is counted twice", async ({ page, panel }) => {
    test.setTimeout(120_000);
    const asked = new Requests(page);
    await panel.control("online", { emails: ["anna"], now: true });
    await new Shell(page).go("online");
    const row = new People(page).row("anna");
    await expect(row.locator(".use")).toContainText("/s", { timeout: 15_000 });
    const witness = watchSpeeds(page, row.locator(".use"));
    await page.waitForTimeout(13_000);
    await cut(panel);
    await expect.poll(() => asked.to("onlines").length).toBeGreaterThan(0);
    await expect.poll(() => asked.to("onlines").length, { timeout: 15_000 }).toBeGreaterThan(1);
    await page.waitForTimeout(11_000);
    expect(sockets.open).toBe(0);
    const tried = sockets.all.length;
    expect(tried).toBeLessThan(7);
    await panel.control("fault", { kind: null });
    await sockets.listening();
    const rounds = asked.to("onlines").length;
    await page.waitForTimeout(11_000);
    expect(asked.to("onlines").length).toBe(rounds);
    const { shown, counted } = await witness.end();
    expect(shown.length).toBeGreaterThan(3);
    // What was counted before the witness came, it does not know.
    for (const { speed, text, at } of shown.filter((one) => one.at > shown[0].at + 7_000)) {
      const near = counted.filter((one) => one.at < at + 1_000 && one.at > at - 17_000).map((one) => Math.round(one.delta / 5));
      // A look that found two counts shows what they were on average.
      const both = near.slice(1).map((real, place) => Math.round((real + near[place]) / 2));
      const like = [...near, ...both].some((real) => Math.abs(speed - real) < real * 0.15);
      expect(like, `${text} (${speed}) is none of ${near}`).toBe(true);
    }
    await expect(new Shell(page).stale).toBeHidden();
  });

  test("a counter seen over a cut is neither lost nor doubled", async ({ page, panel }) => {
    test.setTimeout(90_000);
    await new Shell(page).go("people");
    const used = new People(page).row("anna").locator(".use");
    await expect(used).toContainText("GB");
    const before = await gigabytes(used);
    for (const step of [1, 2, 3]) {
      if (step === 2) await cut(panel);
      if (step === 3) {
        await panel.control("fault", { kind: null });
        await sockets.listening();
      }
      await panel.control("counters", { email: "anna", down: 5 * GB });
      await panel.control("online", { emails: ["anna"], now: true });
      await expect.poll(() => gigabytes(used), { timeout: 12_000 }).toBeCloseTo(before + 5 * step, 0);
    }
  });

  test("what somebody else changes is read again at once", async ({ page }) => {
    const [shell, people] = [new Shell(page), new People(page)];
    await shell.go("people");
    await people.search.fill("from-elsewhere");
    const asked = new Requests(page);
    await ask(page, "panel/api/clients/add", { client: { email: "from-elsewhere" }, inboundIds: [1] });
    await expect(people.row("from-elsewhere")).toBeVisible({ timeout: 4_000 });
    await shell.go("inbounds");
    const inbounds = new Inbounds(page);
    await ask(page, "panel/api/inbounds/setEnable/1", { enable: false });
    await expect(inbounds.row("Reality").getByRole("switch").filter({ visible: true })).toHaveAttribute("aria-checked", "false", { timeout: 4_000 });
    // One reading for each change, though several lists were told of.
    expect(asked.to("inbounds/list/slim").length).toBeLessThanOrEqual(3);
  });

  test("a restart is followed by what is pushed", async ({ page }) => {
    test.slow();
    const [server, shell] = [new Server(page), new Shell(page)];
    await shell.go("server");
    await expect(server.state).toContainText("Running");
    const asked = new Requests(page);
    await server.restart.click();
    await shell.confirm("Restart");
    await expect(shell.toast("Xray runs")).toBeVisible({ timeout: 40_000 });
    expect(asked.to("server/status").length).toBe(0);
  });

  test("what somebody else orders Xray is told, and followed", async ({ page, panel }) => {
    test.slow();
    const [server, shell] = [new Server(page), new Shell(page)];
    await shell.go("server");
    await expect(server.state).toContainText("Running");
    await ask(page, "panel/api/server/restartXrayService", {});
    await expect(shell.watch).toContainText("Xray was restarted elsewhere. Checking that Xray goes on with it…");
    await panel.control("xray", { break: "port 443 is taken" });
    await expect(shell.watch).toContainText("Xray does not run since: Xray was restarted elsewhere", { timeout: 40_000 });
    await expect(shell.watch).toContainText("port 443 is taken");
    await panel.control("xray", { mend: true });
    await expect(server.state).toContainText("Running", { timeout: 40_000 });
    await ask(page, "panel/api/server/stopXrayService", {});
    await expect(shell.toast("Xray was told to stop, by somebody else or in another window.")).toBeVisible();
    await expect(server.state).toContainText("Stopped", { timeout: 20_000 });
  });

  test("one's own restart is not told as somebody else's", async ({ page }) => {
    const [server, shell] = [new Server(page), new Shell(page)];
    await shell.go("server");
    await expect(server.state).toContainText("Running");
    await server.restart.click();
    await shell.confirm("Restart");
    await expect(shell.toast("Xray runs")).toBeVisible({ timeout: 40_000 });
    await expect(shell.watch).toBeHidden();
  });

  test("out of sight the socket is closed, and in sight opened again", async ({ page }) => {
    await lookAway(page);
    await expect.poll(() => sockets.open).toBe(0);
    const before = sockets.all.length;
    await page.waitForTimeout(4_000);
    expect(sockets.all.length).toBe(before);
    await lookBack(page);
    await sockets.listening();
  });

  test("a socket that stays open and says nothing is left", async ({ page, panel }) => {
    test.slow();
    const asked = new Requests(page);
    await panel.control("fault", { kind: 404, path: "/secret/ws" });
    await panel.control("cut", { mute: true });
    await expect.poll(() => asked.to("onlines").length, { timeout: 25_000 }).toBeGreaterThan(1);
    expect(sockets.open).toBe(0);
  });

  test("a session that ends closes the socket, and signing in again opens it", async ({ page, panel, signIn, troubles }) => {
    troubles.allowAnswers(401);
    await panel.control("expire");
    await new Shell(page).go("server/logs");
    await expect(signIn.form).toBeVisible({ timeout: 15_000 });
    await expect.poll(() => sockets.open).toBe(0);
    await signIn.as(panel.user, panel.password);
    await signIn.done();
    await sockets.listening();
  });

  test("the choice is in the settings, and holds at once", async ({ page }) => {
    const shell = new Shell(page);
    await shell.go("settings");
    const state = page.getByRole("status").filter({ hasText: "The panel " });
    await expect(state).toHaveText("The panel tells what changes by itself.");
    await everybodyCanUse(page);
    await nothingSticksOut(page);
    await page.getByText("Never", { exact: true }).click();
    await expect(state).toHaveText("The panel is asked every 5 seconds.");
    await expect.poll(() => sockets.open).toBe(0);
    await page.getByText("Always", { exact: true }).click();
    await expect(state).toHaveText("The panel tells what changes by itself.");
  });
});

interface Shown { speed: number; text: string; at: number }
interface Counted { delta: number; at: number }

/** Notes each speed that is shown, and what the panel counts meanwhile. */
function watchSpeeds(page: Page, place: Locator) {
  const [shown, counted]: [Shown[], Counted[]] = [[], []];
  let [running, last] = [true, 0];
  const watch = async () => {
    for (; running; await new Promise((done) => setTimeout(done, 400))) {
      const text = (await place.textContent()) ?? "";
      const [, number, unit] = /([\d.]+) (\w+)\/s/.exec(text) ?? [];
      const speed = Number(number) * { B: 1, KB: 1024, MB: 1024 ** 2, GB: GB }[unit ?? "B"]!;
      if (number && shown.at(-1)?.speed !== speed) shown.push({ speed, text, at: Date.now() });
      const answer = await ask(page, "panel/api/inbounds/list");
      const row = answer.obj.flatMap((one: any) => one.clientStats ?? []).find((one: any) => one.email === "anna");
      if (last && row.up + row.down !== last) counted.push({ delta: row.up + row.down - last, at: Date.now() });
      last = row.up + row.down;
    }
  };
  const done = watch();
  return {
    async end() {
      running = false;
      await done;
      return { shown, counted };
    },
  };
}
