import { Inbounds } from "../pages/inbounds.ts";
import { expect, test } from "../stand/journey.ts";
import { everybodyCanUse } from "../stand/reach.ts";

for (const dialect of ["a", "b", "c0", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 4 });

    test("a wrong password is said, the right one opens the inbounds", async ({ page, panel, signIn }) => {
      await signIn.as(panel.user, "wrong");
      await expect(signIn.fault).toBeVisible();
      await expect(signIn.fault).not.toBeEmpty();
      await expect(signIn.user).toHaveValue(panel.user);

      await signIn.as(panel.user, panel.password);
      await signIn.done();
      const inbounds = new Inbounds(page);
      await inbounds.open();
      await expect(inbounds.heading).toBeVisible();
      await expect(inbounds.rows).toHaveCount(4);
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
