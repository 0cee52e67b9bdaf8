import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { unaryTest } from '@bpmn-io/feelin';
import { parseCondition } from '../form/condition.js';
import { loadHeadless } from '../parity/load.mjs';

const { judge } = await loadHeadless();
const sample = JSON.parse(readFileSync(new URL('../preview/every-component.form', import.meta.url), 'utf8'));

test('an empty answer: every required field that is there is wrong', async () => {
  const { invalid, hidden } = await judge({ schema: sample });
  assert.deepEqual(hidden, ['placeReason']);
  assert.deepEqual(Object.keys(invalid).sort(), [
    'income.wages',
    'opinion',
    'photographs',
    'place',
    'risks',
    'truthful',
    'visitDate',
    'visitors[0].name',
    'visitors[0].office',
    'visitors[1].name',
    'visitors[1].office',
  ]);
});

test('conditions of rows look at their own row', async () => {
  const { invalid, hidden } = await judge({
    schema: sample,
    values: { members: [{ memberId: 'a' }, { memberId: 'b' }] },
    data: { members: [{ memberId: 'a', counted: 'NO' }, { memberId: 'b', counted: 'YES' }] },
  });
  assert.ok('members[0].countedReason' in invalid);
  assert.deepEqual(hidden.filter((path) => path.startsWith('members')), ['members[1].countedReason']);
});

const chain = (...fields) => ({
  type: 'default',
  id: 'chain',
  components: fields.map(([key, hide]) => ({ type: 'textfield', id: key, key, label: key, ...(hide && { conditional: { hide } }) })),
});

test('what a hidden field holds decides nothing, typed or prefilled, however long the chain', async () => {
  const schema = chain(['a'], ['b', '=a = "x"'], ['c', '=b = "y"'], ['d', '=c = "z"'], ['e', '=d = "w"']);
  const typed = await judge({ schema, data: { a: 'x', b: 'y', c: 'z', d: 'w', e: 'v' } });
  assert.deepEqual(typed.hidden, ['b', 'd']);
  assert.deepEqual(typed.data, { a: 'x', c: 'z', e: 'v' });
  const prefilled = await judge({ schema, values: { a: 'x', b: 'y' } });
  assert.deepEqual(prefilled.hidden, ['b']);
});

test('numbers and dates are sent the plain way', async () => {
  const { data } = await judge({ schema: sample, data: { visitDate: '2026年1月2日', income: { wages: '１，２００' } } });
  assert.equal(data.visitDate, '2026-01-02');
  assert.equal(data.income.wages, '1200');
});

test('rows inside a group with a path see their own row', async () => {
  const text = (key, hide) => ({ type: 'textfield', id: key, key, label: key, ...(hide && { conditional: { hide } }) });
  const rows = { type: 'dynamiclist', id: 'rows', path: 'rows', isRepeating: true, components: [text('a'), text('b', '=this.a = "x"')] };
  const schema = { type: 'default', id: 'f', components: [{ type: 'group', id: 'g', path: 'group', components: [rows] }] };
  const { hidden } = await judge({ schema, data: { group: { rows: [{ a: 'y' }, { a: 'x' }] } } });
  assert.deepEqual(hidden, ['group.rows[1].b']);
});

test('our own reading of conditions is that of the FEEL engine', () => {
  const comparisons = ['a = "x"', 'a != "x"', 'b = "y"', 'b != ""', 'f = true', 'f != true', 'f = false', 'this.a != "x"'];
  const joins = [
    (p, q) => `${p} and ${q}`,
    (p, q) => `${p} or ${q}`,
    (p, q) => `not(${p} or ${q})`,
    (p, q) => `(${p} or ${q}) and ${p}`,
    (p, q) => `${p} or ${q} and not(${p})`,
  ];
  const conditions = [...comparisons, ...comparisons.flatMap((p) => comparisons.flatMap((q) => joins.map((join) => join(p, q))))];
  const contexts = [undefined, null, '', 'x', 'y'].flatMap((a) =>
    [undefined, 'y'].flatMap((b) => [undefined, true, false].map((f) => ({ a, b, f, this: { a } }))),
  );
  for (const condition of conditions) {
    const { holds } = parseCondition(`=${condition}`);
    for (const context of contexts) {
      assert.equal(holds(context), unaryTest(condition, context).value, `${condition} ${JSON.stringify(context)}`);
    }
  }
});
