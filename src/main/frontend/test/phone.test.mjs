import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailure } from '../api/http.js';
import { OtherOfficer, Vault, weakPhrase } from '../phone/vault.js';
import { replaced, Visits } from '../phone/visits.js';

const SECRET = Buffer.from(Uint8Array.from({ length: 32 }, (_, i) => i)).toString('base64');
const PHRASE = 'caoyuan-2026-lu';

/** What a browser keeps. */
class Memory {
  constructor(kept = { meta: new Map(), visits: new Map(), photos: new Map() }) {
    this.kept = kept;
  }
  async get(store, id) {
    return this.kept[store].get(id);
  }
  async all(store) {
    return [...this.kept[store].values()];
  }
  async photosOf(visit) {
    return (await this.all('photos')).filter((photo) => photo.visit === visit);
  }
  async put(store, value) {
    this.kept[store].set(value.id, value);
  }
  async remove(store, id) {
    this.kept[store].delete(id);
  }
  async removeVisit(id) {
    for (const photo of await this.photosOf(id)) this.kept.photos.delete(photo.id);
    this.kept.visits.delete(id);
  }
}

async function opened(store = new Memory()) {
  const vault = new Vault(store);
  const raw = await vault.openWith('officer-1', SECRET);
  return { store, vault, raw };
}

test('only the right phrase opens what the phone keeps', async () => {
  const { store, vault, raw } = await opened();
  const box = await vault.sealJson({ head: '张小明' });
  await vault.setPhrase(raw, PHRASE);
  assert.ok(!Buffer.from(box.sealed).includes(Buffer.from('张小明')));
  const again = new Vault(store);
  assert.equal(await again.openByPhrase('wrong-000000'), false);
  assert.equal(again.isOpen, false);
  assert.equal(await again.openByPhrase(PHRASE), true);
  assert.deepEqual(await again.openJson(box), { head: '张小明' });
});

test('after eight wrong phrases only signing in opens it, and nothing is lost', async () => {
  const { store, vault, raw } = await opened();
  const box = await vault.sealJson('走访');
  await vault.setPhrase(raw, PHRASE);
  const thief = new Vault(store);
  for (let i = 0; i < 8; i++) assert.equal(await thief.openByPhrase(`guess-${i}-guess`), false);
  assert.equal(await thief.hasPhrase(), false);
  assert.equal(await thief.openByPhrase(PHRASE), false);
  const owner = new Vault(store);
  await owner.openWith('officer-1', SECRET);
  assert.equal(await owner.openJson(box), '走访');
});

test("another officer does not open the first one's visits", async () => {
  const { store } = await opened();
  await assert.rejects(new Vault(store).openWith('officer-2', SECRET), OtherOfficer);
});

test('weak phrases are named', () => {
  assert.equal(weakPhrase(PHRASE), null);
  assert.match(weakPhrase('kurz1'), /至少10位/);
  assert.match(weakPhrase('1234567890'), /字母和数字/);
  assert.match(weakPhrase('aaaaaaaaa1'), /过于简单/);
});

/** A server that takes answers and loses what the test wants lost. */
function server({ lose = 0, refuse = null } = {}) {
  const taken = new Map();
  let uploads = 0;
  return {
    taken,
    uploads: () => uploads,
    url: (path) => path,
    renew() {},
    async call() {
      uploads++;
      return { id: `server-${uploads}` };
    },
    async post(path, json, headers) {
      if (refuse) throw refuse;
      taken.set(headers['Idempotency-Key'], json);
      if (lose-- > 0) throw new CallFailure('offline', '网络不通');
      return { caseNumber: '1' };
    },
    async get() {
      return { task: { head: '甲' }, schema: {}, values: {}, summary: [] };
    },
  };
}

async function done(api) {
  const { store, vault } = await opened();
  const visits = new Visits({ store, vault, api, locks: null });
  await visits.take({ id: 't1' });
  const photo = await visits.addPhoto('t1', new File([new Uint8Array([1, 2, 3])], '房屋.jpg', { type: 'image/jpeg' }), new Map());
  await visits.finish('t1', { crops: '5000', photos: [photo.id] });
  return { visits, store };
}

test('a visit whose answer was lost is sent again under the same key, its photograph once', async () => {
  const api = server({ lose: 2 });
  const { visits, store } = await done(api);
  for (let i = 0; i < 2; i++) await assert.rejects(visits.send('t1'), { kind: 'offline' });
  assert.equal((await store.all('visits')).length, 1);
  await visits.send('t1');
  assert.equal(api.taken.size, 1);
  assert.equal(api.uploads(), 1);
  assert.deepEqual([...api.taken.values()], [{ crops: '5000', photos: ['server-1'] }]);
  assert.deepEqual(await store.all('visits'), []);
  assert.deepEqual(await store.all('photos'), []);
});

test('a visit that is refused stays, with the reasons', async () => {
  const api = server({ refuse: new CallFailure('invalid', '有内容需要修改', { errors: [{ field: 'crops', message: '请核对' }] }) });
  const { visits, store } = await done(api);
  await assert.rejects(visits.send('t1'), { kind: 'invalid' });
  const [visit] = await store.all('visits');
  assert.equal(visit.state, 'refused');
  assert.deepEqual(await visits.vault.openJson(visit.fault), { message: '有内容需要修改', faults: ['请核对'] });
  assert.equal((await store.all('photos')).length, 1);
});

test("the phone's ids of photographs become the server's", () => {
  const sentAs = new Map([['local-1', 'a']]);
  assert.deepEqual(replaced({ x: ['local-1', 'b'], y: { z: 'local-1' }, n: null, m: 3 }, sentAs), { x: ['a', 'b'], y: { z: 'a' }, n: null, m: 3 });
});
