// The WebSockets a page has opened.

import { expect, type Page, type WebSocket } from "@playwright/test";

export class Sockets {
  readonly all: WebSocket[] = [];
  /** Frames by their kind, newest last. */
  readonly frames: { type: string; payload: any }[] = [];

  constructor(page: Page) {
    page.on("websocket", (socket) => {
      this.all.push(socket);
      socket.on("framereceived", ({ payload }) => this.frames.push(JSON.parse(String(payload))));
    });
  }

  get open(): number {
    return this.all.filter((socket) => !socket.isClosed()).length;
  }

  /** How many frames of a kind have come. */
  count(type: string): number {
    return this.frames.filter((frame) => frame.type === type).length;
  }

  /** The panel is being listened to. */
  async listening() {
    const before = this.count("status");
    await expect.poll(() => this.count("status"), { timeout: 20_000 }).toBeGreaterThan(before);
    expect(this.open).toBe(1);
  }
}
