// A certificate of this machine's own, made once. Browsers get its pin, so nothing about the connection is out of the ordinary.

import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../.certificate");

export function certificate() {
  const chain = join(folder, "fullchain.pem");
  if (!existsSync(chain)) make(chain);
  const key = new X509Certificate(readFileSync(chain)).publicKey.export({ type: "spki", format: "der" });
  return { folder, pin: createHash("sha256").update(key).digest("base64") };
}

function make(chain: string) {
  mkdirSync(folder, { recursive: true });
  const fresh = `${chain}.${process.pid}`;
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650"];
  const name = ["-subj", "/CN=panel.example.com", "-addext", "subjectAltName=DNS:panel.example.com"];
  execFileSync("openssl", ["req", ...kind, ...name, "-keyout", join(folder, "privkey.pem"), "-out", fresh], { stdio: "pipe" });
  renameSync(fresh, chain);
}
