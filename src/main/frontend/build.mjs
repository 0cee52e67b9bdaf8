// Bundles the front end into the classes folder: node src/main/frontend/build.mjs target/classes
//
// Does nothing when nothing changed, needs the network only when package-lock.json did, and writes the same bytes for the
// same sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const frontend = dirname(fileURLToPath(import.meta.url));
const project = resolve(frontend, '../../..');
const classes = resolve(process.argv[2] ?? join(project, 'target/classes'));
const stamp = join(classes, '..', 'frontend.stamp');
const font = join(project, 'node_modules/@expo-google-fonts/noto-serif-sc');
const webapps = ['tasklist', 'cockpit', 'admin', 'welcome'];

install();
const wanted = fingerprint();
if (!isCurrent(wanted)) {
  const outputs = await bundle();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ wanted, outputs }));
  console.log(`frontend: ${outputs.length} files`);
}

/** `npm ci` when the lock file is not the one the installed packages came from. */
function install() {
  const lock = hash(readFileSync(join(project, 'package-lock.json')));
  const installed = join(project, 'node_modules', '.bangfu-packages');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }
  console.log('frontend: npm ci');
  const windows = process.platform === 'win32';
  const run = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
  });
  if (run.status !== 0) {
    console.error('frontend: npm ci failed. It needs Node 20 with npm and a way to an npm registry.');
    process.exit(1);
  }
  writeFileSync(installed, lock);
}

async function bundle() {
  const { build } = await import('esbuild');
  const options = {
    absWorkingDir: project,
    bundle: true,
    format: 'esm',
    target: ['chrome86', 'firefox101', 'safari15.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    minify: true,
    charset: 'utf8',
    legalComments: 'none', // collected in licenses.txt
    metafile: true,
    write: false,
    logLevel: 'warning',
  };
  const pages = readdirSync(join(frontend, 'pages')).filter((name) => /\.jsx?$/.test(name));
  const script = (app, name) => join(classes, 'META-INF/resources/webjars/camunda/app', app, 'scripts', name);
  const jobs = [
    { entry: 'tasklist/bangfu-tasklist.js', outputs: [script('tasklist', 'bangfu-tasklist.js')] },
    { entry: 'webapp/bangfu-cockpit.js', outputs: [script('cockpit', 'bangfu-cockpit.js')] },
    { entry: 'webapp/bangfu-common.js', outputs: webapps.map((app) => script(app, 'bangfu-common.js')) },
    ...pages.map((name) => ({ entry: `pages/${name}`, outputs: [join(classes, 'static/assets', name.replace(/\.jsx?$/, '.js'))] })),
  ];
  const bundled = await Promise.all(
    jobs.map((job) => build({ ...options, entryPoints: [join(frontend, job.entry)], outfile: job.outputs[0] })),
  );
  const files = new Map();
  jobs.forEach((job, index) => job.outputs.forEach((path) => files.set(path, bundled[index].outputFiles[0].contents)));
  files.set(join(classes, 'static/assets/licenses.txt'), licenses(bundled.map((result) => result.metafile)));
  // What papers are printed in. Not for the browser.
  for (const style of ['400Regular', '700Bold']) {
    const file = `NotoSerifSC_${style}.ttf`;
    files.set(join(classes, 'paper/fonts', file), readFileSync(join(font, style, file)));
  }
  files.set(join(classes, 'paper/fonts/LICENSE.txt'), readFileSync(join(font, 'LICENSE_FONT')));

  removeOld([...files.keys()]);
  for (const [path, contents] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  return [...files].map(([path, contents]) => ({ path: portable(relative(classes, path)), hash: hash(contents) }));
}

/** What the bundles contain of others, with their licences, as these ask for. */
function licenses(metafiles) {
  const packages = new Set();
  for (const input of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) packages.add(found[0]);
  }
  return [...packages]
    .sort()
    .map((folder) => {
      const about = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
      const license = readdirSync(join(project, folder)).find((name) => /^licen[cs]e/i.test(name));
      const text = license ? readFileSync(join(project, folder, license), 'utf8').trim() : `Licence: ${about.license}`;
      return `${about.name} ${about.version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function isCurrent(fingerprintNow) {
  if (!existsSync(stamp)) return false;
  const { wanted: before, outputs } = JSON.parse(readFileSync(stamp, 'utf8'));
  return (
    before === fingerprintNow &&
    outputs.every(({ path, hash: expected }) => existsSync(join(classes, path)) && hash(readFileSync(join(classes, path))) === expected)
  );
}

/** Bundles of sources that are gone. */
function removeOld(kept) {
  if (!existsSync(stamp)) return;
  for (const { path } of JSON.parse(readFileSync(stamp, 'utf8')).outputs) {
    if (!kept.includes(join(classes, path))) rmSync(join(classes, path), { force: true });
  }
}

function fingerprint() {
  const digest = createHash('sha256');
  const ignored = new Set(['test', 'preview', 'checks', 'parity']);
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (folder !== frontend || !ignored.has(entry.name)) visit(path);
      } else {
        digest.update(portable(relative(project, path))).update('\0').update(readFileSync(path)).update('\0');
      }
    }
  };
  visit(frontend);
  return digest.update(readFileSync(join(project, 'package-lock.json'))).digest('hex');
}

function hash(contents) {
  return createHash('sha256').update(contents).digest('hex');
}

function portable(path) {
  return path.split(sep).join('/');
}
