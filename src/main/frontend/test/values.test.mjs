import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inTenThousands,
  mergeDraft,
  momentText,
  normaliseData,
  normaliseText,
  optionsOf,
  parseDate,
  plainNumber,
  today,
  withThousands,
} from '../form/values.js';

test('amounts come out plain however they are typed', () => {
  for (const typed of ['1200.5', '１２００．５', '1,200.5', '１，２００。５', ' 1 200.5 元', '¥1200.5', '01200.5']) {
    assert.equal(plainNumber(typed), '1200.5', typed);
  }
  assert.equal(plainNumber('0'), '0');
  assert.equal(plainNumber('35%'), '35');
  assert.equal(plainNumber('12.'), '12');
});

test('what is no number stays as typed', () => {
  for (const typed of ['一千二', '12,00', '1.2.3', 'abc', '']) {
    assert.equal(plainNumber(typed), typed);
  }
});

test('identity numbers and telephones are put right when that makes them fit', () => {
  const identity = { type: 'textfield', validate: { pattern: '^[0-9]{17}[0-9X]$' } };
  assert.equal(normaliseText(identity, '１５０６２５ 19800101 123x'), '15062519800101123X');
  assert.equal(normaliseText(identity, ' 张某 '), '张某');
  const plain = { type: 'textfield', validate: { maxLength: 50 } };
  assert.equal(normaliseText(plain, '　Ａ栋１号　'), 'Ａ栋１号', 'a text without a pattern keeps its characters');
  assert.equal(normaliseText(plain, '张\u200b某\ufeff'), '张某', 'invisible characters go');
});

test('readings help against a nought too many', () => {
  assert.equal(withThousands('1234567.50'), '1,234,567.50');
  assert.equal(withThousands('999'), null);
  assert.equal(withThousands('x'), null);
  assert.equal(inTenThousands('12345'), '1.23');
  assert.equal(inTenThousands('9999'), null);
});

test('dates are read as people write them', () => {
  for (const typed of ['2026-11-03', '2026-11-3', '2026/11/3', '2026.11.03', '2026年11月3日', '20261103', '２０２６－１１－３']) {
    assert.equal(parseDate(typed), '2026-11-03', typed);
  }
  for (const typed of ['2026-02-30', '11-03', '1899-01-01', '2101-01-01', '昨天', '', null]) {
    assert.equal(parseDate(typed), null, String(typed));
  }
});

test('today and moments are those of China', () => {
  const late = new Date('2026-11-20T17:30:00Z');
  assert.equal(today(late), '2026-11-21');
  assert.equal(momentText('2026-11-21T07:20:00Z', late), '11月21日 15:20');
  assert.equal(momentText('2025-01-02T07:05:00Z', late), '2025年1月2日 15:05');
});

const components = [
  { type: 'textfield', key: 'wages', properties: { kind: 'money' } },
  { type: 'textfield', key: 'head', readonly: true },
  { type: 'group', components: [{ type: 'datetime', key: 'visitedOn' }, { type: 'textarea', key: 'note' }] },
  { type: 'group', path: 'income', components: [{ type: 'textfield', key: 'other', properties: { kind: 'money' } }] },
  {
    type: 'dynamiclist',
    path: 'members',
    allowAddRemove: false,
    components: [
      { type: 'textfield', key: 'member', readonly: true, properties: { kind: 'reference' } },
      { type: 'textfield', key: 'name', readonly: true },
      { type: 'textfield', key: 'work' },
    ],
  },
  { type: 'dynamiclist', path: 'visitors', allowAddRemove: true, components: [{ type: 'textfield', key: 'name' }] },
];

test('data are normalised in groups and rows too', () => {
  assert.deepEqual(
    normaliseData(components, {
      wages: '１２',
      visitedOn: '2026年1月2日',
      note: '  ',
      income: { other: '1,000' },
      visitors: [{ name: ' 王某 ' }, null],
    }),
    { wages: '12', visitedOn: '2026-01-02', note: '', income: { other: '1000' }, visitors: [{ name: '王某' }, {}] },
  );
});

test('a draft keeps what was typed and takes facts and members as they are today', () => {
  const values = {
    head: '张新',
    members: [
      { member: 'b', name: '乙', work: '' },
      { member: 'c', name: '丙', work: '' },
    ],
  };
  const draft = {
    wages: '12',
    head: '张旧',
    income: { other: '5' },
    members: [
      { member: 'a', name: '甲', work: '已故' },
      { member: 'b', name: '乙（旧）', work: '在外务工' },
    ],
    visitors: [{ name: '王某' }],
  };
  assert.deepEqual(mergeDraft(components, values, draft), {
    head: '张新',
    wages: '12',
    income: { other: '5' },
    members: [
      { member: 'b', name: '乙', work: '在外务工' },
      { member: 'c', name: '丙', work: '' },
    ],
    visitors: [{ name: '王某' }],
  });
});

test('fixed rows without a reference are matched by place, or not at all', () => {
  const list = [{ type: 'dynamiclist', path: 'rows', allowAddRemove: false, components: [{ type: 'textfield', key: 'note' }] }];
  assert.deepEqual(mergeDraft(list, { rows: [{}, {}] }, { rows: [{ note: '一' }, { note: '二' }] }).rows, [{ note: '一' }, { note: '二' }]);
  assert.deepEqual(mergeDraft(list, { rows: [{}] }, { rows: [{ note: '一' }, { note: '二' }] }).rows, [{}]);
});

test('options come from the form or from the opening values', () => {
  assert.deepEqual(optionsOf({ values: [{ value: 'YES', label: '是' }] }), [{ value: 'YES', label: '是' }]);
  assert.deepEqual(optionsOf({ valuesKey: 'officers' }, { officers: [{ value: 'o1', label: '王某' }] }), [{ value: 'o1', label: '王某' }]);
  assert.deepEqual(optionsOf({ valuesKey: 'officers' }, {}), []);
});
