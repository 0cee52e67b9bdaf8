/**
 * What the phone keeps: forms, drafts and photographs, each sealed with AES-GCM under a key that the phone does not hold in the clear.
 * The server gives the key to the signed-in officer; without network the officer's offline phrase opens a copy of it.
 */
const ROUNDS = 600000;
const TRIES = 8;

export class Vault {
  constructor(store, subtle = globalThis.crypto?.subtle) {
    this.store = store;
    this.subtle = subtle;
    this.key = null;
  }

  get isOpen() {
    return this.key !== null;
  }

  /** An identity of this browser's storage; says nothing about anybody. */
  async device() {
    const kept = await this.store.get('meta', 'device');
    if (kept) return kept.value;
    const value = newId();
    await this.store.put('meta', { id: 'device', value });
    return value;
  }

  /** @param {string} secret the key in base64, as the server keeps it for this officer and this device */
  async openWith(officer, secret) {
    const raw = fromBase64(secret);
    const owner = await this.store.get('meta', 'owner');
    if (owner && owner.value !== officer) {
      throw new OtherOfficer();
    }
    await this.store.put('meta', { id: 'owner', value: officer });
    this.key = await this.imported(raw);
    return raw;
  }

  async hasPhrase() {
    return Boolean(await this.store.get('meta', 'wrapped'));
  }

  /** From now on the phrase opens the vault, too. */
  async setPhrase(raw, phrase) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const wrapped = await this.subtle.encrypt({ name: 'AES-GCM', iv }, await this.fromPhrase(phrase, salt), raw);
    await this.store.put('meta', { id: 'wrapped', salt, iv, wrapped, tries: 0 });
  }

  /** Whether the phrase was right. After too many wrong ones only signing in opens the vault. */
  async openByPhrase(phrase) {
    const kept = await this.store.get('meta', 'wrapped');
    if (!kept) return false;
    try {
      const raw = await this.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, await this.fromPhrase(phrase, kept.salt), kept.wrapped);
      this.key = await this.imported(raw);
      await this.store.put('meta', { ...kept, tries: 0 });
      return true;
    } catch {
      const tries = kept.tries + 1;
      await (tries >= TRIES ? this.store.remove('meta', 'wrapped') : this.store.put('meta', { ...kept, tries }));
      return false;
    }
  }

  close() {
    this.key = null;
  }

  async seal(bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, sealed: await this.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, bytes) };
  }

  async open({ iv, sealed }) {
    return this.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, sealed);
  }

  sealJson(value) {
    return this.seal(new TextEncoder().encode(JSON.stringify(value)));
  }

  async openJson(box) {
    return JSON.parse(new TextDecoder().decode(await this.open(box)));
  }

  imported(raw) {
    return this.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  async fromPhrase(phrase, salt) {
    const base = await this.subtle.importKey('raw', new TextEncoder().encode(phrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
    return this.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, base, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
  }
}

/** Somebody else's visits are on this phone. */
export class OtherOfficer extends Error {}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

/** Long enough that a found phone does not tell it in a night. */
export function weakPhrase(phrase) {
  if (phrase.length < 10) return '离线口令至少10位';
  if (!/[A-Za-z]/.test(phrase) || !/\d/.test(phrase)) return '离线口令要有字母和数字';
  if (new Set(phrase).size < 6) return '离线口令过于简单，请换一个';
  return null;
}
