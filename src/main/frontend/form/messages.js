import { inTenThousands, kindOf, matches, normaliseText, parseDate } from './values.js';

/** Every text a form says that is not written in the form itself. */
export const TEXTS = {
  addRow: '添加一行',
  removeRow: '删除',
  undoRemove: '撤销删除',
  noRows: '还没有填写',
  pleaseSelect: '请选择',
  chooseFile: '选择照片或扫描件',
  takePhoto: '拍照',
  uploadHere: '也可以把文件拖到这里',
  uploading: '正在上传',
  retry: '重试',
  cancel: '取消',
  remove: '删除',
  openCalendar: '打开日历',
  today: '今天',
  required: '必填',
  datePlaceholder: '年-月-日',
  nothing: '（无）',
};

const NUMBERS = {
  money: { pattern: /^-?\d{1,12}(\.\d{1,2})?$/, message: '请填写金额（元），最多两位小数，如 1200 或 1200.50' },
  count: { pattern: /^\d{1,9}$/, message: '请填写整数，如 3' },
  percent: { pattern: /^\d{1,3}(\.\d{1,2})?$/, message: '请填写百分数，最多两位小数，如 35 或 12.5' },
};

/** The server takes no more than these, whatever a form says. */
const MOST_FILES = 30;
const MOST_ROWS = 200;

/**
 * What is wrong with a value, in one Chinese sentence that says what to do, or null. The server's checker judges by the
 * same rules; `parity/run.mjs` lets a test compare the two.
 */
export function problemOf(field, value) {
  const validate = field.validate ?? {};
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      if (typeof value !== 'string' && value !== null && value !== undefined) {
        return '请重新填写';
      }
      return textProblem(field, validate, value ?? '');
    case 'checkbox':
      return validate.required && value !== true ? '请勾选' : null;
    case 'radio':
    case 'select':
      if (value === null || value === undefined || value === '') {
        return validate.required ? '请选择一项' : null;
      }
      return isOption(field, value) ? null : '请重新选择';
    case 'checklist':
      if (!Array.isArray(value) || value.length === 0) {
        return validate.required ? '请至少选择一项' : null;
      }
      return value.every((v) => isOption(field, v)) ? null : '请重新选择';
    case 'evidence':
      return evidenceProblem(field, validate, Array.isArray(value) ? value.length : 0);
    case 'datetime':
      return dateProblem(validate, typeof value === 'string' ? value : '');
    default:
      return null;
  }
}

/** Options that come with the opening values are not known here; the server knows them. */
function isOption(field, value) {
  return !field.values || field.values.some((option) => option.value === value);
}

function textProblem(field, validate, typed) {
  const value = field.type === 'textfield' ? normaliseText(field, typed) : typed;
  const length = value.trim().length;
  if (length === 0) {
    return validate.required ? '请填写' : null;
  }
  if (validate.maxLength !== undefined && length > validate.maxLength) {
    return `最多 ${validate.maxLength} 个字，现在有 ${length} 个字，请缩短`;
  }
  if (validate.minLength !== undefined && length < validate.minLength) {
    return `至少写 ${validate.minLength} 个字，现在有 ${length} 个字`;
  }
  const number = NUMBERS[kindOf(field)];
  if ((validate.pattern && !matches(validate.pattern, value)) || (number && !number.pattern.test(value))) {
    return validate.patternErrorMessage ?? number?.message ?? '格式不对，请核对后重新填写';
  }
  return number ? limitProblem(validate, Number(value)) : null;
}

function limitProblem(validate, number) {
  if (validate.min !== undefined && number < validate.min) {
    return `不能小于 ${readable(validate.min)}`;
  }
  if (validate.max !== undefined && number > validate.max) {
    return `不能大于 ${readable(validate.max)}`;
  }
  return null;
}

const readable = (limit) => (inTenThousands(String(limit)) ? `${inTenThousands(String(limit))} 万` : String(limit));

function evidenceProblem(field, validate, count) {
  const most = Number(field.properties?.maxItems ?? MOST_FILES);
  if (count > most) {
    return `最多 ${most} 个文件，现在有 ${count} 个，请删去多余的`;
  }
  return validate.required && count === 0 ? '请上传照片或扫描件' : null;
}

/** What is wrong with a list as a whole, or null. */
export function rowsProblem(list, count) {
  const least = Number(list.properties?.minRows ?? 0);
  return count < least ? `至少填写 ${least} 行，现在有 ${count} 行` : null;
}

/** How many rows a list may have at most. */
export function mostRows(list) {
  return Math.min(Number(list.properties?.maxRows ?? MOST_ROWS), MOST_ROWS);
}

function dateProblem(validate, value) {
  if (value.trim() === '') {
    return validate.required ? '请选择日期' : null;
  }
  return parseDate(value) ? null : '日期不对，请按“2026-11-21”的样子填写';
}
