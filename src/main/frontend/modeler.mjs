// Makes the plugin by which Camunda Modeler lints as the command line does: node src/main/frontend/modeler.mjs target/modeler-plugin
// Copy the folder it writes into Modeler's resources/plugins.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const target = resolve(process.argv[2] ?? join(project, 'target/modeler-plugin'), 'bangfu');
const require = createRequire(join(project, 'package.json'));

/** What .bpmnlintrc extends and sets, rule by rule. */
function rules() {
  const own = JSON.parse(readFileSync(join(project, '.bpmnlintrc'), 'utf8'));
  const all = {};
  for (const extended of own.extends) {
    const [, plugin, name] = /^(?:plugin:)?([^:/]+)[:/](.+)$/.exec(extended);
    const from = plugin === 'bpmnlint' ? require(`bpmnlint/config/${name}`) : require(`bpmnlint-plugin-${plugin}`).configs[name];
    for (const [rule, level] of Object.entries(from.rules)) {
      all[plugin === 'bpmnlint' || rule.startsWith(`${plugin}/`) ? rule : `${plugin}/${rule}`] = level;
    }
  }
  return Object.fromEntries(Object.entries({ ...all, ...own.rules }).filter(([, level]) => level !== 'off' && level !== 0));
}

/** The module of a rule. */
function moduleOf(rule) {
  const [plugin, name] = rule.includes('/') ? rule.split('/') : ['bpmnlint', rule];
  if (plugin === 'bpmnlint') return `bpmnlint/rules/${name}`;
  const { rules: paths } = require(`bpmnlint-plugin-${plugin}`);
  return `bpmnlint-plugin-${plugin}/${((paths && paths[name]) || `rules/${name}`).replace(/^\.\//, '')}`;
}

const configured = rules();
const names = Object.keys(configured).sort();
const key = (rule) => (rule.includes('/') ? `bpmnlint-plugin-${rule}` : `bpmnlint/${rule}`);
const entry = `
import StaticResolver from 'bpmnlint/lib/resolver/static-resolver';
${names.map((rule, index) => `import rule${index} from ${JSON.stringify(moduleOf(rule))};`).join('\n')}
const resolver = new StaticResolver({ ${names.map((rule, index) => `${JSON.stringify(`rule:${key(rule)}`)}: rule${index}`).join(', ')} });
const config = { rules: ${JSON.stringify(configured)} };
window.plugins = window.plugins || [];
window.plugins.push({ plugin: { config, resolver }, type: 'lintRules.bpmn' });
`;

mkdirSync(target, { recursive: true });
await build({
  stdin: { contents: entry, resolveDir: project },
  bundle: true,
  format: 'iife',
  minify: true,
  charset: 'utf8',
  outfile: join(target, 'client.js'),
  logLevel: 'warning',
});
writeFileSync(join(target, 'index.js'), "module.exports = { name: '帮扶流程检查', script: './client.js' };\n");
console.log(`modeler plugin: ${names.length} rules in ${target}`);
