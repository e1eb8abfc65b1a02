// Reads a QR code off the screen with a decoder that shares nothing with the encoder.

import type { Locator } from "@playwright/test";
import jsQR from "jsqr";
import { PNG } from "pngjs";

const decode = jsQR as unknown as typeof jsQR.default;

/** What a phone's camera would read there; nothing when it would read nothing. */
export async function read(place: Locator): Promise<string | undefined> {
  const picture = PNG.sync.read(await place.screenshot());
  const pixels = new Uint8ClampedArray(picture.data);
  return decode(pixels, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
}
