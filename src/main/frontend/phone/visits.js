import { CallFailure, newIdempotencyKey } from '../api/http.js';
import { newId } from './vault.js';

const LOCAL = 'local-';
const LARGEST = 15 * 1024 * 1024;

/**
 * Visits on this phone. Each has one idempotency key from the moment it is taken along: however often it is sent, the server takes it
 * once. It leaves the phone only when the server has said that it has it.
 */
export class Visits {
  constructor({ store, vault, api, locks = globalThis.navigator?.locks }) {
    this.store = store;
    this.vault = vault;
    this.api = api;
    this.locks = locks;
  }

  /** Takes a task along; one that is here already stays as it is. */
  async take(task) {
    if (await this.store.get('visits', task.id)) return;
    const form = await this.api.get(`/api/tasks/${encodeURIComponent(task.id)}/form`);
    await this.store.put('visits', {
      id: task.id,
      key: newIdempotencyKey(),
      state: 'open',
      takenAt: new Date().toISOString(),
      form: await this.vault.sealJson(form),
      draft: form.draft ? await this.vault.sealJson(form.draft) : null,
    });
  }

  async list() {
    const kept = await this.store.all('visits');
    const shown = [];
    for (const visit of kept.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))) {
      const { task, summary } = await this.vault.openJson(visit.form);
      shown.push({ ...visit, task, summary });
    }
    return shown;
  }

  /** What a form needs to be shown: from the phone, into the phone. */
  async source(id, sent) {
    const visit = await this.store.get('visits', id);
    const form = await this.vault.openJson(visit.form);
    const draft = visit.draft ? await this.vault.openJson(visit.draft) : null;
    const pictures = new Map();
    for (const photo of await this.store.photosOf(id)) {
      pictures.set(photo.id, URL.createObjectURL(await this.opened(photo)));
    }
    return {
      key: `phone:${id}`,
      load: async () => ({ ...form, draft, together: null }),
      submit: (data) => sent(() => this.finish(id, data)),
      draft: {
        save: async (values) => {
          const savedAt = new Date().toISOString();
          await this.change(id, { draft: await this.vault.sealJson({ values, savedAt }), state: 'open' });
          return { savedAt };
        },
        discard: () => this.change(id, { draft: null, state: 'open' }),
      },
      evidence: {
        urlOf: (photo) => pictures.get(photo) ?? this.api.url(`/api/evidence/${encodeURIComponent(photo)}`),
        thumbnailOf: (photo) => pictures.get(photo) ?? this.api.url(`/api/evidence/${encodeURIComponent(photo)}/thumbnail`),
        upload: (file) => ({ done: this.addPhoto(id, file, pictures), abort: () => {} }),
      },
      signInUrl: this.api.url('/login'),
      pageUrl: (path) => this.api.url(path),
      renewSession: () => this.api.renew(),
      close: () => pictures.forEach((url) => URL.revokeObjectURL(url)),
    };
  }

  async addPhoto(visit, file, pictures) {
    if (file.size > LARGEST) {
      throw new CallFailure('too-large', '这张照片超过15MB，请在相机里选小一点的尺寸重拍');
    }
    const photo = {
      id: LOCAL + newId(),
      visit,
      sentAs: null,
      about: await this.vault.sealJson({ name: file.name, type: file.type }),
      content: await this.vault.seal(await file.arrayBuffer()),
    };
    await this.store.put('photos', photo);
    pictures.set(photo.id, URL.createObjectURL(file));
    return { id: photo.id, name: file.name };
  }

  async opened(photo) {
    const { name, type } = await this.vault.openJson(photo.about);
    return new File([await this.vault.open(photo.content)], name, { type });
  }

  /** The visit is done; it waits until it can be sent. */
  async finish(id, data) {
    await this.change(id, { draft: await this.vault.sealJson({ values: data, savedAt: new Date().toISOString() }), state: 'ready', fault: null });
  }

  async reopen(id) {
    await this.change(id, { state: 'open', fault: null });
  }

  /** Sends one that is done. One tab at a time. */
  send(id) {
    return this.locks ? this.locks.request(`bangfu-phone-${id}`, () => this.sendNow(id)) : this.sendNow(id);
  }

  async sendNow(id) {
    const visit = await this.store.get('visits', id);
    if (!visit || visit.state !== 'ready') return null;
    const { values } = await this.vault.openJson(visit.draft);
    try {
      const sentAs = new Map();
      for (const photo of await this.store.photosOf(id)) {
        if (JSON.stringify(values).includes(photo.id)) sentAs.set(photo.id, await this.sendPhoto(photo));
      }
      const answer = await this.api.post(`/api/tasks/${encodeURIComponent(id)}/submit`, replaced(values, sentAs), { 'Idempotency-Key': visit.key });
      await this.store.removeVisit(id);
      return answer;
    } catch (failure) {
      if (failure.kind !== 'offline' && failure.kind !== 'signed-out' && failure.kind !== 'server') {
        const faults = (failure.body?.errors ?? []).map((error) => error.message);
        await this.change(id, { state: 'refused', fault: await this.vault.sealJson({ message: failure.message, faults }) });
      }
      throw failure;
    }
  }

  async sendPhoto(photo) {
    if (photo.sentAs) return photo.sentAs;
    const file = await this.opened(photo);
    const body = new FormData();
    body.append('file', file, file.name);
    const { id } = await this.api.call('POST', '/api/evidence', { body });
    await this.store.put('photos', { ...photo, sentAs: id });
    return id;
  }

  /** Given up by the officer, who has been asked. */
  drop(id) {
    return this.store.removeVisit(id);
  }

  async change(id, change) {
    const visit = await this.store.get('visits', id);
    if (visit) await this.store.put('visits', { ...visit, ...change });
  }
}

/** The answers with the server's ids of photographs in the place of the phone's. */
export function replaced(value, sentAs) {
  if (typeof value === 'string') return sentAs.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => replaced(one, sentAs));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, sentAs)]));
  return value;
}
