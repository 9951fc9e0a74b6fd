/* Runs first in each worker of a watched page. It tells the page, through a channel of its own, what goes wrong here.
   It is put into workers on one line, so every statement ends with a semicolon and no comment runs to the end of a line. */
(() => {
  const channel = new BroadcastChannel("pyscript-doctor");
  const from = self.location.href;
  const tell = (event) => { try { channel.postMessage({ from, event }); } catch { } };
  const said = (value) => {
    try {
      if (typeof value === "string") { return value; }
      if (value instanceof Error) { return `${value.name}: ${value.message}`; }
      return String(value);
    } catch { return ""; }
  };
  const stack = (value) => { try { return value instanceof Error ? String(value.stack).slice(0, 4000) : ""; } catch { return ""; } };
  for (const level of ["error", "warn"]) {
    console[level] = new Proxy(console[level], {
      apply(target, self, values) {
        tell({ kind: "console", level, text: values.map(said).join(" ").slice(0, 20000), stack: values.map(stack).join("") });
        return Reflect.apply(target, self, values);
      },
    });
  }
  self.addEventListener("error", (event) => {
    const text = said(event.error) || event.message;
    tell({ kind: "uncaught", text: `Uncaught ${text}`.slice(0, 20000), url: event.filename, line: event.lineno, stack: stack(event.error) });
  });
  self.addEventListener("unhandledrejection", (event) => {
    tell({ kind: "uncaught", text: `Uncaught (in promise) ${said(event.reason)}`.slice(0, 20000), stack: stack(event.reason) });
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) { tell({ kind: "resource", url: entry.name, status: entry.responseStatus || 0 }); }
  }).observe({ type: "resource", buffered: true });
})();
