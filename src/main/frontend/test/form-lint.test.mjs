import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lintForm } from '../checks/form-lint.mjs';

const choice = (key, more) => ({
  type: 'radio',
  id: `Field_${key}`,
  key,
  label: '选择',
  values: [
    { value: 'YES', label: '是' },
    { value: 'NO', label: '否' },
  ],
  ...more,
});
const text = (key, more) => ({ type: 'textfield', id: `Field_${key}`, key, label: '说明', ...more, validate: { maxLength: 50, ...more?.validate } });
const list = (components, more) => ({
  type: 'dynamiclist',
  id: 'List_rows',
  path: 'rows',
  label: '名单',
  isRepeating: true,
  allowAddRemove: true,
  components,
  ...more,
});
const form = (...components) => ({
  id: 'sample-form',
  type: 'default',
  schemaVersion: 18,
  executionPlatform: 'Camunda Platform',
  executionPlatformVersion: '7.24.0',
  components,
});
const hidden = (hide) => ({ conditional: { hide } });

test('the sample with every component is good', () => {
  const sample = JSON.parse(readFileSync(new URL('../preview/every-component.form', import.meta.url), 'utf8'));
  assert.deepEqual(lintForm('every-component', sample), []);
});

test('conditions that are good', () => {
  assert.deepEqual(
    lintForm(
      'sample-form',
      form(
        choice('place'),
        { type: 'checkbox', id: 'Field_agreed', key: 'agreed', label: '同意' },
        text('reason', hidden('=place != "YES" or agreed = false')),
        list([choice('counted', hidden('=place = "NO"')), text('note', hidden('=place = "NO" or this.counted != "NO"'))]),
      ),
    ),
    [],
  );
});

test('a condition inside a hidden group may name its neighbours', () => {
  const group = { type: 'group', id: 'Group_1', label: '一组', ...hidden('=place = "NO"'), components: [choice('inner'), text('note', hidden('=inner = "YES"'))] };
  assert.deepEqual(lintForm('sample-form', form(choice('place'), group)), []);
});

const bad = [
  ['another id', { ...form(text('a')), id: 'other' }, /^id: is the file's name/],
  ['another platform version', { ...form(text('a')), executionPlatformVersion: '8.0.0' }, /executionPlatformVersion/],
  ['a form without questions', form({ type: 'text', id: 'Text_1', text: '说明' }), /asks nothing/],
  ['a number field', form({ type: 'number', id: 'N', key: 'n', label: '数' }), /type number is not allowed/],
  ['HTML', form(text('a'), { type: 'html', id: 'H', content: '<b>' }), /type html is not allowed/],
  ['an unknown attribute', form(text('a', { disabled: true })), /textfield has no disabled/],
  ['a key twice', form(text('a'), { ...text('a'), id: 'Field_b' }), /key a stands twice/],
  ['an id twice', form(text('a'), { ...text('b'), id: 'Field_a' }), /id Field_a stands twice/],
  ['a key with a capital', form(text('Name')), /camelCase/],
  ['an English label', form(text('a', { label: 'Name of head' })), /label is not Chinese/],
  ['an English option', form(choice('a', { values: [{ value: 'YES', label: 'Yes' }] })), /option is not Chinese/],
  ['an English help text', form(text('a', { description: 'see the paper' })), /description is not Chinese/],
  ['a template', form(text('a', { label: '{{name}} 的说明' })), /label is no expression/],
  ['no maximum', form({ ...text('a'), validate: {} }), /needs maxLength/],
  ['too long a maximum', form(text('a', { validate: { maxLength: 501 } })), /at most 500/],
  ['a maximum by expression', form(text('a', { validate: { maxLength: '=n' } })), /needs maxLength/],
  ['a pattern without a message', form(text('a', { validate: { pattern: '^a$' } })), /needs a patternErrorMessage/],
  ['an open pattern', form(text('a', { validate: { pattern: '\\d', patternErrorMessage: '数字' } })), /starts with \^/],
  ['a look-behind', form(text('a', { validate: { pattern: '^(?<!a)b$', patternErrorMessage: '数字' } })), /read differently/],
  ['a runaway pattern', form(text('a', { validate: { pattern: '^(a+)+$', patternErrorMessage: '数字' } })), /forever/],
  ['an unknown kind', form(text('a', { properties: { kind: 'weight' } })), /kind is one of/],
  ['a reference outside rows', form(text('a', { properties: { kind: 'reference' } })), /only a row/],
  ['a limit on a text', form(text('a', { validate: { max: 3 } })), /max is a number, of a field of kind/],
  ['a small option', form(choice('a', { values: [{ value: 'yes', label: '是' }] })), /like a constant/],
  ['an option twice', form(choice('a', { values: [{ value: 'A', label: '甲' }, { value: 'A', label: '乙' }] })), /option A stands twice/],
  ['a date with time', form({ type: 'datetime', subtype: 'datetime', id: 'D', key: 'd', dateLabel: '日期' }), /subtype is date/],
  ['a routing text', form(text('a', { properties: { routing: 'true' } })), /only a choice/],
  ['a routing row', form(list([choice('a', { properties: { routing: 'true' } })])), /outside lists/],
  ['a list in a list', form(list([list([text('a')], { id: 'List_2', path: 'inner' })])), /too hard/],
  ['too many columns', form(text('a', { layout: { row: 'r', columns: 10 } }), text('b', { layout: { row: 'r', columns: 8 } })), /18 columns/],
  ['a condition on nothing', form(text('a', hidden('=place = "YES"'))), /there is no field place/],
  ['a condition on a missing option', form(choice('place'), text('a', hidden('=place = "MAYBE"'))), /has no option MAYBE/],
  ['a condition on a checklist', form({ ...choice('place'), type: 'checklist' }, text('a', hidden('=place = "YES"'))), /only choices/],
  ['a row value without this', form(list([choice('counted'), text('a', hidden('=counted = "NO"'))])), /there is no field counted/],
  ['a condition on itself', form(choice('place', hidden('=place = "YES"'))), /cannot depend on itself/],
  ['a condition on what may be hidden', form(choice('a'), choice('b', hidden('=a = "NO"')), text('c', hidden('=b = "NO"'))), /b may be hidden itself: say "a = "NO" or …"/],
  ['a circle', form(choice('a', hidden('=b = "NO"')), choice('b', hidden('=a = "NO"'))), /circle/],
  ['an unknown condition', form(choice('a', { conditional: { show: '=b = "NO"' } })), /conditional has hide/],
];
for (const [name, schema, expected] of bad) {
  test(`not allowed: ${name}`, () => {
    const problems = lintForm('sample-form', schema);
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n') || 'nothing found',
    );
  });
}
