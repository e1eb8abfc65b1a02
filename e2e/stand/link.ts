// A VLESS link, read as an app reads it.

export interface VlessLink {
  id: string;
  address: string;
  port: number;
  name: string;
  parameters: Record<string, string>;
}

export function parse(link: string): VlessLink {
  const url = new URL(link.replace(/^vless:/, "https:"));
  return {
    id: url.username,
    address: url.hostname,
    port: Number(url.port || 443),
    name: decodeURIComponent(url.hash.slice(1)),
    parameters: Object.fromEntries(url.searchParams),
  };
}
