const STORES = ['meta', 'visits', 'photos'];

/** The browser's own storage, a promise a call. */
export class PhoneStore {
  constructor(name = 'bangfu-phone') {
    this.name = name;
    this.opening = null;
  }

  database() {
    this.opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const store of STORES) request.result.createObjectStore(store, { keyPath: 'id' });
        request.transaction.objectStore('photos').createIndex('visit', 'visit');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return this.opening;
  }

  async get(store, id) {
    return answer((await this.database()).transaction(store).objectStore(store).get(id));
  }

  async all(store) {
    return answer((await this.database()).transaction(store).objectStore(store).getAll());
  }

  async photosOf(visit) {
    return answer((await this.database()).transaction('photos').objectStore('photos').index('visit').getAll(visit));
  }

  /** Durable when it answers. */
  async put(store, value) {
    const transaction = (await this.database()).transaction(store, 'readwrite', { durability: 'strict' });
    transaction.objectStore(store).put(value);
    return finished(transaction);
  }

  async remove(store, id) {
    const transaction = (await this.database()).transaction(store, 'readwrite');
    transaction.objectStore(store).delete(id);
    return finished(transaction);
  }

  /** A visit with its photographs, all or nothing. */
  async removeVisit(id) {
    const photos = await this.photosOf(id);
    const transaction = (await this.database()).transaction(['visits', 'photos'], 'readwrite');
    transaction.objectStore('visits').delete(id);
    for (const photo of photos) transaction.objectStore('photos').delete(photo.id);
    return finished(transaction);
  }

  /** Of another officer, who has sent or given up what was here. */
  async clear() {
    const transaction = (await this.database()).transaction(STORES, 'readwrite');
    for (const store of STORES) transaction.objectStore(store).clear();
    return finished(transaction);
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
