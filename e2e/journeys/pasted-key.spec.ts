// A key somebody sent finds its owner without leaving the browser, and is held against the inbound as it is now.

import { Handout } from "../pages/handout.ts";
import { Inbounds } from "../pages/inbounds.ts";
import { People } from "../pages/people.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../stand/journey.ts";
import { askNow } from "../stand/look.ts";
import { everybodyCanUse } from "../stand/reach.ts";
import { Requests } from "../stand/requests.ts";
import { changeInbound, somebodyLetIn } from "../stand/stored.ts";

test.beforeEach(async ({ page, signedIn }) => {
  await expect(new Inbounds(page).rows.first()).toBeVisible();
});

for (const dialect of ["a", "c1"] as const) {
  test.describe(`dialect ${dialect}`, () => {
    test.use({ dialect, inbounds: 3, clients: 40 });

    test("an old key finds its owner, and what has changed since; the new one is a tap away", async ({ page }) => {
      const [shell, handout] = [new Shell(page), new Handout(page)];
      const name = await somebodyLetIn(page, "Reality");
      await shell.go(`people/${encodeURIComponent(name)}/key`);
      const old = await handout.text();
      await changeInbound(page, "Reality", (one) => {
        one.streamSettings.realitySettings.shortIds = ["0123abcd"];
      });
      await askNow(page);
      const asked = new Requests(page);
      await shell.go("read");
      await page.getByLabel("A link somebody sent").fill(old);
      const whose = page.getByRole("button", { name: "Whose key is this?" });
      if (dialect === "c1") {
        // Nothing is said of an inbound that is not known.
        await expect(page.getByRole("main")).toContainText("A well-made link");
        await whose.click();
      }
      await expect(page.getByRole("main")).toContainText(`The key of “${name}” for “Reality”`);
      await expect(whose).toBeHidden();
      const note = page.getByRole("alert").filter({ hasText: "The server does not know this short ID" });
      await expect(note).toBeVisible();
      // A change of the inbound would not mend this copy of the key.
      await expect(note.getByRole("button")).toHaveCount(0);
      await everybodyCanUse(page);
      // Nothing of the link was sent.
      const secret = /\/\/([^@]+)@/.exec(old)![1];
      expect(asked.all.filter((request) => request.url().includes(secret) || request.postData()?.includes(secret))).toEqual([]);

      await page.getByRole("link", { name: "Show the key as it is now" }).click();
      await expect(handout.sheet).toContainText("This key checks out");
      const now = await handout.agreed();
      expect(now).toContain("sid=0123abcd");
      await shell.go("read");
      await page.getByLabel("A link somebody sent").fill(now);
      if (dialect === "c1") await whose.click();
      await expect(page.getByRole("main")).toContainText("It fits the inbound as it is now.");
      await page.getByLabel("A link somebody sent").fill(now.replace(secret, "11111111-2222-4333-8444-555555555555"));
      if (dialect === "c1") await whose.click();
      await expect(page.getByRole("main")).toContainText("No one on this panel has this key.");
    });

    test("somebody who is switched off is let in from a pasted key", async ({ page }) => {
      const [people, shell, handout] = [new People(page), new Shell(page), new Handout(page)];
      const name = await somebodyLetIn(page, "Reality");
      await shell.go(`people/${encodeURIComponent(name)}/key`);
      const key = await handout.text();
      await people.open(name);
      await people.letsIn.click();
      await expect(people.letsIn).toHaveAttribute("aria-checked", "false");
      await shell.go("read");
      await page.getByLabel("A link somebody sent").fill(key);
      if (dialect === "c1") await page.getByRole("button", { name: "Whose key is this?" }).click();
      await page.getByRole("main").getByRole("button", { name: "Let in again" }).click();
      await expect(shell.toast(`“${name}” is let in again`)).toBeVisible();
      await expect(page.getByRole("main")).toContainText("It fits the inbound as it is now.");
    });
  });
}
