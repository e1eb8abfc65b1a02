// Whether everybody can use what is on the screen, as far as a machine can tell.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export async function everybodyCanUse(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map((check) => check.message).join("; ")}`),
  );
  expect(faults).toEqual([]);
}
