/** Runs a project in a frame of its own.

The frame is sandboxed without `allow-same-origin`: what a stranger's link brings can't reach this site. A service
worker can't serve such a frame, because its origin is opaque. So the frame's document is a blob that carries the
project's files, and hooks in it answer what the page, its scripts and its workers ask for. */

import { base64 } from "./base64.js";
import { hookPage, hookWorker, storageInMemory } from "./frame_hooks.js";

const TYPES = {
  css: "text/css", csv: "text/csv", gif: "image/gif", html: "text/html", jpg: "image/jpeg", js: "text/javascript",
  json: "application/json", mjs: "text/javascript", png: "image/png", py: "text/x-python", svg: "image/svg+xml",
  toml: "application/toml", txt: "text/plain", wasm: "application/wasm", webp: "image/webp",
};
const READABLE = /^https:\/\/(pyscript\.net|cdn\.jsdelivr\.net)\//;
const LONGEST_LINE = 20_000;
const IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]+)\2/g;

const typeOf = (path) => TYPES[path.split(".").pop().toLowerCase()] ?? "application/octet-stream";

function packed(path, content) {
  const type = typeOf(path);
  return typeof content === "string" ? { text: content, type } : { base64: base64(content), type };
}

function dataUrl({ text, base64: coded, type }) {
  return coded === undefined ? `data:${type};charset=utf-8,${encodeURIComponent(text)}` : `data:${type};base64,${coded}`;
}

/** JavaScript whose relative imports are absolute, because a module from a data URL has no place in a folder. */
function withAbsoluteImports(source, address) {
  return source.replace(IMPORT, (_, before, quote, path) => `${before}${quote}${new URL(path, address)}${quote}`);
}

/** The HTML of a page that finds its project's files without a server. */
export function standalone(files, page, origin) {
  const base = `${origin}/__project__/`;
  const address = new URL(page, base).href;
  const carried = {};
  for (const [path, content] of files) carried[path] = packed(path, content);
  const imports = {};
  for (const [path, file] of Object.entries(carried)) {
    if (!/\.m?js$/i.test(path)) continue;
    const url = new URL(path, base).href;
    const source = { ...file, text: withAbsoluteImports(file.text ?? "", url) };
    imports[url] = dataUrl(source);
    imports[new URL(path, `${origin}/`).href] = dataUrl(source);
  }
  const document = new DOMParser().parseFromString(files.get(page), "text/html");
  const localOf = (url) => {
    const path = decodeURIComponent(new URL(url, address).href.split(/[?#]/)[0].slice(base.length));
    return new URL(url, address).href.startsWith(base) ? carried[path] : undefined;
  };
  inline(document, localOf, address, imports);
  letErrorsBeRead(document);
  putFirst(document, base, address, { base, page, files: carried }, imports);
  return `<!doctype html>\n${document.documentElement.outerHTML}`;
}

function inline(document, localOf, address, imports) {
  for (const element of document.querySelectorAll("script[src], link[href], img[src], source[src], audio[src], video[src]")) {
    const attribute = element.hasAttribute("src") ? "src" : "href";
    const url = element.getAttribute(attribute);
    if (element.localName === "script" && /^(py|mpy|py-editor|mpy-editor|py-game|pyscript)$/.test(element.type)) continue;
    const file = localOf(url);
    if (!file) continue;
    const resolved = new URL(url, address).href;
    element.setAttribute(attribute, imports[resolved] ?? dataUrl(file));
  }
  for (const script of document.querySelectorAll("script[type=module]:not([src])")) {
    script.textContent = withAbsoluteImports(script.textContent, address);
  }
}

/** Lets the frame hear what scripts of PyScript's hosts report: without this, all that it hears is "Script error." */
function letErrorsBeRead(document) {
  for (const script of document.querySelectorAll("script[src]")) {
    if (READABLE.test(script.getAttribute("src"))) script.crossOrigin = "anonymous";
  }
}

function putFirst(document, base, address, project, imports) {
  const own = document.querySelector("script[type=importmap]");
  const theirs = own ? JSON.parse(own.textContent || "{}") : {};
  own?.remove();
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({ ...theirs, imports: { ...imports, ...absolute(theirs.imports, address, imports) } });
  const hooks = document.createElement("script");
  const data = JSON.stringify(project).replaceAll("<", "\\u003c");
  hooks.textContent = `(${hookPage})(${data}, ${hookWorker}, ${storageInMemory});`;
  const baseElement = document.createElement("base");
  baseElement.href = new URL(document.querySelector("base")?.getAttribute("href") ?? ".", address).href;
  document.querySelector("base")?.remove();
  document.head.prepend(baseElement, hooks, map);
}

function absolute(theirs = {}, address, imports) {
  return Object.fromEntries(
    Object.entries(theirs).map(([name, url]) => {
      const resolved = /^[./]/.test(url) ? new URL(url, address).href : url;
      return [name, imports[resolved] ?? resolved];
    }),
  );
}

/** A message as a browser's console shows it, without the frames of PyScript's own JavaScript, and without the
    addresses that carry the files. */
const readable = (text) =>
  text.replace(/data:text\/javascript[^\s)]*/g, "worker.js").replace(/^ {4}at .*\n?/gm, "").replace(/^(Uncaught )+/, "Uncaught ").trim().slice(0, LONGEST_LINE);

export class Running extends EventTarget {
  #parent;
  #frame = null;
  #url = null;

  constructor(parent) {
    super();
    this.#parent = parent;
    addEventListener("message", (event) => this.#hear(event));
  }

  start(files, page) {
    this.stop();
    this.page = page;
    this.#url = URL.createObjectURL(new Blob([standalone(files, page, location.origin)], { type: "text/html" }));
    this.#frame = document.createElement("iframe");
    this.#frame.title = `${page}, running`;
    this.#frame.setAttribute("sandbox", "allow-scripts allow-forms allow-modals");
    this.#frame.src = this.#url;
    this.#parent.replaceChildren(this.#frame);
  }

  stop() {
    this.#frame?.remove();
    this.#frame = null;
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = null;
  }

  #hear(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.data?.from !== "project") return;
    const kind = String(event.data.kind);
    const text = readable(String(event.data.text));
    this.dispatchEvent(new CustomEvent(kind === "link" ? "link" : "line", { detail: { kind, text } }));
  }
}
