// The measured part of docs/performance.md.

import { AIMS, type Aim } from "./aims.ts";
import { bounds, said } from "./bounds.ts";
import type { Cell } from "./cells.ts";
import type { Rows } from "./rows.ts";
import { KINDS } from "./wire.ts";
import { figure, table, titleOf, withRange } from "./words.ts";

type Unit = Parameters<typeof withRange>[1];

export function report(rows: Rows): string {
  const parts: [string, string][] = [
    ["Aims", aims(rows)],
    ["The line and the browser by themselves", plain(rows, "yardstick", YARDSTICK)],
    ["The form, and signing in", plain(rows, "form", FORM)],
    ["Rows, with a session that lives", loads(rows, "rows", "people")],
    ["At rest", plain(rows, "rows", REST, ({ line }) => line === "none")],
    ["Bytes at rest, by kind", kinds(rows)],
    ["Hands on a list", plain(rows, "touch", HANDS)],
    ["Left alone for a minute", plain(rows, "idle", IDLE)],
  ];
  const filled = parts.filter(([, body]) => body !== "").map(([title, body]) => `### ${title}\n\n${body}`);
  return [measured(rows), ...filled].join("\n\n");
}

/** When, of what and with what. */
function measured(rows: Rows): string {
  const unique = (pick: (row: Rows["all"][number]) => string) => [...new Set(rows.all.map(pick))].join(", ");
  const runs = rows.all.length === 0 ? 0 : Math.max(...rows.all.map(({ run }) => run));
  return [
    `Measured ${unique(({ date }) => date.slice(0, 10))} at ${unique(({ commit }) => commit)}, up to ${runs} runs of each cell.`,
    `Chromium ${unique(({ machine }) => machine.chromium)}, nginx ${unique(({ machine }) => machine.nginx)},`,
    `Node ${unique(({ machine }) => machine.node)}, ${unique(({ machine }) => machine.processor)}.`,
  ].join("\n");
}

function aims(rows: Rows): string {
  return table(["what", "aim", "measured", "", "what it is made of"], AIMS.map((aim) => kept(rows, aim)));
}

function kept(rows: Rows, aim: Aim): string[] {
  const { title, cell, value, unit, limit, group } = aim;
  const found = rows.spread(cell, value);
  const scale = unit === "MB" ? 1e6 : 1;
  const verdict = found === undefined ? "not measured" : found.median <= limit * scale ? "hit" : "**missed**";
  const behind = rows.all.find((row) => row.cell.name === cell)?.cell;
  const made = behind && group ? bounds(rows, behind, group) : undefined;
  return [title, `≤ ${limit}${unit && ` ${unit}`}`, withRange(found, unit), verdict, made ? said(made) : ""];
}

type Column = [title: string, value: string, unit: Unit];

const YARDSTICK: Column[] = [
  ["empty page", "empty", "ms"],
  ["100 KiB", "hundred", "ms"],
  ["20 million turns of a loop", "loop", "ms"],
  ["renderer, private", "memory.private", "MB"],
];
const FORM: Column[] = [
  ["form", "form", "ms"],
  ["bytes before", "toForm.bytes", "KiB"],
  ["Enter → first rows", "enter", "ms"],
  ["calls between", "before.calls", ""],
  ["main thread between", "before.main", "ms"],
  ["longest task", "longest", "ms"],
];
const LOADS: Column[] = [
  ["first rows", "first", "ms"],
  ["all rows", "all", "ms"],
  ["bytes before", "before.bytes", "KiB"],
  ["requests", "before.requests", ""],
  ["calls", "before.calls", ""],
  ["round trips", "before.rounds", ""],
  ["main thread", "before.main", "ms"],
  ["of it script", "before.script", "ms"],
  ["longest task", "longest", "ms"],
];
const REST: Column[] = [
  ["bytes", "rest.bytes", "KiB"],
  ["requests", "rest.requests", ""],
  ["main thread", "rest.main", "ms"],
  ["renderer, private", "memory.private", "MB"],
  ["after collecting", "memory.collected", "MB"],
  ["without pages of files", "memory.dirty", "MB"],
  ["Wasm memory", "memory.wasm", "MB"],
  ["JS heap", "memory.heap", "MB"],
];
const HANDS: Column[] = [
  ["key press → list", "key", "ms"],
  ["slowest key", "slowestKey", "ms"],
  ["tap → QR", "qr", "ms"],
  ["requests for 3 of them", "qrRequests", ""],
  ["p95 frame", "frame", "ms"],
  ["links of 100 people", "links", "ms"],
];
const IDLE: Column[] = [
  ["main thread of a core", "core", "%"],
  ["all threads, full speed", "process", "%"],
  ["line", "kbits", "kbit/s"],
  ["rounds", "rounds", ""],
  ["main thread per round", "perRound.main", "ms"],
  ["requests per round", "perRound.requests", ""],
  ["bytes per round", "perRound.bytes", "KiB"],
];

function plain(rows: Rows, what: string, columns: Column[], which: (cell: Cell) => boolean = () => true): string {
  const cells = rows.cells(what).filter(which);
  const line = (cell: Cell) => [titleOf(cell), ...columns.map(([, value, unit]) => withRange(rows.spread(cell.name, value), unit))];
  return cells.length === 0 ? "" : table(["", ...columns.map(([title]) => title)], cells.map(line));
}

function loads(rows: Rows, ...what: string[]): string {
  const each = what.map((one) => plain(rows, one, LOADS)).filter((one) => one !== "");
  const titles: Record<number, string> = { 0: "The list of inbounds:", 1: "The list of people:" };
  return each.map((one, index) => `${titles[index]}\n\n${one}`).join("\n\n");
}

function kinds(rows: Rows): string {
  const cells = rows.cells("rows").filter(({ line }) => line === "none");
  const of = (cell: Cell, kind: string) => {
    const found = rows.spread(cell.name, `rest.kinds.${kind}`);
    return found ? figure(found.median, "KiB") : "–";
  };
  return cells.length === 0 ? "" : table(["", ...KINDS], cells.map((cell) => [titleOf(cell), ...KINDS.map((kind) => of(cell, kind))]));
}
