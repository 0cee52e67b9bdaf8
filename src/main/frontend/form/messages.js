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
  datePlaceholder: '年-月-日，如 2026-11-21',
  nothing: '（无）',
};

const NUMBER_MESSAGES = {
  money: '请填写金额（元），最多两位小数，如 1200 或 1200.50',
  count: '请填写整数，如 3',
  percent: '请填写百分数，如 35',
};

/**
 * What is wrong with a value, in one Chinese sentence that says what to do, or null. The server's checker judges by the
 * same rules; `parity/run.mjs` lets a test compare the two.
 */
export function problemOf(field, value) {
  const validate = field.validate ?? {};
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      return textProblem(field, validate, typeof value === 'string' ? value : '');
    case 'checkbox':
      return validate.required && value !== true ? '请勾选' : null;
    case 'radio':
    case 'select':
      return validate.required && (value === null || value === undefined || value === '') ? '请选择一项' : null;
    case 'checklist':
      return validate.required && !(Array.isArray(value) && value.length) ? '请至少选择一项' : null;
    case 'evidence':
      return validate.required && !(Array.isArray(value) && value.length) ? '请上传照片或扫描件' : null;
    case 'datetime':
      return dateProblem(validate, typeof value === 'string' ? value : '');
    default:
      return null;
  }
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
  const kind = kindOf(field);
  if (validate.pattern && !matches(validate.pattern, value)) {
    return validate.patternErrorMessage ?? NUMBER_MESSAGES[kind] ?? '格式不对，请核对后重新填写';
  }
  if (kind in NUMBER_MESSAGES) {
    return numberProblem(validate, kind, value);
  }
  return null;
}

function numberProblem(validate, kind, value) {
  const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (Number.isNaN(number)) {
    return NUMBER_MESSAGES[kind];
  }
  if (validate.min !== undefined && number < Number(validate.min)) {
    return `不能小于 ${readable(validate.min)}`;
  }
  if (validate.max !== undefined && number > Number(validate.max)) {
    return `不能大于 ${readable(validate.max)}`;
  }
  return null;
}

const readable = (limit) => (inTenThousands(String(limit)) ? `${inTenThousands(String(limit))} 万` : String(limit));

function dateProblem(validate, value) {
  if (value.trim() === '') {
    return validate.required ? '请选择日期' : null;
  }
  return parseDate(value) ? null : '日期不对，请按“2026-11-21”的样子填写';
}
