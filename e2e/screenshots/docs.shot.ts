import { join } from "node:path";
import { expect, test } from "../stand/journey.ts";

const docs = join(import.meta.dirname, "../../docs");

const screens = [
  ["people", "#/people"],
  ["online", "#/online"],
  ["inbounds", "#/inbounds"],
  ["new-key", "#/new"],
  ["new-inbound", "#/inbounds/new"],
  ["server", "#/server"],
  ["settings", "#/settings"],
] as const;

// Which generation of the panel answers is found out by asking for what only some have.
test.beforeEach(({ troubles }) => troubles.allowAnswers(401, 403, 404));

test("sign-in", async ({ page, signIn }, info) => {
  await expect(signIn.user).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(docs, `sign-in-${info.project.name}.png`) });
});

for (const theme of ["light", "dark"] as const) {
  test(`screens, ${theme}`, async ({ page, signedIn }, info) => {
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, address] of screens) {
      await page.goto(`./${address}`);
      await expect(page.locator("main")).toBeVisible();
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(docs, `${name}-${info.project.name}${theme === "dark" ? "-dark" : ""}.png`) });
    }
  });
}
