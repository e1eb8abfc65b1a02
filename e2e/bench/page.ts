// Puts what was measured between the marks of a page written by hand.

const BEGIN = "<!-- measured: made by `cargo xtask bench`, not by hand -->";
const END = "<!-- /measured -->";

export function between(page: string, body: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page needs "${BEGIN}" and then "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${body}\n\n${page.slice(end)}`;
}
