// What was promised, and the cell that tells whether it is kept.

export type Unit = "ms" | "MB" | "%" | "kbit/s" | "";

export interface Aim {
  title: string;
  cell: string;
  value: string;
  unit: Unit;
  limit: number;
  /** Where the row says what went before. */
  group?: string;
}

const form = (line: string, limit: number): Aim => ({
  title: `form one can type in, cold, ${line}`,
  cell: `form/phone/${line}/cold/c1-1000`,
  value: "form",
  unit: "ms",
  limit,
  group: "toForm",
});

const rows = (line: string, cache: string, panel: string, limit: number): Aim => ({
  title: `first rows, ${cache}, ${panel}, ${line}`,
  cell: `rows/phone/${line}/${cache}/${panel}`,
  value: "first",
  unit: "ms",
  limit,
  group: "before",
});

const touch = (title: string, panel: string, value: string, unit: Unit, limit: number): Aim => ({
  title: `${title}, ${panel}`,
  cell: `touch/phone/none/warm/${panel}`,
  value,
  unit,
  limit,
});

const memory = (panel: string, limit: number): Aim => ({
  title: `renderer private memory, ${panel}`,
  cell: `rows/phone/none/cold/${panel}`,
  value: "memory.private",
  unit: "MB",
  limit,
});

export const AIMS: Aim[] = [
  form("slow-3g", 1_000),
  form("4g", 450),
  rows("slow-3g", "cold", "c1-1000", 6_500),
  rows("fast-3g", "cold", "c1-1000", 2_200),
  rows("4g", "cold", "c1-1000", 900),
  rows("slow-3g", "warm", "c1-1000", 1_400),
  rows("4g", "warm", "c1-1000", 400),
  rows("slow-3g", "cold", "c1-10000", 8_000),
  rows("slow-3g", "cold", "a-10000", 8_000),
  { ...rows("slow-3g", "cold", "a-10000", 25_000), title: "all rows, cold, a-10000, slow-3g", value: "all", group: "whole" },
  touch("key press in search → list", "c1-10000", "key", "ms", 50),
  touch("key press in search → list", "a-10000", "key", "ms", 50),
  touch("tap → QR", "c1-1000", "qr", "ms", 50),
  touch("requests between tap and QR", "c1-1000", "qrRequests", "", 0),
  touch("tap → QR", "c1-10000", "qr", "ms", 50),
  touch("requests between tap and QR", "c1-10000", "qrRequests", "", 0),
  touch("p95 frame while scrolling", "c1-10000", "frame", "ms", 20),
  touch("p95 frame while scrolling", "a-10000", "frame", "ms", 20),
  touch("links of 100 people", "a-10000", "links", "ms", 16.7),
  memory("c1-1000", 30),
  memory("c1-10000", 40),
  memory("a-10000", 40),
  { title: "left alone for 60 s, c1-1000: share of a core", cell: "idle/phone/4g/warm/c1-1000", value: "core", unit: "%", limit: 1 },
  { title: "left alone for 60 s, c1-1000: line", cell: "idle/phone/4g/warm/c1-1000", value: "kbits", unit: "kbit/s", limit: 10 },
];
