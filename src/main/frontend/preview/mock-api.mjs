// The server's side of the contract as far as the forms need it, in memory: for `npm run preview` and the browser tests.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

/**
 * @param {object} world what the tests turn and look at
 * @param {Map<string, {task: object, schema: object, values: object, summary: object[]}>} world.forms tasks by id
 * @param {(path: string) => Promise<{type: string, body: string | Buffer} | null>} files pages and scripts
 */
export function startMock(world, files, port = 0) {
  Object.assign(world, { drafts: new Map(), evidence: new Map(), submitted: [], signedIn: true, offline: false, token: randomUUID(), ...world });
  const server = createServer(async (request, response) => {
    const send = (status, body, type = 'application/json') => {
      response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
      response.end(body === undefined ? undefined : Buffer.isBuffer(body) || type !== 'application/json' ? body : JSON.stringify(body));
    };
    try {
      const url = new URL(request.url, 'http://localhost');
      const file = await files(url.pathname);
      if (file) return send(200, file.body, file.type);
      if (world.offline) return request.socket.destroy();
      if (url.pathname.startsWith('/api') && !world.signedIn) return send(401, {});
      await answer(world, request, url, send);
    } catch (problem) {
      send(500, { message: String(problem) });
    }
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}` })));
}

async function answer(world, request, url, send) {
  const body = await bytes(request);
  const route = `${request.method} ${url.pathname}`;
  let match;
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== world.token) return send(403, {});
  if (route === 'GET /api/csrf') return send(200, { headerName: 'X-CSRF-TOKEN', token: world.token });
  if ((match = /^GET \/api\/tasks\/([^/]+)\/form$/.exec(route))) {
    const form = world.forms.get(match[1]);
    return form ? send(200, { ...form, draft: world.drafts.get(match[1]) ?? null }) : send(404, {});
  }
  if ((match = /^(PUT|DELETE) \/api\/(?:tasks|starts)\/([^/]+)\/draft$/.exec(route))) {
    if (match[1] === 'DELETE') {
      world.drafts.delete(match[2]);
      return send(204);
    }
    const draft = { savedAt: new Date().toISOString(), values: JSON.parse(body) };
    world.drafts.set(match[2], draft);
    return send(200, { savedAt: draft.savedAt });
  }
  if ((match = /^POST \/api\/(tasks|starts)\/([^/]+)(\/submit)?$/.exec(route))) {
    const data = JSON.parse(body);
    const refusal = world.refuse?.(data, match[2]);
    if (refusal) return send(refusal.status ?? 422, refusal.body ?? { errors: refusal.errors });
    world.submitted.push({ id: match[2], data, key: request.headers['idempotency-key'], query: url.search });
    world.drafts.delete(match[2]);
    return send(200, { next: '下一步：村里开民主评议会。', caseId: 'c-1', caseNumber: '2026-0001' });
  }
  if (route === 'GET /api/starts') return send(200, world.starts ?? []);
  if ((match = /^GET \/api\/starts\/([^/]+)\/form$/.exec(route))) return send(200, { ...world.startForm, draft: world.drafts.get(match[1]) ?? null });
  if (route === 'POST /api/households/search') return send(200, world.households ?? []);
  if (route === 'POST /api/evidence') {
    if (world.refuseEvidence) return send(413, { message: world.refuseEvidence });
    const part = parsePart(body, request.headers['content-type']);
    const id = randomUUID();
    world.evidence.set(id, part);
    return send(200, { id, name: part.name, size: part.data.length, type: part.type });
  }
  if ((match = /^GET \/api\/evidence\/([^/]+)(\/thumbnail)?$/.exec(route)) && world.evidence.has(match[1])) {
    const { data, type } = world.evidence.get(match[1]);
    return send(200, data, type);
  }
  return send(404, {});
}

function bytes(request) {
  return new Promise((resolve, reject) => {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
  });
}

/** The one file of a multipart body. */
function parsePart(body, contentType) {
  const boundary = Buffer.from(`--${/boundary=(.+)$/.exec(contentType)[1]}`);
  const head = body.indexOf('\r\n\r\n');
  const header = body.subarray(0, head).toString('utf8');
  return {
    name: /filename="([^"]*)"/.exec(header)?.[1],
    type: /Content-Type: (\S+)/i.exec(header)?.[1] ?? 'application/octet-stream',
    data: body.subarray(head + 4, body.indexOf(boundary, head) - 2),
  };
}
