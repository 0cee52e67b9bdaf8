// Modeler's plugin and the command line say the same of the same diagram.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const require = createRequire(join(project, 'package.json'));

test('Modeler and the command line lint alike', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-lint-'));
  try {
    const made = spawnSync(process.execPath, [join(project, 'src/main/frontend/modeler.mjs'), folder], { cwd: project, encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const window = {};
    vm.runInNewContext(readFileSync(join(folder, 'bangfu/client.js'), 'utf8'), { window, console });
    const { plugin, type } = window.plugins[0];
    assert.equal(type, 'lintRules.bpmn');

    const bad = readFileSync(join(project, 'processes/household-identification.bpmn'), 'utf8')
      .replace('camunda:candidateGroups="villageChair"', 'camunda:candidateGroups="nobody"')
      .replace('value="visitLimit"', 'value="soon"')
      .replace('${routeEntryDelegate}', '${hackDelegate}')
      .replace(' camunda:formRef="announce-decision"', '');
    const file = join(folder, 'bad.bpmn');
    writeFileSync(file, bad);

    const Linter = require('bpmnlint/lib/linter.js');
    const { BpmnModdle } = await import('bpmn-moddle');
    const moddle = new BpmnModdle({ camunda: require('camunda-bpmn-moddle/resources/camunda.json') });
    const { rootElement } = await moddle.fromXML(bad);
    const reports = await new Linter(plugin).lint(rootElement);
    const inModeler = Object.entries(reports)
      .flatMap(([rule, found]) => found.map((one) => `${one.id} ${rule}`))
      .sort();

    const cli = spawnSync(process.execPath, [join(project, 'node_modules/bpmnlint/bin/bpmnlint.js'), file], { cwd: project, encoding: 'utf8' });
    const onTheCommandLine = [...`${cli.stdout}${cli.stderr}`.matchAll(/^ {2}(\S+)\s+error\s.*?(\S+)\s*$/gm)].map(([, id, rule]) => `${id} ${rule}`).sort();
    assert.equal(inModeler.length, 4);
    assert.deepEqual(inModeler, onTheCommandLine);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
