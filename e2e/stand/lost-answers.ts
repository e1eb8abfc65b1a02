// A line that breaks after the question has arrived: the panel does it, and the page never hears so.

import type { Page } from "@playwright/test";

/** To be called before the page is opened; nothing is lost until `lose`. */
export async function breakableLine(page: Page) {
  await page.addInitScript(() => {
    const send = window.fetch.bind(window);
    window.fetch = async (input, options) => {
      const answer = await send(input, options);
      const losing = (window as any).losing as string | undefined;
      if (losing && answer.url.includes(losing)) throw new TypeError("Failed to fetch");
      return answer;
    };
  });
}

/** From now on answers to paths that hold `part` are lost; nothing: no more. */
export async function lose(page: Page, part: string | undefined) {
  await page.evaluate((part) => void ((window as any).losing = part), part);
}
