// npm run check: models, decisions and forms. Every warning is an error.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintForm } from './form-lint.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const files = (folder, ending) =>
  existsSync(join(project, folder))
    ? readdirSync(join(project, folder))
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => `${folder}/${name}`)
    : [];

const tool = (script, args, paths) =>
  paths.length === 0 || spawnSync(process.execPath, [join(project, 'node_modules', script), ...args, ...paths], { cwd: project, stdio: 'inherit' }).status === 0;

function lintForms(paths) {
  let good = true;
  for (const path of paths) {
    let problems;
    try {
      problems = lintForm(basename(path, '.form'), JSON.parse(readFileSync(join(project, path), 'utf8')));
    } catch (problem) {
      problems = [`no JSON: ${problem.message}`];
    }
    problems.forEach((problem) => console.error(`${path}: ${problem}`));
    good &&= problems.length === 0;
  }
  return good;
}

const models = files('processes', '.bpmn');
const decisions = files('processes', '.dmn');
const forms = files('forms', '.form');
const results = [tool('bpmnlint/bin/bpmnlint.js', ['--max-warnings=0'], models), tool('dmnlint/bin/dmnlint.js', [], decisions), lintForms(forms)];
console.log(`checked ${models.length} models, ${decisions.length} decisions, ${forms.length} forms`);
process.exit(results.every(Boolean) ? 0 : 1);
