import { Inbounds } from "../pages/inbounds.ts";
import { SignIn } from "../pages/sign-in.ts";
import { oneTimeCode } from "../stand/code.ts";
import { expect, test } from "../stand/journey.ts";
import { everybodyCanUse } from "../stand/reach.ts";
import { Requests } from "../stand/requests.ts";

for (const dialect of ["a", "b", "c0", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 4 });

    test("a wrong password is said, the right one opens the inbounds", async ({ page, panel, signIn }) => {
      await expect(signIn.code).toBeHidden();
      await signIn.as(panel.user, "wrong");
      await expect(signIn.fault).toContainText("The panel refused: ");
      await expect(signIn.fault).toContainText("Check the name and the password.");
      await expect(signIn.user).toHaveValue(panel.user);

      await signIn.as(panel.user, panel.password);
      await signIn.done();
      const inbounds = new Inbounds(page);
      await inbounds.open();
      await expect(inbounds.heading).toBeVisible();
      await expect(inbounds.rows).toHaveCount(4);
      await expect(signIn.password).toHaveValue("");
    });

    test("who is signed in already comes in, though the browser remembers nothing", async ({ page, panel, signIn }) => {
      await signIn.as(panel.user, panel.password);
      await signIn.done();
      const { rows } = new Inbounds(page);
      await expect(rows).toHaveCount(4);
      await page.evaluate(() => localStorage.clear());
      const asked = new Requests(page);
      await page.reload();
      await signIn.done();
      await expect(rows).toHaveCount(4);
      expect(asked.to("/login")).toHaveLength(0);
    });
  });
}

for (const dialect of ["a", "c1"] as const) {
  test.describe(`two-factor sign-in, dialect ${dialect}`, () => {
    test.use({ dialect, twoFactor: true });

    test("a code is asked for, and counts", async ({ panel, signIn, page }) => {
      await expect(signIn.code).toBeVisible();
      await expect(page.getByLabel("One-time code")).toBeVisible();
      await signIn.as(panel.user, panel.password, "000000");
      await expect(signIn.fault).toContainText("A one-time code counts only in its own half minute");
      await expect(signIn.code).toHaveValue("");
      await signIn.as(panel.user, panel.password, await oneTimeCode(panel));
      await signIn.done();
    });
  });
}

test("the form and the list can be used by everybody", async ({ page, panel, signIn }) => {
  await everybodyCanUse(page);
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await everybodyCanUse(page);
});

test("what is typed before the app arrives is kept, and an early Enter signs in once", async ({ page, panel, front }) => {
  const asked = new Requests(page);
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(front.secure, { waitUntil: "domcontentloaded" });
  const form = new SignIn(page);
  await form.user.fill(panel.user);
  await form.password.fill(panel.password);
  await form.password.press("Enter");
  await expect(page.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-busy", "true");
  expect(asked.to("/login")).toHaveLength(0);
  await expect(form.password).toHaveValue(panel.password);

  arrive();
  await form.done();
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  expect(asked.to("/login")).toHaveLength(1);
  expect(page.url()).not.toContain("password");
});

test("a form half filled before the app arrives stays as it is", async ({ page, panel, front }) => {
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(front.secure, { waitUntil: "domcontentloaded" });
  const form = new SignIn(page);
  await form.user.fill(panel.user);
  await form.password.pressSequentially("correct ");
  arrive();
  await expect(page.locator("#sign-in-facts")).toContainText("3x-ui");
  await expect(form.user).toHaveValue(panel.user);
  await expect(form.password).toHaveValue("correct ");
  await expect(form.password).toBeFocused();
  await page.keyboard.type("horse");
  await page.keyboard.press("Enter");
  await form.done();
});

test("a session that lives is gone on with, and signing out ends it", async ({ page, signedIn }) => {
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await page.reload();
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  await expect(new SignIn(page).form).toBeHidden();
  await page.goto("./#/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("dialog.confirm[open]").getByRole("button", { name: "Sign out" }).click();
  await expect(new SignIn(page).user).toBeVisible();
  await expect(new Inbounds(page).rows).toHaveCount(0);
});

test("a reload right after signing in goes on with the session", async ({ page, panel, signIn }) => {
  await panel.control("latency", { ms: 3_000, path: "options" });
  await signIn.as(panel.user, panel.password);
  await signIn.done();
  await page.reload();
  await expect(new Inbounds(page).rows).toHaveCount(10);
  await expect(signIn.user).toBeHidden();
});
