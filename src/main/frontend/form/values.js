/**
 * What officials type, turned into what a form stores: half-width digits, plain amounts, ISO dates. The browser stores
 * the plain form only; thousands separators and 万 are shown beside a field, never inside it.
 */

/** Kinds of text field, `properties.kind`. A `reference` is carried along with its row and never shown. */
export const KINDS = ['money', 'count', 'percent', 'reference'];

/** A select, radio or checklist takes its options from the form, or from the opening values by the name `valuesKey`. */
export function optionsOf(field, openingValues) {
  const given = field.valuesKey === undefined ? field.values : openingValues?.[field.valuesKey];
  return (Array.isArray(given) ? given : []).map((option) =>
    typeof option === 'string' ? { value: option, label: option } : { value: option.value, label: option.label ?? option.value },
  );
}

export function kindOf(field) {
  return field.properties?.kind ?? null;
}

/** Full-width letters, digits and signs as Chinese input methods produce them, to half-width. */
export function toHalfWidth(text) {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.')
    .replace(/[\u3000\u00a0]/g, ' ');
}

/** Characters nobody sees that come along when text is pasted from a chat; the server refuses them. */
export function withoutInvisible(text) {
  return text.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '');
}

/** "１，２００．５ 元" → "1200.5". A text that is no number comes back as typed, so that nothing is lost. */
export function plainNumber(text) {
  const bare = toHalfWidth(text)
    .replace(/\s/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/[元%]$/, '');
  const ungrouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? bare.replace(/,/g, '') : bare;
  const match = /^(-?)0*(\d+)(?:\.(\d*))?$/.exec(ungrouped);
  if (!match) {
    return text.trim();
  }
  const [, sign, whole, fraction] = match;
  return sign + whole + (fraction ? '.' + fraction : '');
}

/** The value of a text field as it is checked, kept and sent. */
export function normaliseText(field, value) {
  if (typeof value !== 'string') {
    return value;
  }
  value = withoutInvisible(value);
  const kind = kindOf(field);
  if (kind === 'money' || kind === 'count' || kind === 'percent') {
    return plainNumber(value);
  }
  const trimmed = value.replace(/[\u3000\u00a0]/g, ' ').trim();
  const pattern = field.validate?.pattern;
  if (pattern && !matches(pattern, trimmed)) {
    // identity numbers, telephones, document numbers: the same characters, typed full-width, with spaces or small x
    const half = toHalfWidth(value).trim();
    return [half, half.replace(/\s/g, ''), half.replace(/\s/g, '').toUpperCase()].find((v) => matches(pattern, v)) ?? trimmed;
  }
  return trimmed;
}

export function matches(pattern, text) {
  return new RegExp(pattern).test(text);
}

/** "1234567.5" → "1,234,567.5"; null where there is nothing to make easier to read. */
export function withThousands(text) {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(plainNumber(text ?? ''));
  if (!match || match[2].length < 4) {
    return null;
  }
  return match[1] + match[2].replace(/\B(?=(\d{3})+$)/g, ',') + (match[3] ?? '');
}

/** 12345.6 yuan are easier to compare as 1.23 万元. */
export function inTenThousands(text) {
  const plain = plainNumber(text ?? '');
  if (!/^-?\d+(\.\d+)?$/.test(plain) || Math.abs(Number(plain)) < 10000) {
    return null;
  }
  return String(Math.round(Number(plain) / 100) / 100);
}

/** The dates people write, as ISO: 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 20261121. Null if it is none. */
export function parseDate(text) {
  const half = toHalfWidth(text ?? '').trim();
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(half) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(half);
  if (!match) {
    return null;
  }
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return null;
  }
  return date.toISOString().slice(0, 10);
}

/** Today in China, wherever the computer believes it is. */
export function today(now = new Date()) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
}

/** 11月21日 15:20, with the year when it is another one. */
export function momentText(instant, now = new Date()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const [day, time] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(date)
    .split(' ');
  const [y, m, d] = day.split('-').map(Number);
  const year = y === Number(today(now).slice(0, 4)) ? '' : `${y}年`;
  return `${year}${m}月${d}日 ${time}`;
}

const children = (field) => field.components ?? [];

/** Applies {@link normaliseText} to every text field of a form's data. */
export function normaliseData(components, data) {
  const result = { ...data };
  for (const field of components) {
    if (field.type === 'textfield' && field.key in result) {
      result[field.key] = normaliseText(field, result[field.key]);
    } else if (field.type === 'textarea' && typeof result[field.key] === 'string') {
      result[field.key] = result[field.key].trim() === '' ? '' : withoutInvisible(result[field.key]);
    } else if (field.type === 'datetime' && typeof result[field.key] === 'string') {
      result[field.key] = parseDate(result[field.key]) ?? (result[field.key].trim() || null);
    } else if (field.type === 'group' && !field.path) {
      Object.assign(result, normaliseData(children(field), result));
    } else if (field.type === 'group' && result[field.path]) {
      result[field.path] = normaliseData(children(field), result[field.path]);
    } else if (field.type === 'dynamiclist' && Array.isArray(result[field.path])) {
      result[field.path] = result[field.path].map((row) => normaliseData(children(field), row ?? {}));
    }
  }
  return result;
}

/** Facts the server shows and nobody types: they always come fresh, never from a draft. */
const isFact = (field) => field.readonly === true || field.disabled === true || kindOf(field) === 'reference';

/**
 * A draft laid over fresh values. Rows of a list that officials cannot lengthen (the household's members) are the
 * server's of today; what was typed goes to the row with the same reference, or to the same place when rows carry none.
 */
export function mergeDraft(components, values, draft) {
  const result = { ...values };
  for (const field of components) {
    if (field.type === 'group' && !field.path) {
      Object.assign(result, mergeDraft(children(field), result, draft));
    } else if (field.type === 'group') {
      result[field.path] = mergeDraft(children(field), values[field.path] ?? {}, draft[field.path] ?? {});
    } else if (field.type === 'dynamiclist') {
      result[field.path] = mergeRows(field, values[field.path], draft[field.path]);
    } else if (field.key && field.key in draft && !isFact(field)) {
      result[field.key] = draft[field.key];
    }
  }
  return result;
}

function mergeRows(list, rows, draftRows) {
  if (!Array.isArray(draftRows)) {
    return rows;
  }
  if (list.allowAddRemove !== false || !Array.isArray(rows)) {
    return draftRows;
  }
  const reference = children(list).find((field) => kindOf(field) === 'reference')?.key;
  if (!reference && rows.length !== draftRows.length) {
    return rows;
  }
  return rows.map((row, index) => {
    const typed = reference ? draftRows.find((d) => d?.[reference] === row[reference]) : draftRows[index];
    return typed ? mergeDraft(children(list), row, typed) : row;
  });
}
