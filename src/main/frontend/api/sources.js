import { evidenceOf } from './http.js';

/** Where a task's form comes from and goes to. */
export function taskSource(api, taskId) {
  const path = `/api/tasks/${encodeURIComponent(taskId)}`;
  return {
    key: `task:${taskId}`,
    load: () => withToken(api, `${path}/form`),
    submit: (data, key) => api.post(`${path}/submit`, data, { 'Idempotency-Key': key }),
    draft: draftAt(api, `${path}/draft`),
    ...shared(api),
  };
}

/** Where a start form comes from and goes to; `household` is null for one that is not in the register. */
export function startSource(api, element, household) {
  const path = `/api/starts/${encodeURIComponent(element)}`;
  const query = household ? `?household=${encodeURIComponent(household)}` : '';
  return {
    key: `start:${element}:${household ?? ''}`,
    load: () => withToken(api, `${path}/form${query}`),
    submit: (data, key) => api.post(`${path}${query}`, data, { 'Idempotency-Key': key }),
    draft: draftAt(api, `${path}/draft${query}`),
    ...shared(api),
  };
}

function draftAt(api, path) {
  return {
    // a request may outlive its page only if it is small
    save: (values, last) => api.put(path, values, { keepalive: last && JSON.stringify(values).length < 20000 }),
    discard: () => api.delete(path),
  };
}

/** The token comes with the form: a page that is being left has no time to ask for it. */
async function withToken(api, path) {
  const [form] = await Promise.all([api.get(path), api.csrf()]);
  return form;
}

function shared(api) {
  return { evidence: evidenceOf(api), signInUrl: api.url('/login'), pageUrl: (path) => api.url(path), renewSession: () => api.renew() };
}
