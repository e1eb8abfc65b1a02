// One-time codes (RFC 6238), as an authenticator app shows them.

import { createHmac } from "node:crypto";
import type { Panel } from "./panel.ts";

/** The secret of a demo panel with two-factor sign-in. */
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const HALF_MINUTE = 30_000;

/** The code of now, by the panel's clock; one that is good for some seconds more. */
export async function oneTimeCode(panel: Panel): Promise<string> {
  let { now } = await panel.control("state");
  if (HALF_MINUTE - (now % HALF_MINUTE) < 10_000) ({ now } = await panel.control("clock", { advance: 10_000 }));
  return totp(Math.floor(now / HALF_MINUTE));
}

function totp(count: number): string {
  const digits = [...SECRET].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(digits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(BigInt(count));
  const hash = createHmac("sha1", key).update(time).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
