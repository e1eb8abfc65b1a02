import { expect, test } from "@playwright/test";
import { percentile, spread } from "./figures.ts";

test("the median is the one in the middle, or between the two there", () => {
  expect(percentile([9, 1, 5], 50)).toBe(5);
  expect(percentile([4, 1, 3, 2], 50)).toBe(2.5);
  expect(percentile([7], 50)).toBe(7);
  expect(percentile([], 50)).toBeNaN();
});

test("a percentile is the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 95)).toBe(95);
  expect(percentile(hundred, 100)).toBe(100);
  expect(percentile([15, 20, 35, 40, 50], 30)).toBe(20);
  expect(percentile([16, 16, 16, 90], 95)).toBe(90);
});

test("a spread tells the ends too, and leaves its input as it was", () => {
  const values = [30, 10, 20];
  expect(spread(values)).toEqual({ median: 20, min: 10, max: 30, runs: 3 });
  expect(values).toEqual([30, 10, 20]);
  expect(spread([])).toBeUndefined();
});
