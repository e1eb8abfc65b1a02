// What the sign-in form says when no panel answers.

import { Shell } from "../pages/shell.ts";
import { SignIn } from "../pages/sign-in.ts";
import { expect, test } from "../stand/journey.ts";

test("a panel that is not running", async ({ page, panel, front, troubles }) => {
  troubles.allowAnswers(502);
  await panel.stop();
  await page.goto(front.secure);
  const form = new SignIn(page);
  await expect(form.fault).toContainText("The server answered with error 502");
  await expect(form.user).toBeEditable();
});

test("something else at the panel's address", async ({ page, panel, front }) => {
  await panel.control("fault", { kind: "html" });
  await page.goto(front.secure);
  const form = new SignIn(page);
  await expect(form.fault).toContainText("This is not a 3x-ui panel");
  await expect(form.fault).toContainText("panel.example.com");
  await expect(form.fault).toContainText("/secret/ does not answer like a 3x-ui panel");

  await panel.control("fault", { kind: null });
  await form.as(panel.user, panel.password);
  await form.done();
});

test("no line before signing in", async ({ page, panel, front, troubles }) => {
  troubles.allowLostLines();
  await page.route(/\/secret\/(?!latchkey)/, (route) => route.abort("internetdisconnected"));
  await page.goto(front.secure);
  const form = new SignIn(page);
  await expect(form.fault).toContainText("No connection");
  await expect(form.fault).toContainText("nothing you typed is lost");

  await page.unrouteAll();
  await form.as(panel.user, panel.password);
  await form.done();
});

test("the line goes while signing in", async ({ page, panel, signIn, context, troubles }) => {
  troubles.allowLostLines();
  await expect(page.locator("#sign-in-facts")).toContainText("3x-ui");
  await context.setOffline(true);
  await signIn.as(panel.user, panel.password);
  await expect(signIn.fault).toContainText("No connection");
  await expect(signIn.password).toHaveValue(panel.password);
  await context.setOffline(false);
  await signIn.password.press("Enter");
  await signIn.done();
});

test("the app itself does not arrive", async ({ page, front, troubles }) => {
  troubles.allow(/net::ERR_|Failed to fetch|uncaught/);
  await page.route("**/latchkey-*.js", (route) => route.abort());
  await page.goto(front.secure);
  await expect(page.locator("#no-load")).toHaveText("A part of Latchkey did not arrive. Check the line and reload the page.");
});

for (const [what, pattern, place, heading] of [
  ["a sheet", "**/sheets-*.wasm", "people/anna", "anna"],
  ["a list", "**/lists-*.wasm", "people", "People"],
  ["a page", "**/places-*.wasm", "settings", "Settings"],
] as const) {
  test(`the part with ${what} does not arrive, then does`, async ({ page, signIn, panel, troubles }) => {
    troubles.allow(/status of 404|Error: 404/);
    await page.route(pattern, (route) => route.fulfill({ status: 404 }));
    // It is tried once by itself, in a quiet moment: what comes after that is asked for by hand.
    const tried = page.waitForResponse((response) => response.status() === 404 && /\/(sheets|lists|places)-/.test(response.url()));
    await signIn.as(panel.user, panel.password);
    await signIn.done();
    await tried;
    await new Shell(page).go(place);
    const note = page.getByRole("alert");
    await expect(note).toContainText("A part of Latchkey did not arrive");
    await expect(note.getByRole("button", { name: "Reload" })).toBeVisible();
    await page.unroute(pattern);
    await note.getByRole("button", { name: "Try again" }).click();
    await expect(note).toBeHidden();
    await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  });
}
