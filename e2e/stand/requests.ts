// What the page has asked of the panel.

import type { Page, Request } from "@playwright/test";

const WRITE = /\/(add|update|del|enable|setEnable|reset|attach|detach|restart|stop|copy)\w*(\/|$)|\/(add|update|del)Client/i;

export class Requests {
  readonly all: Request[] = [];

  constructor(page: Page) {
    page.on("request", (request) => {
      if (/^https?:/.test(request.url()) && !request.url().includes("/latchkey/")) this.all.push(request);
    });
  }

  /** Those whose path ends in or holds `part`. */
  to(part: string): Request[] {
    return this.all.filter((request) => new URL(request.url()).pathname.includes(part));
  }

  /** Paths of everything that changes something. */
  get writes(): string[] {
    const paths = this.all.filter((request) => request.method() === "POST").map((request) => new URL(request.url()).pathname);
    return paths.filter((path) => WRITE.test(path)).map((path) => path.replace("/secret/", ""));
  }
}
