// Makes a page cross-origin isolated where its host sends no headers, so its workers get a SharedArrayBuffer.
// Load it first in the <head>, from the page's own folder or one above it:
//     <script src="./cross-origin-isolation.js"></script>
// On the page, this file starts itself as a service worker. There, it adds the headers that the host does not send.
(() => {
  const HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  };
  // The browser looks for the headers of pages, frames and workers only.
  const ISOLATED = new Set(["document", "iframe", "frame", "worker", "sharedworker"]);

  async function withHeaders(request) {
    const response = await fetch(request);
    if (response.status === 0) return response; // a redirect, which the browser follows itself
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  }

  if (typeof document === "undefined") {
    self.addEventListener("install", () => self.skipWaiting());
    self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
    self.addEventListener("fetch", (event) => {
      if (ISOLATED.has(event.request.destination)) event.respondWith(withHeaders(event.request));
    });
  } else if (!window.crossOriginIsolated && window.isSecureContext && navigator.serviceWorker) {
    // A page that the service worker controls already is not isolated for another reason: to load it again is no use.
    const isControlled = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.register(document.currentScript.src);
    if (!isControlled) navigator.serviceWorker.ready.then(() => window.location.reload());
  }
})();
