// Runs in the page before anything of it: notes when the form can be typed into and when rows are on the screen. It looks
// at most once per frame, only after something changed, and not at all once everything has been seen.

import type { BrowserContext, CDPSession } from "@playwright/test";

/** How many rows are all of them. */
export async function placeStamps(context: BrowserContext, all: number) {
  await context.addInitScript((all) => {
    const bench = { longest: 0, seen: {} as Record<string, number> };
    const tell = (name: string, at: number) => {
      bench.seen[name] = at;
      performance.mark(name);
      (window as any).benchSaid?.(JSON.stringify({ name, at: performance.timeOrigin + at }));
    };
    /** What is on the screen with the next frame. */
    const painted = (look: () => string[]) =>
      requestAnimationFrame(() => {
        const names = look();
        if (names.length === 0) return;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => names.forEach((name) => tell(name, performance.now()));
        channel.port2.postMessage(0);
      });
    (window as any).bench = Object.assign(bench, { tell, painted });

    const known = new Set<string>();
    const signs: Record<string, () => boolean> = {
      form: () => {
        const field = document.querySelector<HTMLInputElement>("dialog[open] #user");
        return !!field && !field.disabled && field.checkVisibility();
      },
      first: () => !!document.querySelector("main .rows > li:not(:empty)")?.textContent,
      all: () => document.querySelectorAll("main .rows > li").length >= all,
    };
    let waiting = false;
    const watch = new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      painted(() => {
        waiting = false;
        const fresh = Object.keys(signs).filter((name) => !known.has(name) && signs[name]?.());
        fresh.forEach((name) => known.add(name));
        if (known.has("all")) watch.disconnect();
        return fresh;
      });
    });
    watch.observe(document, { childList: true, subtree: true });

    const memories = new Set<WebAssembly.Memory>();
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiate(...given);
      for (const one of Object.values(made.instance.exports)) if (one instanceof WebAssembly.Memory) memories.add(one);
      return made;
    };
    (window as any).bench.wasm = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

    addEventListener("keydown", (event) => event.key === "Enter" && tell("enter", event.timeStamp), true);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
    }).observe({ type: "longtask", buffered: true });
  }, all);
}

/** Hears the stamps of one page; times are epoch ms by the page's clock. */
export class Stamps {
  private readonly at = new Map<string, number>();
  private waiting: [string, (at: number) => void][] = [];

  static async listen(cdp: CDPSession): Promise<Stamps> {
    const stamps = new Stamps();
    cdp.on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === "benchSaid") stamps.take(JSON.parse(payload));
    });
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: "benchSaid" });
    return stamps;
  }

  /** When it happened; waits for it. */
  async of(name: string, patience = 90_000): Promise<number> {
    const known = this.at.get(name);
    if (known !== undefined) return known;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no "${name}" within ${patience} ms`)), patience);
      this.waiting.push([name, (at) => (clearTimeout(late), resolve(at))]);
    });
  }

  /** The next time counts. */
  forget(name: string) {
    this.at.delete(name);
  }

  private take({ name, at }: { name: string; at: number }) {
    this.at.set(name, at);
    for (const [, resolve] of this.waiting.filter(([own]) => own === name)) resolve(at);
    this.waiting = this.waiting.filter(([own]) => own !== name);
  }
}
