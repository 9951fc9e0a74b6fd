/** Keeps what the page loaded, so that it works without a network. The build fills in the version and the shell. */

const VERSION = "@VERSION@";
const SHELL = ["@SHELL@"];
const PINNED = /^https:\/\/(pyscript\.net\/releases\/\d|cdn\.jsdelivr\.net\/)/;

const ours = (url) => url.startsWith(self.registration.scope);

addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
}

addEventListener("message", ({ data }) => {
  if (Array.isArray(data)) keep(data.filter((url) => PINNED.test(url) || ours(url)));
});

async function keep(urls) {
  const cache = await caches.open(VERSION);
  for (const url of urls) {
    if (!(await cache.match(url))) await cache.add(new Request(url, { mode: "cors" })).catch(() => {});
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (PINNED.test(request.url)) event.respondWith(keptFirst(request));
  else if (ours(request.url)) event.respondWith(networkFirst(request));
});

async function keptFirst(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) cache.put(request.url, response.clone());
  return response;
}

async function networkFirst(request) {
  const cache = await caches.open(VERSION);
  try {
    const response = await fetch(request);
    if (response.ok) cache.put(request.url, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request.url.split("#")[0], { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
