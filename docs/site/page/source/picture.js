/** What runs where, as a picture: a page on top, its main thread and its workers as lanes below. */

import { element, placeButton, prose } from "./elements.js";

const NAMES = { pyodide: "Pyodide", micropython: "MicroPython" };

const told = (fact, otherwise = "") => (fact && typeof fact === "object" && "unknown" in fact ? `unknown: ${fact.unknown}` : fact ?? otherwise);

const placeOf = (origin) => (origin ? origin.path ?? origin.url ?? told(origin) : "");

export function pictured(picture, show) {
  if (!picture.pages.length) return [element("p", {}, "No page here loads PyScript, so nothing runs yet.")];
  return picture.pages.map((page) => drawn(page, show));
}

function drawn(page, show) {
  const lanes = { main: [], worker: [] };
  for (const runtime of page.runtimes) (runtime.thread === "worker" ? lanes.worker : lanes.main).push(runtime);
  return element(
    "section",
    { className: "page" },
    element(
      "header",
      {},
      element("h3", {}, page.path),
      element("p", {}, `PyScript ${page.release.label ?? told(page.release.name)}`),
      element("p", { className: `isolation ${page.isolation.state.replaceAll(" ", "-")}` }, ...prose(isolation(page))),
    ),
    element("div", { className: "lanes" }, lane("Main thread", "it draws the page", lanes.main, show), lane("Workers", "they run beside it", lanes.worker, show)),
    ...page.notes.map((note) => element("p", { className: "small" }, ...prose(note))),
  );
}

function isolation({ isolation: { state, reason } }) {
  const names = { isolated: "Isolated: workers can wait for the page", "not isolated": "Not isolated", unknown: "Isolated or not: unknown" };
  return names[state] + (reason ? ` (${reason})` : "");
}

function lane(name, what, runtimes, show) {
  return element(
    "div",
    { className: "lane" },
    element("h4", {}, name, element("small", {}, ` ${what}`)),
    ...(runtimes.length ? runtimes.map((runtime) => box(runtime, show)) : [element("p", { className: "none" }, "nothing")]),
  );
}

function box(runtime, show) {
  return element(
    "article",
    { className: `runtime ${runtime.interpreter}` },
    element("h5", {},
      NAMES[runtime.interpreter] ?? runtime.interpreter,
      " ", element("small", {}, [told(runtime.interpreter_version), runtime.name && `“${runtime.name}”`].filter(Boolean).join(" ")),
      " ", placeButton(runtime, show)),
    row("Python", runtime.scripts.map((script) => (script.origin ? placeOf(script.origin) : `${told(script.lines)} lines in the page`))),
    row("Packages", listOf(runtime.packages).map((each) => each.written)),
    row("Files", runtime.files.map(({ path, origin }) => (origin?.state === "missing" ? element("span", { className: "missing" }, `${path} (missing)`) : path))),
    row("JavaScript", runtime.js_modules.map((each) => `${each.name}: ${placeOf(each.origin)}`)),
    row("Needs isolation", runtime.needs_isolation?.reason ? [prose(runtime.needs_isolation.reason)] : [], "needs"),
  );
}

const listOf = (fact) => (Array.isArray(fact) ? fact : []);

function row(name, values, kind = "") {
  if (!values.length) return null;
  return element("div", { className: `row ${kind}` }, element("span", { className: "label" }, name), element("ul", {}, ...values.map((value) => element("li", {}, ...[value].flat()))));
}
