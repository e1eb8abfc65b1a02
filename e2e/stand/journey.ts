// `test` for journeys: every test has a panel, an nginx and a page of its own.
//
//   test.use({ dialect: "b", clients: 1000 });
//   test("…", async ({ page, front, panel, signedIn }) => { … });

import { expect, test as base } from "@playwright/test";
import { SignIn } from "../pages/sign-in.ts";
import { type Front, startFront } from "./front.ts";
import { type Panel, type PanelOptions, startPanel } from "./panel.ts";
import { Troubles } from "./troubles.ts";

export interface StandOptions extends PanelOptions {
  /** Plain HTTP: a page to which browsers give no clipboard, no share sheet, no `crypto.subtle`. */
  plain: boolean;
  /** `false`: the page asks the panel, and never listens to what it pushes. */
  live: boolean;
}

interface Stand {
  panel: Panel;
  front: Front;
  troubles: Troubles;
  /** The sign-in form, opened. */
  signIn: SignIn;
  /** A page with a live session, on its first screen. */
  signedIn: void;
}

export const test = base.extend<StandOptions & Stand>({
  dialect: ["c1", { option: true }],
  empty: [false, { option: true }],
  clients: [undefined, { option: true }],
  inbounds: [undefined, { option: true }],
  latency: [undefined, { option: true }],
  twoFactor: [false, { option: true }],
  tokens: ["own", { option: true }],
  busyPort: [undefined, { option: true }],
  seed: [1, { option: true }],
  plain: [false, { option: true }],
  live: [true, { option: true }],

  panel: async ({ dialect, empty, clients, inbounds, latency, twoFactor, tokens, busyPort, seed }, use) => {
    const panel = await startPanel({ dialect, empty, clients, inbounds, even: false, latency, twoFactor, tokens, busyPort, seed });
    await use(panel);
    await panel.stop();
  },
  front: async ({ panel }, use) => {
    const front = await startFront(panel.address);
    await use(front);
    await front.stop();
  },
  baseURL: async ({ front, plain }, use) => use(plain ? front.plain : front.secure),
  troubles: [
    async ({ context, live }, use) => {
      const troubles = await Troubles.watch(context);
      if (!live) await context.addInitScript(() => location.protocol.startsWith("http") && localStorage.setItem("latchkey.live", "off"));
      await use(troubles);
      troubles.check();
    },
    { auto: true },
  ],
  signIn: async ({ page }, use) => {
    await page.goto("./");
    await use(new SignIn(page));
  },
  signedIn: async ({ page, signIn, panel }, use) => {
    await signIn.as(panel.user, panel.password);
    await signIn.done();
    // From here on a reload goes on with the session.
    await page.waitForFunction(() => localStorage.getItem("latchkey.first") !== null);
    await use();
  },
});

export { expect };
