// The renderer's modules for Node: bundled, with the few names of the browser's world that form-js asks for when it loads.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const frontend = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export async function loadHeadless() {
  globalThis.KeyboardEvent ??= class KeyboardEvent {};
  globalThis.document ??= {
    createElement: () => ({ classList: { add() {} }, style: {} }),
    addEventListener() {},
  };
  const outfile = join(frontend, '../../../node_modules/.cache/bangfu', `headless-${process.pid}.mjs`);
  await build({
    entryPoints: [join(frontend, 'parity/headless.jsx')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile));
  } finally {
    rmSync(outfile, { force: true });
  }
}
