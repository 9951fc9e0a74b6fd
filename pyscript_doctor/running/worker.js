/* Runs first in each worker of a watched page. It tells the page, through a channel of its own, what goes wrong here.
   It is put into workers on one line, behind said.js, and what is said there of statements holds here too. */
const channel = new BroadcastChannel("pyscript-doctor");
const from = self.location.href;
const tell = (event) => { try { channel.postMessage({ from, event }); } catch { } };
for (const level of ["error", "warn"]) {
  console[level] = new Proxy(console[level], {
    apply(target, self, values) {
      tell({ kind: "console", level, text: values.map(plain).join(" ").slice(0, 20000), stack: values.map(stackOf).join("") });
      return Reflect.apply(target, self, values);
    },
  });
}
self.addEventListener("error", (event) => {
  const text = event.error === null || event.error === undefined ? event.message : plain(event.error);
  tell({ kind: "uncaught", text: `Uncaught ${text}`.slice(0, 20000), url: event.filename, line: event.lineno, stack: stackOf(event.error) });
});
self.addEventListener("unhandledrejection", (event) => {
  tell({ kind: "uncaught", text: `Uncaught (in promise) ${plain(event.reason)}`.slice(0, 20000), stack: stackOf(event.reason) });
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { tell({ kind: "resource", url: entry.name, status: entry.responseStatus || 0 }); }
}).observe({ type: "resource", buffered: true });
