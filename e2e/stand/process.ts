// A program that runs as long as a test does.

import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";

export interface Running {
  said(): string;
  stop(): Promise<void>;
}

/** Starts it and waits until `ready` holds of what it has printed, or of the world. */
export async function start(program: string, args: string[], ready: (said: string) => boolean | Promise<boolean>): Promise<Running> {
  let said = "";
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  child.on("error", (fault) => (said += fault.message));
  for (let waited = 0; !(await ready(said)); waited += 20) {
    if (child.exitCode !== null || child.pid === undefined || waited > 15_000) {
      child.kill("SIGKILL");
      throw new Error(`${program} ${args.join(" ")} did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { said: () => said, stop: () => stop(child) };
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Ports nobody listens on right now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen() {
  return new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
