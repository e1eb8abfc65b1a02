// Runs before the first paint, long before the Wasm is there: theme and direction, the page's skeleton in place of the
// form where a session was alive last time, an early Enter, and the first panel calls, whose answers the app takes over.
(() => {
  const root = document.documentElement;
  const read = (key) => { try { return localStorage.getItem("latchkey." + key); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => { root.dataset.theme = read("theme") || (dark.matches ? "dark" : "light"); };
  paint();
  dark.addEventListener("change", paint);
  root.lang = read("lang") || "en";
  root.dir = read("dir") || (/^(fa|ar|he|ur|ckb)/.test(root.lang) ? "rtl" : "ltr");

  const boot = window.latchkey = { early: false, calls: {} };
  const first = read("first");
  if (first !== null) root.classList.add("alive");
  const base = new URL(document.querySelector("meta[name=panel-base]").content, document.baseURI);
  for (const path of first === null ? ["csrf-token"] : first.split("\n").filter(Boolean)) {
    const answer = fetch(new URL(path, base), {
      credentials: "include", redirect: "manual",
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    answer.catch(() => {});
    boot.calls[path] = answer;
  }

  const say = (id) => addEventListener("DOMContentLoaded", () => {
    root.classList.remove("alive");
    document.getElementById(id).hidden = false;
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    boot.early = true;
    document.getElementById("sign-in-go").setAttribute("aria-busy", "true");
  }, { once: true });
  if (typeof WebAssembly !== "object") say("no-wasm");
  addEventListener("error", (event) => {
    if (/^(SCRIPT|LINK)$/.test(event.target?.tagName)) {
      root.classList.remove("alive");
      document.getElementById("no-load").hidden = false;
    }
  }, true);
})();
