import { normaliseData } from './values.js';

/**
 * Sums that nobody has to do by hand: `properties.sum` of a read-only amount, "crops + livestock - fodder", divided by
 * `properties.per`, a count of the form or the rows of a list with one choice, "members.counted = YES". What is not
 * filled in or hidden counts for nothing. The server does them again and keeps its own.
 */
const TERM = /^\s*([+-])?\s*([a-z][A-Za-z0-9]*)/;
const ROWS = /^([a-z][A-Za-z0-9]*)\.([a-z][A-Za-z0-9]*) = ([A-Z_]+)$/;

/** @returns {{terms: {key: string, less: boolean}[], per: object | null} | null} null if it cannot be read */
export function parseSum(sum, per) {
  const terms = [];
  let rest = sum.trim();
  while (rest) {
    const match = TERM.exec(rest);
    if (!match || (match[1] === undefined) !== (terms.length === 0)) return null;
    terms.push({ key: match[2], less: match[1] === '-' });
    rest = rest.slice(match[0].length).trim();
  }
  if (!terms.length) return null;
  if (per === undefined) return { terms, per: null };
  const rows = ROWS.exec(per);
  if (rows) return { terms, per: { list: rows[1], key: rows[2], value: rows[3] } };
  return /^[a-z][A-Za-z0-9]*$/.test(per) ? { terms, per: { count: per } } : null;
}

/** In hundredths, so that no binary fraction gets in. */
function hundredths(value) {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(String(value ?? ''));
  if (!match) return 0n;
  const size = BigInt(match[2]) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -size : size;
}

/** Half away from zero, as the server rounds. */
function divided(number, by) {
  const size = number < 0n ? -number : number;
  const result = (2n * size + by) / (2n * by);
  return number < 0n ? -result : result;
}

function inYuan(number) {
  const size = number < 0n ? -number : number;
  return `${number < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

/** @param {object} values of the form, plain, without what is hidden */
export function sumOf({ terms, per }, values) {
  const total = terms.reduce((sum, { key, less }) => (less ? sum - hundredths(values[key]) : sum + hundredths(values[key])), 0n);
  if (!per) return inYuan(total);
  const heads = per.count
    ? hundredths(values[per.count])
    : 100n * BigInt((Array.isArray(values[per.list]) ? values[per.list] : []).filter((row) => row?.[per.key] === per.value).length);
  if (heads === 0n) return null;
  const scaled = heads < 0n ? -total * 100n : total * 100n;
  return inYuan(divided(scaled, heads < 0n ? -heads : heads));
}

/** All fields that are sums, in the order of the form: a later one may build on an earlier one. */
export function sumsOf(components) {
  return components.flatMap((field) => {
    if (field.type === 'group' && !field.path) return sumsOf(field.components ?? []);
    const sum = field.properties?.sum && parseSum(field.properties.sum, field.properties.per);
    return sum ? [{ key: field.key, sum }] : [];
  });
}

/** Does the sums of an open form; answers whether one of them has changed. */
export function doSums(form, components) {
  const sums = sumsOf(components);
  if (!sums.length) return false;
  const { data } = form._getState();
  const values = normaliseData(components, form.get('conditionChecker').applyConditions(data, data));
  let done = data;
  for (const { key, sum } of sums) {
    values[key] = sumOf(sum, values);
    if ((done[key] ?? null) !== values[key]) done = { ...done, [key]: values[key] };
  }
  if (done === data) return false;
  form._setState({ data: done });
  return true;
}
