import { kindOf } from '../values.js';

/** A row of facts is called by its first one (第 2 行 张三), which is then not shown once more among its fields. */
export function titleFieldOf(list) {
  return list?.type === 'dynamiclist'
    ? (list.components ?? []).find((field) => field.type === 'textfield' && field.readonly === true && kindOf(field) !== 'reference')
    : undefined;
}
