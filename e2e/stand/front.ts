// A real nginx with the very file of deploy/ in front of the panel; only what a user changes is changed.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOST } from "./browser.ts";
import { certificate } from "./certificate.ts";
import { freePorts, type Running, start } from "./process.ts";

const root = join(import.meta.dirname, "../..");

export interface Front extends Running {
  /** Latchkey by TLS and HTTP/2. */
  secure: string;
  /** Latchkey by plain HTTP, as on many servers. */
  plain: string;
}

export async function startFront(panel: string): Promise<Front> {
  const bundle = process.env.LATCHKEY_DIST ?? join(root, "dist");
  if (!existsSync(join(bundle, "index.html"))) throw new Error("no bundle: cargo xtask dist");
  const [tls, plain] = await freePorts(2);
  const folder = mkdtempSync(join(tmpdir(), "latchkey-nginx-"));
  const site = changed("nginx.conf", {
    "listen 443 ssl http2;": `listen 127.0.0.1:${tls} ssl http2; listen 127.0.0.1:${plain};`,
    "/etc/ssl/panel/": `${certificate().folder}/`,
    "/var/www/latchkey/": `${bundle}/`,
    "127.0.0.1:2053": panel,
  });
  writeFileSync(join(folder, "latchkey.conf"), site);
  const user = process.getuid?.() === 0 ? "user root;\n" : "";
  writeFileSync(join(folder, "main.conf"), user + changed("test/main.conf", { "@FOLDER@": folder }));
  const program = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
  const running = await start(program, ["-e", "stderr", "-p", folder, "-c", join(folder, "main.conf")], () => open(tls));
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { said: running.said, stop, secure: `https://${HOST}:${tls}/secret/latchkey/`, plain: `http://${HOST}:${plain}/secret/latchkey/` };
}

function changed(name: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`deploy/${name} has no "${from}"`);
    return text.replaceAll(from, to);
  }, readFileSync(join(root, "deploy", name), "utf8"));
}

function open(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
