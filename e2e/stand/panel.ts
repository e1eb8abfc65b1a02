// The imitation panel and the test's hand in it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePorts, type Running, start } from "./process.ts";

const root = join(import.meta.dirname, "../..");

export interface PanelOptions {
  dialect: "a" | "b" | "c0" | "c1";
  empty: boolean;
  clients: number | undefined;
  inbounds: number | undefined;
  /** As many people in one inbound as in the next, instead of most in the first. */
  even: boolean;
  latency: number | undefined;
  twoFactor: boolean;
  /** How API tokens work, where not as in the release: one (v3.0.1), scoped (after v3.6.0). */
  tokens: "own" | "one" | "scoped";
  /** A port another program holds: an inbound on it stops Xray. */
  busyPort: number | undefined;
  seed: number;
}

export interface Panel extends Running {
  address: string;
  user: string;
  password: string;
  /** `POST /__demo/{what}`: faults, the clock, who is online (see demo/src/control.rs). */
  control(what: string, body?: unknown): Promise<any>;
  /** The session ends with the next write whose path contains this, so that no question of the page finds it out before. */
  endsAt(path: string): Promise<void>;
}

export async function startPanel(options: PanelOptions): Promise<Panel> {
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const [user, password] = ["admin", "correct horse"];
  const running = await start(binary(), words({ ...options, address, user, password }), (said) => said.includes("listening"));
  const control = async (what: string, body: unknown = {}) => {
    const answer = await fetch(`http://${address}/__demo/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`/__demo/${what}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const endsAt = (path: string) => control("fault", { kind: "expire", path, method: "POST", count: 1 });
  return { ...running, address, user, password, control, endsAt };
}

function words(all: PanelOptions & { address: string; user: string; password: string }): string[] {
  const given = ["--listen", all.address, "--base", "/secret/", "--user", all.user, "--password", all.password, "--control"];
  given.push("--dialect", all.dialect, "--seed", String(all.seed), "--tokens", all.tokens);
  for (const name of ["clients", "inbounds", "latency"] as const) {
    if (all[name] !== undefined) given.push(`--${name}`, String(all[name]));
  }
  if (all.busyPort !== undefined) given.push("--busy-port", String(all.busyPort));
  if (all.empty) given.push("--empty");
  if (all.even) given.push("--even");
  if (all.twoFactor) given.push("--two-factor");
  return given;
}

function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const places = [process.env.DEMO_BIN, join(target, "release/demo"), join(target, "debug/demo")];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error("no demo panel: cargo build -p demo, or set DEMO_BIN");
  return found;
}
