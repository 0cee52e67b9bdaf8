/** Keeps the shell of the phone page at hand, so that it opens without network. Nothing personal is in it; answers of `/api` are never kept. */
const CACHE = 'bangfu-phone-1';
const root = new URL('..', self.registration.scope);
const shell = [
  self.registration.scope,
  ...['assets/phone.js', 'assets/phone.css', 'assets/bangfu.css', 'assets/bangfu.svg'].map((path) => new URL(path, root).href),
];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => Promise.all(shell.map((url) => keep(cache, url, fetch(url, { cache: 'no-cache' })))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('bangfu-phone-') && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = event.request.url.split(/[?#]/)[0];
  if (event.request.method === 'GET' && shell.includes(url)) {
    event.respondWith(fresh(url, event.request));
  }
});

/** As the server has it now; without network as it was. */
async function fresh(url, request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (whole(response)) await cache.put(url, response.clone());
    return response;
  } catch (failure) {
    const kept = await cache.match(url);
    if (kept) return kept;
    throw failure;
  }
}

async function keep(cache, url, asked) {
  const response = await asked;
  if (!whole(response)) throw new Error(`not to be kept: ${url}`);
  await cache.put(url, response);
}

/** Not the sign-in page that is shown in the place of another. */
function whole(response) {
  return response.ok && !response.redirected && response.type === 'basic';
}
