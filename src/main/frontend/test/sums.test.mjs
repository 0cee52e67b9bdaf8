import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSum, sumOf } from '../form/sums.js';

const sum = (text, values, per) => sumOf(parseSum(text, per), values);

test('adds and takes away, exactly', () => {
  assert.equal(sum('crops + livestock - fodder', { crops: '0.10', livestock: '0.2', fodder: '1000' }), '-999.70');
});

test('what is not filled in counts for nothing', () => {
  assert.equal(sum('crops + livestock', { crops: '', livestock: null }), '0.00');
  assert.equal(sum('crops', { crops: '一千' }), '0.00');
});

test('divides by a count, half away from zero', () => {
  assert.equal(sum('net', { net: '100', people: '3' }, 'people'), '33.33');
  assert.equal(sum('net', { net: '0.05', people: '2' }, 'people'), '0.03');
  assert.equal(sum('net', { net: '-0.05', people: '2' }, 'people'), '-0.03');
});

test('divides by the rows that have a choice', () => {
  const members = [{ counted: 'YES' }, { counted: 'NO' }, { counted: 'YES' }, {}];
  assert.equal(sum('net', { net: '15000', members }, 'members.counted = YES'), '7500.00');
});

test('nobody to divide by leaves it open', () => {
  assert.equal(sum('net', { net: '15000', members: [] }, 'members.counted = YES'), null);
  assert.equal(sum('net', { net: '15000' }, 'people'), null);
});

test('refuses what is no sum', () => {
  for (const text of ['', '+ crops', 'crops livestock', 'crops * 2', 'crops +']) {
    assert.equal(parseSum(text), null, text);
  }
  assert.equal(parseSum('crops', 'members.counted'), null);
});
