import { execFileSync } from "node:child_process";
import { Server } from "../pages/server.ts";
import { Shell } from "../pages/shell.ts";
import { certificate } from "../stand/certificate.ts";
import { expect, test } from "../stand/journey.ts";
import { everybodyCanUse } from "../stand/reach.ts";

const REASON =
  "Failed to start: main: failed to load config files: [bin/config.json] > infra/conf: failed to build inbound config with tag " +
  'in-8443-tcp > infra/conf: Failed to build REALITY config. > infra/conf: empty "serverNames"';

test.use({ inbounds: 4 });
test.beforeEach(({ signedIn }) => signedIn);

test("the numbers are there and follow the server", async ({ page, panel }) => {
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server");
  await expect(server.state).toContainText("Running");
  await expect(server.tile("CPU")).toContainText(/\d+ %.*2-core · load \d+\.\d\d/s);
  await expect(server.tile("Memory")).toContainText("of 1.9 GB");
  await expect(server.tile("Online")).toContainText("of 60 people");
  await panel.control("online", { emails: [], now: true });
  // This panel counts people as connected for 20 seconds longer.
  await panel.control("clock", { advance: 30_000 });
  await expect(server.tile("Online")).toContainText(/^Online0of/, { timeout: 12_000 });
  await everybodyCanUse(page);
});

test("a restart says its cost, and is followed until Xray runs again", async ({ page }) => {
  test.slow();
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server");
  await expect(server.state).toContainText("Running");
  await server.restart.click();
  await expect(page.locator("dialog.confirm[open]")).toContainText("Everybody who is connected drops");
  await shell.confirm("Restart");
  await expect(server.xray).toContainText("Watching until it runs again");
  await expect(shell.toast("Xray runs")).toBeVisible({ timeout: 40_000 });
  await expect(server.state).toHaveText("Running");
});

test("a restart into an error shows the reason and its inbound, and sees it mended", async ({ page, panel }) => {
  test.setTimeout(120_000);
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server");
  await expect(server.state).toContainText("Running");
  await panel.control("xray", { break: REASON });
  await server.restart.click();
  const question = page.locator("dialog.confirm[open]");
  if (await question.isVisible()) await shell.confirm("Restart");
  await expect(shell.toast("does not stay up")).toBeVisible({ timeout: 40_000 });
  await expect(server.state).toHaveText("Does not run");
  await expect(server.xray.getByRole("alert")).toContainText("REALITY has no server name");
  await expect(server.xray.locator(".the-link")).toContainText('empty "serverNames"');
  await everybodyCanUse(page);
  await server.xray.getByRole("link", { name: "Open “Reality”" }).click();
  await expect(shell.sheetTitle).toHaveText("Reality");
  await shell.close();
  await panel.control("xray", { mend: true });
  await expect(server.state).toContainText("Running", { timeout: 30_000 });
  await expect(server.xray.getByRole("alert")).toBeHidden();
});

test("Xray is stopped and started", async ({ page }) => {
  test.setTimeout(90_000);
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server");
  await expect(server.state).toContainText("Running");
  await server.stop.click();
  await expect(page.locator("dialog.confirm[open]")).toContainText("nobody gets in until you start it");
  await shell.confirm("Stop");
  await expect(server.state).toHaveText("Stopped", { timeout: 20_000 });
  await expect(server.start).not.toHaveAttribute("aria-busy", "true");
  await server.start.click();
  await expect(shell.toast("Xray runs")).toBeVisible({ timeout: 40_000 });
});

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect });

    test("the access log is filtered by person and by what became of it", async ({ page }) => {
      const [server, shell] = [new Server(page), new Shell(page)];
      await shell.go("server/logs");
      await expect(server.lines.first()).toContainText("INFO");
      await page.getByRole("button", { name: "Xray access" }).click();
      await expect(server.lines.first()).toContainText("→");
      const name = (await server.lines.locator(".name").first().textContent()) ?? "";
      await server.filter.fill(name);
      await expect(server.lines.filter({ hasNotText: name })).toHaveCount(0);
      await expect(server.lines.first()).toContainText(name);
      await everybodyCanUse(page);
      await server.filter.fill("nobody has such a name");
      await expect(page.locator("main")).toContainText("Nothing found for “nobody has such a name”");
      await server.filter.fill("");
      await page.getByRole("button", { name: "direct", exact: true }).click();
      await expect(server.lines.filter({ hasText: "direct" })).toHaveCount(0);
    });
  });
}

