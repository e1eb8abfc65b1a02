// Reads a QR code off the screen with a decoder that shares nothing with the encoder.

import type { Locator } from "@playwright/test";
import jsQR from "jsqr";
import { PNG } from "pngjs";

const scan = jsQR as unknown as typeof jsQR.default;

/** What a phone's camera would read there; nothing when it would read nothing. */
export async function read(place: Locator): Promise<string | undefined> {
  return decode(await place.screenshot());
}

/** The same from a PNG. Only dark on light counts: many cameras read nothing else. */
export function decode(png: Buffer): string | undefined {
  const picture = PNG.sync.read(png);
  return scan(new Uint8ClampedArray(picture.data), picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
}

/** The colour of the picture's outermost corner, which is quiet zone. */
export async function corner(place: Locator): Promise<number[]> {
  const picture = PNG.sync.read(await place.screenshot());
  const at = (4 * picture.width + 4) * 4;
  return [...picture.data.subarray(at, at + 3)];
}
