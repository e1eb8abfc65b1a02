// What goes over the line, as the browser's network service counts it: encoded bytes with headers.

import type { CDPSession } from "@playwright/test";

export type Kind = "html" | "wasm" | "js" | "css" | "api" | "other";
export const KINDS: Kind[] = ["html", "wasm", "js", "css", "api", "other"];

/** One request; times are epoch ms. */
export interface Sent {
  path: string;
  kind: Kind;
  begun: number;
  /** When its answer began. */
  answered: number;
  ended: number;
  cached: boolean;
  /** Encoded bytes, headers with them: all that are known of. */
  bytes: number;
  /** When how much of the decoded answer was handed to the page. */
  chunks: { at: number; bytes: number }[];
}

export class Wire {
  readonly sent: Sent[] = [];
  private readonly open = new Map<string, Sent>();
  private offset = 0;
  private moved = Date.now();

  static async listen(cdp: CDPSession): Promise<Wire> {
    const wire = new Wire();
    cdp.on("Network.requestWillBeSent", (event) => wire.begin(event));
    cdp.on("Network.requestServedFromCache", ({ requestId }) => wire.with(requestId, (one) => (one.cached = true)));
    cdp.on("Network.responseReceived", ({ requestId, timestamp, response }) =>
      wire.with(requestId, (one) => {
        one.answered = wire.wall(timestamp);
        one.cached ||= !!response.fromDiskCache || !!response.fromPrefetchCache;
        one.bytes = response.encodedDataLength;
      }),
    );
    cdp.on("Network.dataReceived", ({ requestId, timestamp, dataLength, encodedDataLength }) =>
      wire.with(requestId, (one) => {
        one.bytes += encodedDataLength;
        one.chunks.push({ at: wire.wall(timestamp), bytes: dataLength });
      }),
    );
    cdp.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) =>
      wire.end(requestId, timestamp, encodedDataLength),
    );
    cdp.on("Network.loadingFailed", ({ requestId, timestamp }) => wire.end(requestId, timestamp, 0));
    await cdp.send("Network.enable");
    return wire;
  }

  /** Waits until nothing has moved for `quiet` ms. */
  async rest(quiet: number) {
    while (this.open.size > 0 || Date.now() - this.moved < quiet) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  private begin(event: { requestId: string; timestamp: number; wallTime: number; request: { url: string } }) {
    this.offset = event.wallTime - event.timestamp;
    if (!/^https?:/.test(event.request.url)) return;
    const url = new URL(event.request.url);
    const begun = this.wall(event.timestamp);
    const one = { path: url.pathname, kind: kindOf(url.pathname), begun, answered: Infinity, ended: Infinity, cached: false, bytes: 0, chunks: [] };
    this.sent.push(one);
    this.open.set(event.requestId, one);
    this.moved = Date.now();
  }

  private end(id: string, timestamp: number, whole: number) {
    this.with(id, (one) => {
      one.ended = this.wall(timestamp);
      one.bytes = Math.max(one.bytes, whole);
    });
    this.open.delete(id);
  }

  private with(id: string, change: (one: Sent) => void) {
    const one = this.open.get(id);
    if (one) change(one);
    this.moved = Date.now();
  }

  private wall(timestamp: number): number {
    return (this.offset + timestamp) * 1000;
  }
}

/**
 * Encoded bytes that had come through the line by then. Encoded bytes are counted when they reach the browser's end of the
 * connection, ahead of the line it imitates; what the page is given comes through it. So they are divided like the latter.
 */
export function arrived({ ended, bytes, chunks }: Pick<Sent, "ended" | "bytes" | "chunks">, until: number): number {
  if (ended <= until) return bytes;
  const sum = (some: { bytes: number }[]) => some.reduce((all, chunk) => all + chunk.bytes, 0);
  const whole = sum(chunks);
  return whole === 0 ? 0 : (bytes * sum(chunks.filter(({ at }) => at <= until))) / whole;
}

export function kindOf(path: string): Kind {
  if (path.includes("/yardstick/")) return "other";
  if (!path.includes("/latchkey/")) return "api";
  const name = path.split("/").at(-1) ?? "";
  if (name === "" || name.endsWith(".html")) return "html";
  return KINDS.find((kind) => name.endsWith(`.${kind}`)) ?? "other";
}

/** What had moved from `from` to `until`. */
export function traffic(sent: Sent[], until = Infinity, from = 0) {
  const span = sent.filter(({ begun }) => begun >= from && begun <= until);
  const over = span.filter(({ cached }) => !cached);
  const bytesOf = (some: Sent[]) => Math.round(some.reduce((sum, one) => sum + arrived(one, until), 0));
  return {
    bytes: bytesOf(over),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, bytesOf(over.filter((one) => one.kind === kind))])),
    requests: over.length,
    calls: over.filter(({ kind }) => kind === "api").length,
    rounds: rounds(over.filter(({ kind }) => kind !== "other"), until),
  };
}

/**
 * Round trips one after the other that nothing could spare: from what had come last by then back over what had been answered
 * before each could be asked for.
 */
export function rounds(sent: Pick<Sent, "begun" | "answered" | "ended">[], until: number): number {
  let count = 0;
  let next = latest(sent.filter(({ ended }) => ended <= until), "ended");
  for (; next; count++) {
    const { begun } = next;
    next = latest(sent.filter(({ answered }) => answered <= begun), "answered");
  }
  return count;
}

function latest<Some extends { answered: number; ended: number }>(some: Some[], by: "answered" | "ended"): Some | undefined {
  return some.reduce<Some | undefined>((last, one) => (last && last[by] >= one[by] ? last : one), undefined);
}
