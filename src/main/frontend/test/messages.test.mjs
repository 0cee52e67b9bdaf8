import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, rowsProblem } from '../form/messages.js';

const cases = [
  [{ type: 'textfield', validate: { required: true } }, '', '请填写'],
  [{ type: 'textfield', validate: { required: true } }, ' 　', '请填写'],
  [{ type: 'textfield', validate: {} }, '', null],
  [{ type: 'textfield', validate: { maxLength: 3 } }, '一二三四', '最多 3 个字，现在有 4 个字，请缩短'],
  [{ type: 'textarea', validate: { minLength: 3 } }, '一', '至少写 3 个字，现在有 1 个字'],
  [{ type: 'textfield', validate: { pattern: '^1[3-9]\\d{9}$', patternErrorMessage: '请填写 11 位手机号' } }, '123', '请填写 11 位手机号'],
  [{ type: 'textfield', validate: { pattern: '^1[3-9]\\d{9}$' } }, '１３８ ００００ ００００', null],
  [{ type: 'textfield', properties: { kind: 'money' } }, '12.345', '请填写金额（元），最多两位小数，如 1200 或 1200.50'],
  [{ type: 'textfield', properties: { kind: 'money' } }, '-1200.5', null],
  [{ type: 'textfield', properties: { kind: 'money' }, validate: { min: 0 } }, '-1', '不能小于 0'],
  [{ type: 'textfield', properties: { kind: 'money' }, validate: { max: 500000 } }, '500000.01', '不能大于 50 万'],
  [{ type: 'textfield', properties: { kind: 'count' } }, '1.5', '请填写整数，如 3'],
  [{ type: 'textfield', properties: { kind: 'percent' } }, '1234', '请填写百分数，最多两位小数，如 35 或 12.5'],
  [{ type: 'checkbox', validate: { required: true } }, false, '请勾选'],
  [{ type: 'checkbox', validate: {} }, false, null],
  [{ type: 'radio', validate: { required: true }, values: [{ value: 'YES' }] }, null, '请选择一项'],
  [{ type: 'select', validate: {}, values: [{ value: 'YES' }] }, 'NO', '请重新选择'],
  [{ type: 'select', validate: {}, valuesKey: 'officers' }, 'o1', null],
  [{ type: 'checklist', validate: { required: true }, values: [] }, [], '请至少选择一项'],
  [{ type: 'checklist', validate: {}, values: [{ value: 'A' }] }, ['A'], null],
  [{ type: 'datetime', validate: { required: true } }, null, '请选择日期'],
  [{ type: 'datetime', validate: {} }, '2026-02-30', '日期不对，请按“2026-11-21”的样子填写'],
  [{ type: 'evidence', validate: { required: true } }, [], '请上传照片或扫描件'],
  [{ type: 'evidence', properties: { maxItems: '1' } }, ['a', 'b'], '最多 1 个文件，现在有 2 个，请删去多余的'],
];

for (const [field, value, expected] of cases) {
  test(`${field.type} ${JSON.stringify(value)} ${expected ?? 'is good'}`, () => assert.equal(problemOf(field, value), expected));
}

test('a list may ask for a number of rows', () => {
  assert.equal(rowsProblem({ properties: { minRows: '2' } }, 1), '至少填写 2 行，现在有 1 行');
  assert.equal(rowsProblem({ properties: { minRows: '2' } }, 2), null);
  assert.equal(rowsProblem({}, 0), null);
});
