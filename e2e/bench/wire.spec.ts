import { expect, test } from "@playwright/test";
import { kindOf, rounds, type Sent, traffic } from "./wire.ts";

const sent = (path: string, begun: number, answered: number, ended: number, bytes: number, rest: Partial<Sent> = {}): Sent => {
  return { path, kind: kindOf(path), begun, answered, ended, cached: false, bytes, chunks: [], ...rest };
};

/** Of 800 kB of Wasm the page was given 200 kB by 900 ms; the whole was 230 kB on the line. */
const half = { chunks: [{ at: 900, bytes: 200_000 }, { at: 4_000, bytes: 600_000 }] };
const page = [
  sent("/secret/latchkey/", 0, 400, 400, 3_000),
  sent("/secret/latchkey/latchkey-0123456789abcdef.wasm", 410, 810, 4_000, 230_000, half),
  sent("/secret/panel/api/inbounds/options", 415, 820, 830, 500),
  sent("/secret/latchkey/parts-0123456789abcdef.css", 420, 421, 421, 0, { cached: true }),
  sent("/secret/panel/api/clients/onlines", 5_000, 5_400, 5_400, 200),
];

test("a path tells what it is", () => {
  const kinds = page.map(({ kind }) => kind);
  expect(kinds).toEqual(["html", "wasm", "api", "css", "api"]);
  expect(kindOf("/secret/latchkey/icon.svg")).toBe("other");
  expect(kindOf("/secret/latchkey/latchkey-0123456789abcdef.js")).toBe("js");
});

test("only what had arrived counts, and nothing from the cache", () => {
  const early = traffic(page, 1_000);
  expect(early.bytes).toBe(61_000);
  expect(early.kinds).toMatchObject({ html: 3_000, wasm: 57_500, api: 500, css: 0 });
  expect([early.requests, early.calls]).toEqual([3, 1]);
  expect(traffic(page).bytes).toBe(233_700);
  expect(traffic(page, Infinity, 4_500)).toMatchObject({ bytes: 200, requests: 1, calls: 1 });
});

test("round trips count back from what came last", () => {
  // The Wasm came last by then, and could only be asked for once the page was there.
  expect(rounds(page, 4_500)).toBe(2);
  expect(rounds(page, 900)).toBe(2);
  expect(rounds(page, 405)).toBe(1);
  expect(rounds(page, 6_000)).toBe(3);
  expect(rounds([], 1_000)).toBe(0);
});
