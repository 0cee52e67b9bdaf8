// Pages and scripts for previews and browser tests, bundled from the sources as they are.
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const frontend = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const project = resolve(frontend, '../../..');

export const SAMPLE = 'every-component';

/** All forms of the project and the sample, by id, as the server would hand them out. */
export function readForms() {
  const forms = new Map();
  const add = (path) => {
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    forms.set(schema.id, { task: { id: schema.id, name: schema.id, caseId: 'c-1' }, schema, values: {}, summary: SUMMARY });
  };
  add(join(frontend, 'preview', `${SAMPLE}.form`));
  const folder = join(project, 'forms');
  readdir(folder).filter((name) => name.endsWith('.form')).forEach((name) => add(join(folder, name)));
  forms.get(SAMPLE).values = SAMPLE_VALUES;
  return forms;
}

function readdir(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const script = async (entry) => {
  const result = await build({
    entryPoints: [join(frontend, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    write: false,
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
};

/** @param {{cached?: boolean}} options `cached`: bundle once, for tests */
export function siteFiles({ cached = false } = {}) {
  const scripts = new Map();
  const load = (entry) => {
    if (!cached) return script(entry);
    if (!scripts.has(entry)) scripts.set(entry, script(entry));
    return scripts.get(entry);
  };
  const html = (title, body) => ({
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body>${body}</body></html>`,
  });
  return async (path) => {
    if (path === '/') {
      return html('表单预览', `<ul>${[...readForms().keys()].map((id) => `<li><a href="/form/${id}">${id}</a></li>`).join('')}</ul><p><a href="/cases/new">/cases/new</a></p>`);
    }
    if (path === '/favicon.ico') return { type: 'image/x-icon', body: Buffer.alloc(0) };
    if (path === '/login') return html('登录', '登录页');
    if (path.startsWith('/form/')) return html('表单预览', '<div id="form"></div><script type="module" src="/assets/preview.js"></script>');
    if (path === '/cases/new') return html('新申报', '<main id="start-form"></main><script type="module" src="/assets/new-case.js"></script>');
    if (path === '/assets/preview.js') return { type: 'text/javascript; charset=utf-8', body: await load('preview/preview.jsx') };
    if (path === '/assets/new-case.js') return { type: 'text/javascript; charset=utf-8', body: await load('pages/new-case.jsx') };
    return null;
  };
}

export const SUMMARY = [
  { label: '编号', value: '150625-2026-000123' },
  { label: '村组', value: '昭君镇 沙圪堵村 三组' },
  { label: '户主', value: '张某某' },
  { label: '家庭人口', value: '4' },
  { label: '发现途径', value: '农户自主申报' },
  { label: '受理日期', value: '2026-11-10' },
  { label: '剩余天数', value: '11 天' },
  { label: '未答复疑点', value: '2' },
];

const SAMPLE_VALUES = {
  members: [
    { memberId: 'm-1', name: '张某某', relation: '户主' },
    { memberId: 'm-2', name: '李某某', relation: '配偶' },
    { memberId: 'm-3', name: '张小某', relation: '之子' },
  ],
  income: { land: '35.5', lastYear: '28640.50' },
  ownWords:
    '今年三月老伴查出大病住院两次，自己花了六万多；儿子在旗里上高中，一年学费和生活费一万出头。家里种三十五亩地，养二十只羊，今年天旱，收成只有往年的一半，还欠亲戚四万元。',
};
