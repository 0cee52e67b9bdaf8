import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCondition } from '../form/condition.js';

test('comparisons joined by and, or, not', () => {
  const { comparisons, disjuncts } = parseCondition('=this.counted != "NO" or not(place = "家中" and agreed = true)');
  assert.deepEqual(comparisons, [
    { path: ['this', 'counted'], operator: '!=', value: 'NO' },
    { path: ['place'], operator: '=', value: '家中' },
    { path: ['agreed'], operator: '=', value: true },
  ]);
  assert.deepEqual(disjuncts, ['this.counted != "NO"', 'not(place = "家中" and agreed = true)']);
});

for (const bad of [
  'place = "HOME"',
  '=',
  '=place',
  '=not(place)',
  '=place = 3',
  '=place > "A"',
  '=place = null',
  '=place = "HOME" and',
  '=place = "HOME" place',
  '=(place = "HOME"',
  '=count(rows) = "1"',
  "=place = 'HOME'",
  '=place = "HOME"; x',
  '="HOME" = place',
]) {
  test(`not allowed: ${bad}`, () => assert.throws(() => parseCondition(bad)));
}
