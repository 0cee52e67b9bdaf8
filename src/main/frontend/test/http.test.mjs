import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, contextPathOf, newIdempotencyKey } from '../api/http.js';

/** A server of canned answers that notes what it was asked. */
function server(...answers) {
  const asked = [];
  const fetcher = async (url, options) => {
    asked.push({ url, ...options });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    const { status = 200, body, type = 'application/json', redirected = false } = answer;
    return {
      ok: status < 300,
      status,
      redirected,
      headers: new Headers({ 'Content-Type': type }),
      json: async () => body,
    };
  };
  return { asked, api: new Api('/bangfu', fetcher) };
}

const csrf = (token) => ({ body: { headerName: 'X-CSRF-TOKEN', token } });

test('a change carries the token, asked for once', async () => {
  const { api, asked } = server(csrf('t1'), { body: { next: '好' } }, { status: 204, type: '' });
  assert.deepEqual(await api.post('/api/x', { a: 1 }, { 'Idempotency-Key': 'k' }), { next: '好' });
  assert.equal(await api.delete('/api/x'), null);
  assert.deepEqual(
    asked.map(({ method = 'GET', url }) => `${method} ${url}`),
    ['GET /bangfu/api/csrf', 'POST /bangfu/api/x', 'DELETE /bangfu/api/x'],
  );
  assert.equal(asked[1].headers['X-CSRF-TOKEN'], 't1');
  assert.equal(asked[1].headers['Idempotency-Key'], 'k');
  assert.equal(asked[1].body, '{"a":1}');
});

test('after a new sign-in the old token is replaced once', async () => {
  const { api, asked } = server(csrf('old'), { status: 403 }, csrf('new'), { body: 1 });
  assert.equal(await api.put('/api/x', {}), 1);
  assert.equal(asked[3].headers['X-CSRF-TOKEN'], 'new');
  const refused = server(csrf('old'), { status: 403 }, csrf('new'), { status: 403 });
  await assert.rejects(refused.api.put('/api/x', {}), { kind: 'forbidden' });
});

test('failures say what kind they are, in Chinese', async () => {
  const kinds = [
    [{ status: 401 }, 'signed-out', '登录已失效，请重新登录'],
    [{ status: 404 }, 'gone', '没有找到，可能已经办完或不归您办理'],
    [{ status: 409, body: { message: '王某已于 11月21日 15:20 办理' } }, 'conflict', '王某已于 11月21日 15:20 办理'],
    [{ status: 503 }, 'server', '系统暂时没有处理成功，请稍后重试'],
    [new TypeError('Failed to fetch'), 'offline', '网络不通，请检查网络后重试'],
    [{ redirected: true, type: 'text/html' }, 'signed-out', '登录已失效，请重新登录'],
  ];
  for (const [answer, kind, message] of kinds) {
    await assert.rejects(server(answer).api.get('/api/x'), { kind, message });
  }
  const refused = server({ status: 422, body: { errors: [{ field: 'a', message: '错' }] } });
  await assert.rejects(refused.api.get('/api/x'), (failure) => failure.kind === 'invalid' && failure.body.errors.length === 1);
});

test('the application is found under any context path', () => {
  assert.equal(contextPathOf('http://h/camunda/app/tasklist/scripts/bangfu-tasklist.js?bust=7.24.0'), '');
  assert.equal(contextPathOf('http://h/bangfu/camunda/app/tasklist/scripts/bangfu-tasklist.js'), '/bangfu');
  assert.equal(contextPathOf('http://h/bangfu/assets/new-case.js'), '/bangfu');
});

test('keys differ, also where there is no randomUUID', () => {
  const random = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  assert.match(newIdempotencyKey(random), /^[0-9a-f]{32}$/);
  assert.notEqual(newIdempotencyKey(), newIdempotencyKey());
});
