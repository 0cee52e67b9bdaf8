/** A call to our server that did not end well, in words an official can act on. */
export class CallFailure extends Error {
  /** @param {'invalid'|'conflict'|'signed-out'|'gone'|'forbidden'|'too-large'|'offline'|'server'|'aborted'} kind */
  constructor(kind, message, body = null) {
    super(message);
    this.kind = kind;
    this.body = body;
  }
}

const MESSAGES = {
  invalid: '有内容需要修改',
  conflict: '这件事刚才已由别人办理',
  'signed-out': '登录已失效，请重新登录',
  gone: '没有找到，可能已经办完或不归您办理',
  forbidden: '您没有办理这件事的权限',
  'too-large': '文件太大',
  offline: '网络不通，请检查网络后重试',
  server: '系统暂时没有处理成功，请稍后重试',
  aborted: '已取消',
};

const KIND_OF_STATUS = { 400: 'invalid', 401: 'signed-out', 403: 'forbidden', 404: 'gone', 409: 'conflict', 410: 'gone', 413: 'too-large', 422: 'invalid' };

export function failureOf(status, body) {
  const kind = KIND_OF_STATUS[status] ?? 'server';
  const said = kind === 'signed-out' ? null : (body?.message ?? body?.detail);
  return new CallFailure(kind, said || MESSAGES[kind], body);
}

/** The application's root as seen from one of its scripts: '' or the context path. */
export function contextPathOf(scriptUrl) {
  return new URL(scriptUrl).pathname.replace(/\/(camunda\/app|assets)\/.*$/, '');
}

/** Talks to `/api`: JSON in and out, CSRF token fetched once and again when the session has changed. */
export class Api {
  constructor(contextPath = '', fetcher = (...args) => fetch(...args)) {
    this.root = contextPath;
    this.fetch = fetcher;
    this.token = null;
  }

  url(path) {
    return this.root + path;
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, json, headers) {
    return this.call('POST', path, { json, headers });
  }

  put(path, json, options) {
    return this.call('PUT', path, { json, ...options });
  }

  delete(path) {
    return this.call('DELETE', path);
  }

  /** Forget the token: the next call asks for the one of the session as it is now. */
  renew() {
    this.token = null;
  }

  async call(method, path, { json, body, headers = {}, keepalive } = {}, again = true) {
    const safe = method === 'GET';
    const response = await this.send(path, {
      method,
      keepalive,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(safe ? {} : await this.csrf()),
        ...headers,
      },
      body: json === undefined ? body : JSON.stringify(json),
    });
    if (response.status === 403 && !safe && again) {
      this.renew();
      return this.call(method, path, { json, body, headers, keepalive }, false);
    }
    return read(response);
  }

  /** @returns {Promise<Record<string, string>>} the header that proves a change is wanted by this page */
  async csrf() {
    this.token ??= await read(await this.send('/api/csrf', { credentials: 'same-origin', headers: { Accept: 'application/json' } }));
    return { [this.token.headerName]: this.token.token };
  }

  async send(path, options) {
    try {
      return await this.fetch(this.url(path), options);
    } catch (cause) {
      throw new CallFailure(cause?.name === 'AbortError' ? 'aborted' : 'offline', MESSAGES.offline);
    }
  }
}

async function read(response) {
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  const body = isJson ? await response.json().catch(() => null) : null;
  if (response.ok && response.redirected && !isJson) {
    // sent on to the sign-in page
    throw failureOf(401, null);
  }
  if (!response.ok) {
    throw failureOf(response.status, body);
  }
  return body;
}

/** Photographs and scans. XMLHttpRequest, because fetch does not tell how far an upload has come. */
export function evidenceOf(api, newRequest = () => new XMLHttpRequest()) {
  return {
    urlOf: (id) => api.url(`/api/evidence/${encodeURIComponent(id)}`),
    thumbnailOf: (id) => api.url(`/api/evidence/${encodeURIComponent(id)}/thumbnail`),
    upload(file, onProgress) {
      const request = newRequest();
      const done = (async () => {
        const headers = await api.csrf();
        return new Promise((resolve, reject) => {
          request.open('POST', api.url('/api/evidence'));
          request.setRequestHeader('Accept', 'application/json');
          Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
          request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
          request.onabort = () => reject(new CallFailure('aborted', MESSAGES.aborted));
          request.onerror = () => reject(new CallFailure('offline', MESSAGES.offline));
          request.onload = () => {
            let body = null;
            try {
              body = JSON.parse(request.responseText);
            } catch {
              // the status says enough
            }
            if (request.status >= 200 && request.status < 300 && body?.id) {
              resolve(body);
            } else {
              if (request.status === 403) api.renew();
              reject(failureOf(request.status, body));
            }
          };
          const form = new FormData();
          form.append('file', file, file.name);
          request.send(form);
        });
      })();
      return { done, abort: () => request.abort() };
    },
  };
}

/** One key for each opening of a form: sent twice, an answer counts once. */
export function newIdempotencyKey(random = globalThis.crypto) {
  if (random.randomUUID) {
    return random.randomUUID();
  }
  // outside https there is no randomUUID
  const bytes = random.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}
