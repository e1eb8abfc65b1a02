// The lines between browser and server. Chromium holds them: each answer waits `latency` ms, then comes at `kbits`.

import type { CDPSession } from "@playwright/test";

export type LineName = "none" | "4g" | "fast-3g" | "slow-3g";

export interface Line {
  title: string;
  /** kbit/s in either direction; nothing: as fast as it can. */
  kbits: number | undefined;
  latency: number;
}

export const lines: Record<LineName, Line> = {
  none: { title: "no limit", kbits: undefined, latency: 0 },
  "4g": { title: "4G", kbits: 9_000, latency: 170 },
  "fast-3g": { title: "fast 3G", kbits: 1_600, latency: 150 },
  "slow-3g": { title: "slow 3G", kbits: 400, latency: 400 },
};

/** From now on the page has this line. */
export async function setLine(cdp: CDPSession, name: LineName) {
  const { kbits, latency } = lines[name];
  const throughput = kbits === undefined ? -1 : (kbits * 1000) / 8;
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}
