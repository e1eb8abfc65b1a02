// What the panel holds, read by its own API with the page's session: what the app says must be so there too.

import type { Page } from "@playwright/test";

export interface StoredInbound {
  id: number;
  remark: string;
  port: number;
  protocol: string;
  enable: boolean;
  settings: any;
  streamSettings: any;
}

/** All inbounds with their people; texts within texts are read. */
export async function storedInbounds(page: Page): Promise<StoredInbound[]> {
  const answer = await ask(page, "panel/api/inbounds/list");
  const open = (value: unknown) => (typeof value === "string" ? (value === "" ? {} : JSON.parse(value)) : value);
  return answer.obj.map((one: any) => ({ ...one, settings: open(one.settings), streamSettings: open(one.streamSettings) }));
}

/** The entry of a person in the first inbound that has one. */
export async function storedPerson(page: Page, name: string): Promise<any> {
  for (const inbound of await storedInbounds(page)) {
    const found = inbound.settings.clients?.find((client: any) => client.email === name);
    if (found) return found;
  }
  return undefined;
}

/** Changes an inbound behind the app's back, as the panel's own page would. */
export async function changeInbound(page: Page, remark: string, change: (inbound: any) => void): Promise<void> {
  const found = (await storedInbounds(page)).find((one) => one.remark === remark);
  if (!found) throw new Error(`no inbound ${remark}`);
  const { obj } = await ask(page, `panel/api/inbounds/get/${found.id}`);
  const open = (value: unknown) => (typeof value === "string" ? JSON.parse(value || "{}") : (value ?? {}));
  const inbound = { ...obj, settings: open(obj.settings), streamSettings: open(obj.streamSettings), sniffing: open(obj.sniffing) };
  change(inbound);
  for (const part of ["settings", "streamSettings", "sniffing"]) inbound[part] = JSON.stringify(inbound[part]);
  const answer = await ask(page, `panel/api/inbounds/update/${found.id}`, inbound);
  if (!answer.success) throw new Error(answer.msg);
}

/** One call as the panel's own page would send it. */
export function ask(page: Page, path: string, body?: unknown): Promise<any> {
  return page.evaluate(
    async ([path, body]) => {
      const base = new URL("../", document.baseURI);
      const headers: Record<string, string> = { "X-Requested-With": "XMLHttpRequest", "Content-Type": "application/json" };
      if (body === undefined) return (await fetch(new URL(path, base), { headers })).json();
      const token = await fetch(new URL("csrf-token", base), { headers });
      if (token.ok) headers["X-CSRF-Token"] = (await token.json()).obj;
      return (await fetch(new URL(path, base), { method: "POST", headers, body: JSON.stringify(body) })).json();
    },
    [path, body] as const,
  );
}

/** Somebody whom nothing keeps out of an inbound. */
export async function somebodyLetIn(page: Page, remark: string): Promise<string> {
  const inbound = (await storedInbounds(page)).find((one) => one.remark === remark);
  return inbound?.settings.clients.find((client: any) => client.enable && !client.totalGB && !client.expiryTime)?.email;
}
