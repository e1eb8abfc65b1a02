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

/** The page itself never has to be scrolled sideways. What scrolls by itself, such as code or a line of filters, may be wider than its box. */
export async function nothingSticksOut(page: Page) {
  const faults = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const found: string[] = [];
    const boxes = [document.documentElement, ...document.querySelectorAll("main, dialog.sheet[open]")];
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth) found.push(`${box.tagName} is ${box.scrollWidth} wide in ${box.clientWidth}`);
    }
    const scrolls = (one: Element) => {
      for (let box = one.parentElement; box && !boxes.includes(box); box = box.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth) return true;
      }
      return false;
    };
    for (const one of document.querySelectorAll("main *, dialog.sheet[open] *")) {
      const { left, right, width, height } = one.getBoundingClientRect();
      const hidden = width <= 1 || height <= 1 || one.closest(".unseen, pre, .the-link, [hidden]") || !one.checkVisibility();
      if (!hidden && (left < -1 || right > wide + 1) && !scrolls(one)) found.push(`${one.tagName}.${one.getAttribute("class")} from ${left} to ${right}`);
    }
    return found.slice(0, 8);
  });
  expect(faults).toEqual([]);
}
