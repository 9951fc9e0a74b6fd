/* Runs first in the frame of a project. `project` is {base, page, files: {path: {text | base64, type}}}.
   It answers what the page asks for from these files, and tells the playground what the console says. */

export function hookPage(project, hookWorker, storageInMemory) {
  const tell = (kind, text) => parent.postMessage({ from: "project", kind, text: String(text) }, "*");
  const workerSource = `(${hookWorker})(${JSON.stringify(project)}, null, ${storageInMemory});`;

  hookWorker(project, tell, storageInMemory);
  addEventListener("error", (event) => {
    const { target } = event;
    if (target instanceof Element) tell("error", `Failed to load resource: ${target.src ?? target.href}`);
    else tell("error", event.error?.stack?.includes(event.message) ? event.error.stack : `Uncaught ${event.message}`);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => {
    tell("error", `Uncaught (in promise) ${reason?.message ?? reason}`);
  });
  for (const name of ["py:ready", "mpy:ready", "py:done", "mpy:done", "py:all-done"]) {
    addEventListener(name, () => tell("event", name));
  }

  const textAt = (address) => {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    return request.responseText;
  };

  const RealWorker = window.Worker;
  window.Worker = class Worker extends RealWorker {
    constructor(url, options = {}) {
      const address = new URL(url, document.baseURI).href;
      // In a frame without an origin Chromium starts no module from a blob, but it does from a data URL.
      const both = `${workerSource}\n${textAt(project.urlOf(address) ?? address)}`;
      super(`data:text/javascript;charset=utf-8,${encodeURIComponent(both).replaceAll(")", "%29")}`, options);
      this.addEventListener("message", (event) => {
        if (event.data?.from !== "project") return;
        event.stopImmediatePropagation();
        tell(event.data.kind, event.data.text);
      });
      this.addEventListener("error", (event) => tell("error", event.message ?? "A worker can't be started."));
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target === "_blank" || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    parent.postMessage({ from: "project", kind: "link", text: link.getAttribute("href") }, "*");
  });
}

/** What page and worker have in common. tell: given on the page; a worker posts to its page. */
export function hookWorker(project, tell, storageInMemory) {
  Object.defineProperty(globalThis, "indexedDB", { value: storageInMemory() });
  const post = globalThis.postMessage?.bind(globalThis);
  const say = tell ?? ((kind, text) => post({ from: "project", kind, text: String(text) }));

  const shown = (value) => {
    if (value instanceof Error) return value.stack?.includes(value.message) ? value.stack : `${value}`;
    return value instanceof Event ? `${value.type}: ${value.message ?? value.data?.message ?? ""}` : String(value);
  };

  for (const kind of ["log", "info", "warn", "error", "debug"]) {
    const original = console[kind];
    console[kind] = (...values) => {
      original.apply(console, values);
      say(kind, values.map(shown).join(" "));
    };
  }
  if (!tell) {
    addEventListener("error", (event) => say("error", `Uncaught ${event.message}`));
    addEventListener("unhandledrejection", ({ reason }) => say("error", `Uncaught (in promise) ${reason?.message ?? reason}`));
  }

  // The frame's own address is a blob's, against which no relative address can be resolved.
  const pageAddress = new URL(project.page, project.base).href;
  const RealURL = globalThis.URL;
  globalThis.URL = class URL extends RealURL {
    constructor(url, base) {
      super(url, /^(blob|about|data):/.test(String(base ?? "")) ? pageAddress : base);
    }
  };

  const folder = project.page.includes("/") ? project.page.slice(0, project.page.lastIndexOf("/") + 1) : "";
  const home = new URL(project.base).origin + "/";

  /** The path in the project that an address means, or null where it is elsewhere. */
  const pathOf = (address) => {
    let url;
    try {
      url = new URL(address, project.base + folder);
    } catch {
      return null;
    }
    const href = url.href.split(/[?#]/)[0];
    if (href.startsWith(project.base)) return decodeURIComponent(href.slice(project.base.length));
    // PyScript resolves some addresses against the frame's own, which is at the root of this host.
    if (href.startsWith(home)) return folder + decodeURIComponent(href.slice(home.length));
    return null;
  };
  const bytesOf = (file) =>
    file.base64 === undefined
      ? new TextEncoder().encode(file.text)
      : Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));

  const realFetch = globalThis.fetch;
  globalThis.fetch = async (resource, options) => {
    const address = resource instanceof Request ? resource.url : String(resource);
    const path = pathOf(address);
    if (path === null || address.startsWith("blob:") || address.startsWith("data:")) return realFetch(resource, options);
    const file = project.files[path] ?? project.files[`${path}index.html`];
    if (!file) {
      say("error", `Failed to load resource: 404 (${path})`);
      return new Response("", { status: 404, statusText: "Not Found" });
    }
    return new Response(bytesOf(file), { headers: { "Content-Type": file.type } });
  };
  project.urlOf = (address) => {
    const path = pathOf(address);
    const file = path === null ? null : project.files[path];
    return file ? URL.createObjectURL(new Blob([bytesOf(file)], { type: file.type })) : null;
  };
}

/** What PyScript's storage uses of IndexedDB, which the browser keeps from a frame without an origin of its own. */
export function storageInMemory() {
  const databases = new Map();
  const answer = (result, target = {}) => {
    const request = Object.assign(target, { result });
    queueMicrotask(() => request.onsuccess?.({ target: request }));
    return request;
  };
  const storeOf = (entries) => ({
    get: (key) => answer(entries.get(key)),
    getKey: (key) => answer(entries.has(key) ? key : undefined),
    getAll: () => answer([...entries.values()]),
    getAllKeys: () => answer([...entries.keys()]),
    count: (key) => answer(key === undefined ? entries.size : Number(entries.has(key))),
    put: (value, key) => answer(entries.set(key, value) && key),
    add: (value, key) => answer(entries.set(key, value) && key),
    delete: (key) => answer(void entries.delete(key)),
    clear: () => answer(void entries.clear()),
  });
  const database = (stores) => ({
    objectStoreNames: { get length() { return stores.size; }, contains: (name) => stores.has(name) },
    createObjectStore: (name) => storeOf(stores.set(name, new Map()).get(name)),
    transaction: () => ({ objectStore: (name) => storeOf(stores.get(name) ?? stores.set(name, new Map()).get(name)) }),
    close() {},
  });
  return {
    open(name) {
      const isNew = !databases.has(name);
      if (isNew) databases.set(name, new Map());
      const request = { result: database(databases.get(name)), transaction: {} };
      queueMicrotask(() => {
        if (isNew) request.onupgradeneeded?.({ target: request });
        request.transaction.oncomplete?.({ target: request.transaction });
        request.onsuccess?.({ target: request });
      });
      return request;
    },
    deleteDatabase: (name) => answer(void databases.delete(name)),
  };
}
