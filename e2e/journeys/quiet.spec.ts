// A page nobody looks at costs nothing, and one somebody looks at does not fidget.

import { Inbounds } from "../pages/inbounds.ts";
import { Shell } from "../pages/shell.ts";
import { SignIn } from "../pages/sign-in.ts";
import { expect, test } from "../stand/journey.ts";
import { lookAway, lookBack, standsStill } from "../stand/look.ts";
import { Requests } from "../stand/requests.ts";

test("a hidden tab sends nothing, and asks at once when it is seen again", async ({ page, panel, front }) => {
  await page.clock.install();
  await page.goto(front.secure);
  await new SignIn(page).as(panel.user, panel.password);
  await new SignIn(page).done();
  await expect(new Shell(page).xray).toContainText("Xray running");
  await page.waitForLoadState("networkidle");
  await lookAway(page);
  // What was under way comes to its end; nothing new begins in ten minutes.
  await page.clock.runFor(1_000);
  await page.waitForLoadState("networkidle");
  const asked = new Requests(page);
  await page.clock.runFor(600_000);
  expect(asked.all.map((request) => request.url())).toEqual([]);
  await lookBack(page);
  await expect.poll(() => asked.all.length).toBeGreaterThan(0);
});

test.describe("a page that asks", () => {
  test.use({ live: false });

  test("asks in small answers, and not more often than every few seconds", async ({ page, panel, front }) => {
    await page.clock.install();
    await page.goto(front.secure);
    await new SignIn(page).as(panel.user, panel.password);
    await new SignIn(page).done();
    await expect(new Shell(page).xray).toContainText("Xray running");
    const asked = new Requests(page);
    const rounds = () => asked.to("onlines").length;
    const before = rounds();
    for (let round = 1; round <= 3; round += 1) {
      await page.clock.runFor(5_000);
      await expect.poll(rounds).toBeGreaterThanOrEqual(before + round);
    }
    await page.waitForLoadState("networkidle");
    // Three periods by the page's clock, and what real time has added while the answers came.
    expect(rounds()).toBeLessThanOrEqual(before + 5);
  });
});

test("nothing on any screen moves for ever", async ({ page, panel, signedIn }) => {
  test.slow();
  await panel.control("online", { emails: ["anna", "boris-work"], now: true });
  await expect(new Inbounds(page).rows.first()).toBeVisible();
  for (const place of ["online", "people", "inbounds", "server", "server/logs", "settings", "inbounds/new", "people/anna", "people/anna/key", "new", "inbounds/1"]) {
    await test.step(place, async () => {
      await new Shell(page).go(place);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await standsStill(page);
    });
  }
});
