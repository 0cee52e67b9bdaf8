import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsAt, nearestInstance, parsePath, pathText, withError, withoutRow } from '../form/paths.js';

test('paths are read and written as the server writes them', () => {
  assert.deepEqual(parsePath('visitors[1].name'), ['visitors', 1, 'name']);
  assert.deepEqual(parsePath('income.wages'), ['income', 'wages']);
  assert.deepEqual(parsePath(''), []);
  assert.equal(pathText(['visitors', 1, 'name']), 'visitors[1].name');
});

test('a message goes to its field, else to the list around it, else nowhere', () => {
  const instances = [
    { id: 'List', valuePath: ['visitors'] },
    { id: 'Name', valuePath: ['visitors', 0, 'name'] },
    { id: 'Group', valuePath: [] },
  ];
  assert.equal(nearestInstance(instances, ['visitors', 0, 'name']).id, 'Name');
  assert.equal(nearestInstance(instances, ['visitors', 3, 'name']).id, 'List');
  assert.equal(nearestInstance(instances, ['visitors']).id, 'List');
  assert.equal(nearestInstance(instances, ['elsewhere']), null);
});

test("messages stand where form-js looks for them, beside form-js' own", () => {
  let errors = { Name: [['请填写']] };
  errors = withError(errors, 'Name', { List: 1 }, '已登记');
  errors = withError(errors, 'Name', { List: 1 }, '再核对');
  errors = withError(errors, 'Note', undefined, '太短');
  assert.deepEqual(errorsAt(errors, 'Name', { List: 0 }), ['请填写']);
  assert.deepEqual(errorsAt(errors, 'Name', { List: 1 }), ['已登记', '再核对']);
  assert.deepEqual(errorsAt(errors, 'Note', {}), ['太短']);
  assert.deepEqual(errorsAt(errors, 'Name', { List: 2 }), []);
  assert.deepEqual(errorsAt({}, 'Name', undefined), []);
});

test('when a row goes, the messages below move up with their rows', () => {
  const errors = { Name: { 0: ['一'], 1: ['二'], 2: ['三'] }, Other: ['别处'] };
  const left = withoutRow(errors, ['Name'], {}, 1);
  assert.deepEqual(errorsAt(left, 'Name', { List: 0 }), ['一']);
  assert.deepEqual(errorsAt(left, 'Name', { List: 1 }), ['三']);
  assert.deepEqual(errorsAt(left, 'Name', { List: 2 }), []);
  assert.deepEqual(left.Other, ['别处']);
});