test.describe("a server whose access log is off", () => {
  test.use({ empty: true });

  test("says so, and where it is switched on", async ({ page }) => {
    await new Shell(page).go("server/logs");
    await page.getByRole("button", { name: "Xray access" }).click();
    await expect(page.locator("main")).toContainText("The access log is off");
    await expect(page.locator("main")).toContainText("log.access");
    await everybodyCanUse(page);
  });
});

test("a token is seen once, opens the panel, is switched off and deleted", async ({ page, panel, front }) => {
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens");
  await page.getByRole("link", { name: "New token" }).filter({ visible: true }).click();
  await server.makeToken.click();
  await expect(page.locator("#token-name-below")).toHaveText("This is needed.");
  await server.tokenName.fill("billing");
  await server.makeToken.click();
  const token = (await server.token.textContent()) ?? "";
  expect(token).toMatch(/^\w{48}$/);
  const command = (await page.locator(".code pre").textContent()) ?? "";
  expect(command).toContain(`Authorization: Bearer ${token}`);
  expect(command).toContain("/secret/panel/api/server/status");
  await everybodyCanUse(page);
  expect(run(command, front.secure)).toMatchObject({ success: true, obj: { xray: { state: "running" } } });
  expect(await opens(panel.address, token)).toBe(true);

  await page.getByRole("button", { name: "Done" }).click();
  await expect(server.tokens).toHaveCount(1);
  await expect(server.tokens).toContainText("billing");
  expect(await page.content()).not.toContain(token);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state, location.href]));
  expect(kept).not.toContain(token);
  await everybodyCanUse(page);

  const letIn = server.tokens.getByRole("switch", { name: "billing: let it in" });
  await letIn.click();
  await expect(letIn).toHaveAttribute("aria-checked", "false");
  await expect(letIn).toBeFocused();
  expect(await opens(panel.address, token)).toBe(false);
  expect(() => run(command, front.secure)).toThrow(/returned error: 404/);
  await shell.undo("“billing” is switched off");
  await expect(letIn).toHaveAttribute("aria-checked", "true");
  expect(await opens(panel.address, token)).toBe(true);

  await server.tokens.getByRole("button", { name: "Delete" }).click();
  await shell.confirm("Delete");
  await expect(shell.toast("“billing” is deleted")).toBeVisible();
  await expect(page.locator("main")).toContainText("No token yet.");
  expect(await opens(panel.address, token)).toBe(false);
});

test("the recipe's script tells what everybody used", async ({ page, panel }) => {
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens/new");
  await server.tokenName.fill("billing");
  await server.makeToken.click();
  const token = (await server.token.textContent()) ?? "";
  await shell.go("server/recipe");
  await everybodyCanUse(page);
  await expect(page.locator(".code pre")).toHaveCount(2);
  const shown = (await page.locator(".code pre").last().textContent()) ?? "";
  const script = shown.replace(/https:\/\/[^"]*\/secret\//, `http://${panel.address}/secret/`);
  const lines = execFileSync("python3", ["-c", script], { env: { ...process.env, TOKEN: token }, encoding: "utf8" }).trim().split("\n");
  expect(lines).toHaveLength(60);
  for (const line of lines) expect(line).toMatch(/^\S+\t\d+\t\d+$/);
});

test.describe("a panel without tokens", () => {
  test.use({ dialect: "b" });

  test("says what to do instead, and the script does it", async ({ page, panel }) => {
    const shell = new Shell(page);
    await shell.go("server/tokens");
    await expect(page.locator("main")).toContainText("This panel has no API tokens");
    await shell.go("server/recipe");
    await expect(page.locator(".code pre")).toHaveCount(2);
    const shown = (await page.locator(".code pre").last().textContent()) ?? "";
    const script = shown.replaceAll(/https:\/\/[^"]*\/secret\//g, `http://${panel.address}/secret/`);
    const env = { ...process.env, NAME: panel.user, PASSWORD: panel.password };
    expect(execFileSync("python3", ["-c", script], { env, encoding: "utf8" }).trim().split("\n")).toHaveLength(60);
  });
});

/** Runs a command as it is shown, on a machine that knows the server by name. */
function run(command: string, address: string): any {
  const { hostname, port } = new URL(address);
  const known = `curl -sS --fail --cacert ${certificate().folder}/fullchain.pem --resolve ${hostname}:${port}:127.0.0.1`;
  return JSON.parse(execFileSync("bash", ["-c", command.replace("curl", known)], { encoding: "utf8" }));
}

/** Whether the panel takes a token. */
async function opens(address: string, token: string): Promise<boolean> {
  const answer = await fetch(`http://${address}/secret/panel/api/inbounds/list`, { headers: { Authorization: `Bearer ${token}` } });
  return answer.status === 200;
}
