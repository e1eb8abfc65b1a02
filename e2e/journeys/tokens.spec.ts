// API tokens of every form, and what is left where an answer or a session is lost on the way.

import { Server } from "../pages/server.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { breakableLine, lose } from "../stand/lost-answers.ts";
import { everybodyCanUse, nothingSticksOut } from "../stand/reach.ts";

const BILLING = "“billing”";

test.describe("tokens with scopes", () => {
  test.use({ tokens: "scoped" });

  test("may do what was chosen, until then; they are switched and deleted by their scope", async ({ page, panel, signedIn, troubles }) => {
    // A month later the session has ended, too.
    troubles.allowAnswers(401);
    const [server, shell] = [new Server(page), new Shell(page)];
    await shell.go("server/tokens/new");
    await server.tokenName.fill("first");
    await server.makeToken.click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(server.tokens).toContainText("Everything");

    await shell.go("server/tokens/new");
    await server.tokenName.fill("billing");
    await page.getByText("Read status and usage", { exact: true }).click();
    await page.locator("fieldset.presets").getByText(/^30 d/).click();
    await everybodyCanUse(page);
    await nothingSticksOut(page);
    await server.makeToken.click();
    const token = (await server.token.textContent()) ?? "";
    expect(await reads(panel.address, token, "inbounds/list")).toBe(200);
    expect(await reads(panel.address, token, "inbounds/options")).toBe(403);
    await page.getByRole("button", { name: "Done" }).click();
    const row = server.tokens.filter({ hasText: "billing" });
    await expect(row).toContainText(/Read status and usage · made .* · ends /);

    const letIn = row.getByRole("switch");
    await letIn.click();
    await expect(letIn).toHaveAttribute("aria-checked", "false");
    expect(await reads(panel.address, token, "inbounds/list")).toBe(404);
    await letIn.click();
    await expect(letIn).toHaveAttribute("aria-checked", "true");
    await server.tokens.filter({ hasText: "first" }).getByRole("button", { name: "Delete" }).click();
    await shell.confirm("Delete");
    await expect(shell.toast("“first” is deleted")).toBeVisible();
    await expect(server.tokens).toHaveCount(1);
    expect(await reads(panel.address, token, "inbounds/list")).toBe(200);
    await panel.control("clock", { advance: 31 * 86_400_000 });
    expect(await reads(panel.address, token, "inbounds/list")).toBe(404);
  });
});

test.describe("the one token of v3.0.1", () => {
  test.use({ dialect: "c0", tokens: "one" });

  test("is never shown again, and a new one takes its place", async ({ page, panel, signedIn }) => {
    const [server, shell] = [new Server(page), new Shell(page)];
    const answered = page.waitForResponse(/getApiToken/);
    await shell.go("server/tokens");
    const old = (await (await answered).json()).obj as string;
    await expect(server.tokens).toHaveCount(1);
    await expect(server.tokens).toContainText("The token of this panel");
    await expect(server.tokens.getByRole("switch")).toHaveCount(0);
    expect(await page.content()).not.toContain(old);
    expect(await reads(panel.address, old, "inbounds/list")).toBe(200);
    await everybodyCanUse(page);
    await page.getByRole("link", { name: "New token" }).filter({ visible: true }).click();
    await expect(page.locator("dialog.sheet")).toContainText("A new one takes its place");
    await server.makeToken.click();
    const token = (await server.token.textContent()) ?? "";
    expect(token).not.toBe(old);
    expect(await reads(panel.address, token, "inbounds/list")).toBe(200);
    expect(await reads(panel.address, old, "inbounds/list")).toBe(404);
  });
});

