/* Runs first in each page that `pyscript-doctor run` serves. It tells the server what goes wrong, and shows what the
   server makes of it. A page that runs well sees nothing of it: the script's element goes at once. WORKER_SCRIPT,
   showOverlay, plain and stackOf come from the files beside this one. */
const MOST_EVENTS = 500;
const LONGEST_TEXT = 20000;
const LARGEST_BLOB = 20000000;

const own = document.currentScript;
const address = new URL("events", own.src);
address.protocol = address.protocol.replace("http", "ws");
own.remove();

const waiting = [];
let told = 0;
const socket = new WebSocket(address);

const send = (message) => {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  else if (socket.readyState === WebSocket.CONNECTING) waiting.push(message);
};

const tell = (event) => {
  told += 1;
  if (told > MOST_EVENTS && event.kind !== "lifecycle") return;
  send({ ...event, time: Math.round(performance.now()) });
};

socket.addEventListener("open", () => {
  for (const message of waiting.splice(0)) socket.send(JSON.stringify(message));
});
socket.addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  if (message.reload) location.reload();
  else showOverlay(message);
});

tell({ kind: "opened", url: location.href, isolated: crossOriginIsolated });

const line = (values) => values.map(plain).join(" ").slice(0, LONGEST_TEXT);

for (const level of ["error", "warn"]) {
  console[level] = new Proxy(console[level], {
    apply(target, self, values) {
      tell({ kind: "console", level, text: line(values), stack: values.map(stackOf).join("") });
      return Reflect.apply(target, self, values);
    },
  });
}

addEventListener(
  "error",
  (event) => {
    if (event.target instanceof Element) {
      const { src, href } = event.target;
      tell({ kind: "resource", url: String(src || href || ""), status: 0, failed: true });
    } else {
      const text = event.error === null || event.error === undefined ? event.message : plain(event.error);
      const place = { url: event.filename, line: event.lineno };
      tell({ kind: "uncaught", text: `Uncaught ${text}`.slice(0, LONGEST_TEXT), ...place, stack: stackOf(event.error) });
    }
  },
  true,
);
addEventListener("unhandledrejection", ({ reason }) => {
  tell({ kind: "uncaught", text: `Uncaught (in promise) ${plain(reason)}`.slice(0, LONGEST_TEXT), stack: stackOf(reason) });
});
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.disposition !== "enforce") return;
  const blocked = event.blockedURI.startsWith("wasm") ? "WebAssembly" : event.blockedURI;
  const policy = `"${event.effectiveDirective}"`;
  tell({ kind: "policy", text: `${blocked} violates the following Content Security Policy directive: ${policy}`, url: event.blockedURI });
});

for (const interpreter of ["py", "mpy"]) {
  for (const name of ["ready", "done", "all-done"]) {
    addEventListener(`${interpreter}:${name}`, () => tell({ kind: "lifecycle", name: `${interpreter}:${name}` }), true);
  }
}
addEventListener("py:progress", () => tell({ kind: "lifecycle", name: "py:progress" }), true);
addEventListener("load", () => tell({ kind: "lifecycle", name: "load" }));

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { responseStatus: status = 0 } = entry;
    const release = /\/(?:core|pyscript|pyodide|micropython)[^/]*\.m?js(?:$|\?)/.test(entry.name);
    if (status >= 400 || release) tell({ kind: "resource", url: entry.name, status, failed: status >= 400 });
  }
}).observe({ type: "resource", buffered: true });

/* PyScript shows some errors on the page alone: in an element of their own, in a terminal, below an editor. */
const elementOfError = ".py-error, .mpy-error";
const output = ".xterm-rows, [class*='-editor-output']";
const showsTraceback = /Traceback \(most recent call last\)|^\w*(?:Error|Exception)\b/m;
const read = new Map();

/* A terminal breaks lines at its edge, and MicroPython's lines start where the one before ended. */
const linesOf = (terminal) => {
  const rows = [...terminal.children].map((row) => row.textContent.trimEnd());
  const edge = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => row.trimStart() + (row.length === edge && edge >= 40 ? "" : "\n")).join("");
};
const readOutput = (element) => {
  const text = (element.matches(".xterm-rows") ? linesOf(element) : element.innerText).trim();
  if (read.get(element) === text || !showsTraceback.test(text)) return;
  read.set(element, text);
  tell({ kind: "element", text: text.slice(-LONGEST_TEXT) });
};
const changed = new Set();
const readLater = (element) => {
  if (!changed.size) {
    setTimeout(() => {
      for (const each of changed) readOutput(each);
      changed.clear();
    }, 300);
  }
  changed.add(element);
};

new MutationObserver((changes) => {
  for (const { addedNodes, target } of changes) {
    const written = target instanceof Element ? target.closest(output) : null;
    if (written) readLater(written);
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      const shown = node.matches(elementOfError) ? node : node.querySelector(elementOfError);
      if (shown) tell({ kind: "element", text: shown.textContent.slice(0, LONGEST_TEXT) });
    }
  }
}).observe(document, { childList: true, subtree: true });

/* Workers from a blob get a blob that runs the worker's script first; those from this server get it from there. */
const started = new Set();
new BroadcastChannel("pyscript-doctor").addEventListener("message", ({ data }) => {
  if (!started.has(data.from)) return;
  const { event } = data;
  const release = event.kind !== "resource" || event.status >= 400 || /(?:pyodide|micropython)[^/]*\.m?js/.test(event.url);
  if (release) tell({ ...event, failed: event.status >= 400 });
});

const blobs = new Map();
const { createObjectURL, revokeObjectURL } = URL;
const blobOf = (...parts) => Reflect.apply(createObjectURL, URL, [new Blob(parts, { type: "text/javascript" })]);
URL.createObjectURL = new Proxy(createObjectURL, {
  apply(target, self, values) {
    const url = Reflect.apply(target, self, values);
    if (values[0] instanceof Blob && values[0].size < LARGEST_BLOB) blobs.set(url, values[0]);
    return url;
  },
});
URL.revokeObjectURL = new Proxy(revokeObjectURL, {
  apply(target, self, values) {
    if (typeof values[0] === "string") blobs.delete(values[0]);
    return Reflect.apply(target, self, values);
  },
});

const watched = (url, options) => {
  const blob = blobs.get(url);
  if (!blob) return url;
  const [first, then] = [blobOf(WORKER_SCRIPT), blobOf(blob)].map((part) => JSON.stringify(part));
  return blobOf(options?.type === "module" ? `import ${first};import ${then};` : `importScripts(${first},${then});`);
};
const NativeWorker = Worker;
const WatchedWorker = new Proxy(NativeWorker, {
  construct(target, [url, ...rest], newTarget) {
    let wanted = url;
    try {
      wanted = typeof url === "string" || url instanceof URL ? watched(String(url), rest[0]) : url;
      started.add(new URL(wanted, document.baseURI).href);
    } catch {
      wanted = url;
    }
    return Reflect.construct(target, [wanted, ...rest], newTarget === WatchedWorker ? target : newTarget);
  },
});
self.Worker = WatchedWorker;
Object.defineProperty(NativeWorker.prototype, "constructor", { value: WatchedWorker, writable: true, configurable: true });
