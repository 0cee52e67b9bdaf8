import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, inCommon, namesOf, withShared } from '../batch/merge.js';
import { blankVotes, fillUnanimous, resultOf, sumOf } from '../batch/votes.js';

test('what is said of all does not put out what a household opened with', () => {
  assert.deepEqual(withShared({ category: 'MARGINAL', opinion: '' }, { opinion: '同意', note: '', category: '' }), {
    category: 'MARGINAL',
    opinion: '同意',
    note: '',
  });
});

test('a household keeps only what differs', () => {
  assert.deepEqual(difference({ a: '1', b: ['x'], c: '' }, { a: '1', b: ['x', 'y'], c: null }), { b: ['x'], c: '' });
});

test('the shared part opens with what all have in common', () => {
  const households = [{ values: { on: '2026-11-21', who: '甲' } }, { values: { on: '2026-11-21', who: '乙' } }];
  assert.deepEqual(inCommon(households, ['on', 'who', 'none']), { on: '2026-11-21' });
});

test('names are found in groups, not in lists', () => {
  const components = [{ type: 'group', components: [{ key: 'a' }] }, { type: 'dynamiclist', path: 'rows', components: [{ key: 'b' }] }];
  assert.deepEqual(namesOf(components), ['a', 'rows']);
});

test('votes add up over those present less those aside', () => {
  const votes = { ...blankVotes(), aside: [{ seq: 1 }, { seq: 2 }], inFavour: '15', against: '2', abstained: '1' };
  assert.equal(sumOf(votes, 20), null);
  assert.match(sumOf(votes, 21), /应为19票/);
});

test('more than half of those present, not of those who voted', () => {
  const votes = { ...blankVotes(), aside: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }], against: '6', abstained: '0' };
  assert.equal(resultOf({ ...votes, inFavour: '10' }, 20), 'NOT_AGREED');
  assert.equal(resultOf({ ...votes, inFavour: '11' }, 20), 'AGREED');
  assert.equal(resultOf(votes, 20), null);
});

test('unanimous fills only what nobody has typed', () => {
  const filled = fillUnanimous({ a: { ...blankVotes(), aside: [{ seq: 1 }] }, b: { ...blankVotes(), against: '3' } }, 20);
  assert.equal(filled.a.inFavour, '19');
  assert.equal(filled.b.inFavour, '');
});