test.describe("a panel that lists its tokens in clear", () => {
  test.use({ dialect: "c0" });

  test("is warned of, and none is shown or kept", async ({ page, signedIn }) => {
    const [server, shell] = [new Server(page), new Shell(page)];
    await shell.go("server/tokens/new");
    await server.tokenName.fill("billing");
    await server.makeToken.click();
    const token = (await server.token.textContent()) ?? "";
    const listed = page.waitForResponse((answer) => answer.url().endsWith("/apiTokens"));
    await page.getByRole("button", { name: "Done" }).click();
    expect(await (await listed).text()).toContain(token);
    await expect(server.tokens).toHaveCount(1);
    await expect(page.locator("main")).toContainText("This panel keeps its tokens in clear");
    expect(await page.content()).not.toContain(token);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state, location.href]));
    expect(kept).not.toContain(token);
  });
});

test("a token whose answer is lost is found, and deleted at hand", async ({ page, signIn, panel }) => {
  await breakableLine(page);
  await page.reload();
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens/new");
  await server.tokenName.fill("billing");
  await lose(page, "apiTokens/create");
  await server.makeToken.click();
  const note = page.locator("dialog.sheet").getByRole("alert");
  await expect(note).toContainText(`The answer was lost, but ${BILLING} is made`);
  await expect(note).toContainText("Nobody has seen it");
  await everybodyCanUse(page);
  await lose(page, undefined);
  await note.getByRole("button", { name: "Delete" }).click();
  await expect(shell.toast(`${BILLING} is deleted`)).toBeVisible();
  await expect(note).toBeHidden();
  await server.makeToken.click();
  await expect(server.token).toHaveText(/^\w{48}$/);
});

test("a token that is not made is not said to be", async ({ page, panel, signedIn, troubles }) => {
  troubles.allowAnswers(500);
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens/new");
  await server.tokenName.fill("billing");
  await panel.control("fault", { kind: 500, path: "apiTokens/create", count: 1 });
  await server.makeToken.click();
  await expect(page.locator("dialog.sheet").getByRole("alert")).toContainText("The server answered with error 500");
  await server.makeToken.click();
  await expect(server.token).toHaveText(/^\w{48}$/);
});

test("a token interrupted by an ended session is made after signing in", async ({ page, panel, signIn, signedIn, troubles }) => {
  troubles.allowAnswers(401);
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens/new");
  await server.tokenName.fill("billing");
  await panel.endsAt("apiTokens/create");
  await server.makeToken.click();
  await expect(signIn.form).toBeVisible();
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await expect(server.tokenName).toHaveValue("billing");
  await shell.toast("make the token “billing”").getByRole("button", { name: "Send again" }).click();
  await expect(server.token).toHaveText(/^\w{48}$/);
});

test("a switch and a restart interrupted by an ended session are sent again", async ({ page, panel, signIn, signedIn, troubles }) => {
  test.slow();
  troubles.allowAnswers(401);
  const [server, shell] = [new Server(page), new Shell(page)];
  await shell.go("server/tokens/new");
  await server.tokenName.fill("billing");
  await server.makeToken.click();
  await page.getByRole("button", { name: "Done" }).click();
  const letIn = server.tokens.getByRole("switch");
  await expect(letIn).toHaveAttribute("aria-checked", "true");
  await panel.endsAt("apiTokens/setEnabled");
  await letIn.click();
  await expect(signIn.form).toBeVisible();
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await shell.toast("switch “billing”").getByRole("button", { name: "Send again" }).click();
  await expect(letIn).toHaveAttribute("aria-checked", "false");

  await shell.go("server");
  await expect(server.state).toContainText("Running");
  await server.restart.click();
  await panel.endsAt("restartXrayService");
  await shell.confirm("Restart");
  await expect(signIn.form).toBeVisible();
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await shell.toast("Send again").getByRole("button", { name: "Send again" }).click();
  await expect(shell.toast("Xray runs")).toBeVisible({ timeout: 40_000 });
});

/** The status with which a token reads something. */
async function reads(address: string, token: string, what: string): Promise<number> {
  const answer = await fetch(`http://${address}/secret/panel/api/${what}`, { headers: { Authorization: `Bearer ${token}` } });
  return answer.status;
}
