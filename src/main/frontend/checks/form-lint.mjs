// What a form of this project may hold, so that the browser's and the server's checker agree and officials can read it.
import { parseCondition } from '../form/condition.js';
import { parseSum } from '../form/sums.js';

const COMMON = ['type', 'id', 'label', 'conditional', 'layout', 'properties', 'description'];
const INPUT = [...COMMON, 'key', 'validate', 'readonly', 'defaultValue'];
const CHOICE = [...INPUT, 'values', 'valuesKey'];

/** Component types and the attributes each may have. */
const TYPES = {
  textfield: [...INPUT, 'appearance'],
  textarea: INPUT,
  select: CHOICE,
  radio: CHOICE,
  checklist: CHOICE,
  checkbox: INPUT,
  datetime: [...INPUT, 'dateLabel', 'subtype'],
  evidence: INPUT,
  group: [...COMMON, 'components', 'path', 'showOutline', 'verticalAlignment'],
  dynamiclist: [...COMMON, 'components', 'path', 'showOutline', 'isRepeating', 'allowAddRemove', 'defaultRepetitions', 'disableCollapse', 'verticalAlignment'],
  text: ['type', 'id', 'text', 'conditional', 'layout', 'properties'],
  separator: ['type', 'id', 'conditional', 'layout', 'properties'],
  spacer: ['type', 'id', 'conditional', 'layout', 'properties', 'height'],
};

const VALIDATIONS = {
  textfield: ['required', 'minLength', 'maxLength', 'pattern', 'patternErrorMessage', 'min', 'max'],
  textarea: ['required', 'minLength', 'maxLength'],
};

const PROPERTIES = {
  textfield: ['routing', 'kind', 'sum', 'per'],
  datetime: ['opens'],
  select: ['routing'],
  radio: ['routing'],
  checkbox: ['routing'],
  evidence: ['accept', 'maxItems'],
  dynamiclist: ['minRows', 'maxRows', 'lines'],
};

const MAX_LENGTH = { textfield: 500, textarea: 4000 };
const NUMBERS = ['money', 'count', 'percent'];
const KINDS = [...NUMBERS, 'reference'];
const ASKING = Object.keys(TYPES).filter((type) => TYPES[type] === INPUT || TYPES[type].includes('key'));
const CAMEL_CASE = /^[a-z][a-zA-Z0-9]{0,63}$/;
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/** Latin letters that Chinese papers use as well: units, grades, formats. */
const USUAL_LATIN = /\b(?:m|m²|km|kg|PDF|App|[A-Z])\b/g;

/**
 * @param {string} stem name of the file without `.form`
 * @param {object} form its content
 * @returns {string[]} what is wrong, each with the place first; empty if the form is good
 */
export function lintForm(stem, form) {
  const problems = [];
  const say = (where, what) => problems.push(`${where}: ${what}`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(stem)) say('file', 'is named with small letters and hyphens');
  if (form.id !== stem) say('id', `is the file's name, ${stem}`);
  if (form.type !== 'default') say('type', 'is default');
  if (form.executionPlatform !== 'Camunda Platform') say('executionPlatform', 'is Camunda Platform');
  if (form.executionPlatformVersion !== '7.24.0') say('executionPlatformVersion', 'is 7.24.0');
  if (form.schemaVersion !== 18) say('schemaVersion', 'is 18');

  const scope = { fields: new Map(), parent: null, list: null };
  const seen = { ids: new Set(), conditions: [], say, prefilled: new Set() };
  lintComponents(form.components ?? [], scope, seen, []);
  if (scope.fields.size === 0) say('form', 'asks nothing');
  seen.conditions.forEach((condition) => lintReferences(condition, seen));
  lintCircles(seen);
  return problems;
}

function lintComponents(components, scope, seen, ancestors) {
  const rows = new Map();
  for (const component of components) {
    lintComponent(component, scope, seen, ancestors);
    const { row, columns } = component.layout ?? {};
    if (row) rows.set(row, (rows.get(row) ?? 0) + (columns ?? 16));
  }
  for (const [row, columns] of rows) {
    if (columns > 16 && components.filter((c) => c.layout?.row === row).length > 1) seen.say(row, `has ${columns} columns, 16 fit`);
  }
}

function lintComponent(component, scope, seen, ancestors) {
  const where = component.key ?? component.path ?? component.id ?? component.type ?? '?';
  const say = (what) => seen.say(scope.list ? `${scope.list}[].${where}` : where, what);
  const { type } = component;
  const allowed = TYPES[type];
  if (!allowed) {
    say(`type ${type} is not allowed`);
    return;
  }
  for (const attribute of Object.keys(component)) {
    if (!allowed.includes(attribute)) say(`${type} has no ${attribute}`);
  }
  if (!component.id) say('needs an id');
  else if (seen.ids.has(component.id)) say(`id ${component.id} stands twice`);
  seen.ids.add(component.id);

  lintTexts(component, say);
  lintProperties(component, scope, say);
  const entry = { component, scope, ancestors, where };
  if (ASKING.includes(type)) {
    claim(component.key, 'key', entry, scope, say);
    lintField(component, say);
  }
  lintCondition(entry, seen, say);

  if (type === 'group' || type === 'dynamiclist') {
    if (!component.components?.length) say('is empty');
    const inner =
      type === 'dynamiclist' || component.path
        ? { fields: new Map(), parent: scope, list: type === 'dynamiclist' ? (component.path ?? '?') : scope.list, isRow: type === 'dynamiclist' }
        : scope;
    if (inner !== scope) {
      if (claim(component.path, 'path', entry, scope, say)) entry.inner = inner;
    }
    if (type === 'dynamiclist') {
      if (scope.list) say('a list inside a list is too hard to fill in');
      if (component.isRepeating !== true) say('isRepeating is true');
      if (typeof component.allowAddRemove !== 'boolean') say('says whether rows may be added: allowAddRemove');
    }
    lintComponents(component.components ?? [], inner, seen, [...ancestors, entry]);
  }
}

function claim(name, attribute, entry, scope, say) {
  if (!CAMEL_CASE.test(name ?? '')) {
    say(`${attribute} is an English word in camelCase`);
    return false;
  }
  if (scope.fields.has(name)) {
    say(`${attribute} ${name} stands twice`);
    return false;
  }
  scope.fields.set(name, entry);
  return true;
}

function lintTexts(component, say) {
  const { type } = component;
  const label = type === 'datetime' ? component.dateLabel : component.label;
  if (!['text', 'separator', 'spacer'].includes(type) && !label?.trim()) say('needs a label');
  if (type === 'text' && !component.text?.trim()) say('needs a text');
  const texts = [
    ['label', label],
    ['text', component.text],
    ['description', component.description],
    ['patternErrorMessage', component.validate?.patternErrorMessage],
    ['prefix', component.appearance?.prefixAdorner],
    ['suffix', component.appearance?.suffixAdorner],
    ...(component.values ?? []).map((option) => ['option', option.label]),
  ];
  for (const [name, text] of texts) {
    if (text === undefined || text === null) continue;
    if (typeof text !== 'string') say(`${name} is a text`);
    else if (text.startsWith('=') || text.includes('{{')) say(`${name} is no expression`);
    else if (/[A-Za-z]{2,}/.test(text.replace(USUAL_LATIN, ''))) say(`${name} is not Chinese: ${text}`);
    else if ((name === 'label' || name === 'text') && !/\p{Script=Han}/u.test(text)) say(`${name} is not Chinese: ${text}`);
  }
}

function lintProperties(component, scope, say) {
  const { type, properties = {} } = component;
  for (const [name, value] of Object.entries(properties)) {
    if (!(PROPERTIES[type] ?? []).includes(name)) say(`${type} has no property ${name}`);
    if (['maxItems', 'minRows', 'maxRows'].includes(name) && !/^[1-9]\d*$/.test(String(value))) say(`${name} is a number`);
  }
  if (properties.kind !== undefined && !KINDS.includes(properties.kind)) say(`kind is one of ${KINDS.join(', ')}`);
  if (properties.kind === 'reference' && !scope.isRow) say('only a row of a list has a reference');
  if (properties.lines !== undefined && String(properties.lines) !== 'true') say('lines is true or not there');
  if (properties.opens !== undefined && properties.opens !== 'today') say('opens is today');
  if (properties.sum !== undefined || properties.per !== undefined) lintSum(component, scope, say);
  if (properties.routing !== undefined) {
    if (String(properties.routing) !== 'true') say('routing is true or not there');
    if (scope.parent) say('only a field outside lists and groups with a path is routing');
    const decides = ['select', 'radio', 'checkbox'].includes(type) || properties.kind === 'count';
    if (!decides) say('only a choice, a tick or a count can be routing');
  }
}

function lintSum({ readonly, properties }, scope, say) {
  if (!readonly || properties.kind !== 'money' || scope.parent) say('only a read-only amount outside lists and groups with a path is a sum');
  const sum = parseSum(properties.sum ?? '', properties.per);
  if (!sum) {
    say('sum is like "crops + livestock - fodder", per is a count or like "members.counted = YES"');
    return;
  }
  const amounts = sum.terms.map(({ key }) => [key, ['money', 'count'], scope.fields.get(key)]);
  if (sum.per?.count) amounts.push([sum.per.count, ['count'], scope.fields.get(sum.per.count)]);
  for (const [key, kinds, found] of amounts) {
    if (!kinds.includes(found?.component.properties?.kind)) say(`no ${kinds.join(' or ')} ${key} stands above it`);
  }
  if (sum.per?.list) {
    const choice = scope.fields.get(sum.per.list)?.inner?.fields.get(sum.per.key)?.component;
    if (!choice?.values?.some((option) => option.value === sum.per.value)) say(`no row of ${sum.per.list} has the choice ${sum.per.key} ${sum.per.value}`);
  }
}

function lintField(component, say) {
  const { type, validate = {}, properties = {} } = component;
  const known = VALIDATIONS[type] ?? ['required'];
  for (const name of Object.keys(validate)) {
    if (!known.includes(name)) say(`${type} has no validation ${name}`);
  }
  for (const [name, value] of Object.entries({ required: validate.required, readonly: component.readonly })) {
    if (value !== undefined && typeof value !== 'boolean') say(`${name} is true or false`);
  }
  if (type in MAX_LENGTH) lintLengths(type, validate, say);
  if (type === 'textfield') lintPattern(validate, properties, say);
  if (type === 'datetime' && component.subtype !== 'date') say('subtype is date');
  if (CHOICE.every((attribute) => TYPES[type].includes(attribute))) lintOptions(component, say);
  if (component.defaultValue !== undefined && typeof component.defaultValue === 'string' && component.defaultValue.startsWith('=')) {
    say('defaultValue is no expression');
  }
}

function lintLengths(type, validate, say) {
  const { minLength, maxLength } = validate;
  if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > MAX_LENGTH[type]) {
    say(`needs maxLength, at most ${MAX_LENGTH[type]}`);
  }
  if (minLength !== undefined && (!Number.isInteger(minLength) || minLength > maxLength)) {
    say('minLength is a number not above maxLength');
  }
}

function lintPattern(validate, properties, say) {
  const { pattern, patternErrorMessage, min, max } = validate;
  const isNumber = NUMBERS.includes(properties.kind);
  for (const [name, value] of Object.entries({ min, max })) {
    if (value !== undefined && (typeof value !== 'number' || !isNumber)) say(`${name} is a number, of a field of kind ${NUMBERS.join(', ')}`);
  }
  if (pattern === undefined) {
    if (patternErrorMessage !== undefined) say('patternErrorMessage without a pattern');
    return;
  }
  try {
    new RegExp(pattern);
  } catch {
    say(`pattern is no regular expression: ${pattern}`);
    return;
  }
  if (!/^\^.*\$$/s.test(pattern)) say('pattern starts with ^ and ends with $');
  if (/\(\?(?!:)|\\[1-9bBkpPuxc]|\[\^?\]|&&|[^\\][*+?}]\+/.test(pattern)) {
    say('pattern uses what browser and server read differently');
  }
  if (/\([^()]*[*+][^()]*\)[*+{]/.test(pattern)) say('pattern repeats a repetition, which can take forever');
  if (!patternErrorMessage && !isNumber) say('needs a patternErrorMessage');
}

function lintOptions(component, say) {
  const { values, valuesKey } = component;
  if (valuesKey !== undefined) {
    if (values !== undefined) say('has values or valuesKey, not both');
    if (!CAMEL_CASE.test(valuesKey)) say('valuesKey is an English word in camelCase');
    return;
  }
  if (!values?.length) {
    say('needs values');
    return;
  }
  const seen = { value: new Set(), label: new Set() };
  for (const option of values) {
    if (typeof option.value !== 'string' || !CONSTANT.test(option.value)) say(`option ${option.value} is not written like a constant`);
    if (!option.label?.trim()) say(`option ${option.value} needs a label`);
    for (const name of ['value', 'label']) {
      if (seen[name].has(option[name])) say(`option ${option[name]} stands twice`);
      seen[name].add(option[name]);
    }
  }
}

function lintCondition(entry, seen, say) {
  const { conditional } = entry.component;
  if (conditional === undefined) return;
  const hide = conditional.hide;
  if (Object.keys(conditional).some((name) => name !== 'hide') || typeof hide !== 'string') {
    say('conditional has hide, a text, and nothing else');
    return;
  }
  try {
    entry.condition = parseCondition(hide);
    seen.conditions.push(entry);
  } catch (problem) {
    say(`condition ${hide}: ${problem.message}`);
  }
}

function lintReferences(entry, seen) {
  const say = (what) => seen.say(entry.where, `condition ${entry.component.conditional.hide}: ${what}`);
  entry.references = [];
  for (const { path, value } of entry.condition.comparisons) {
    const found = resolve(path, entry.scope);
    if (!found) {
      say(`there is no field ${path.join('.')}`);
      continue;
    }
    const { component } = found;
    if (component === entry.component) say('a field cannot depend on itself');
    const options = component.values?.map((option) => option.value);
    if (component.type === 'checkbox' ? typeof value !== 'boolean' : typeof value !== 'string') {
      say(`${path.join('.')} is compared with ${JSON.stringify(value)}, which it never is`);
    } else if (options && !options.includes(value)) {
      say(`${path.join('.')} has no option ${value}`);
    } else if (!['checkbox', 'select', 'radio', 'textfield'].includes(component.type)) {
      say(`${path.join('.')} is a ${component.type}: only choices, ticks and text fields can decide`);
    }
    entry.references.push(found);
    lintVisibility(entry, found, say);
  }
}

/**
 * What a hidden field holds must not decide: browsers let the value with which it opened shine through. So a condition
 * names only fields that are always there, or are there whenever this one is, or it names their own condition as well.
 */
function lintVisibility(entry, found, say) {
  const own = new Set(entry.condition.disjuncts);
  const around = new Set(entry.ancestors.map((ancestor) => ancestor.component));
  for (const holder of [...found.ancestors, found]) {
    const hidden = holder.condition;
    if (hidden && !around.has(holder.component) && !hidden.disjuncts.every((part) => own.has(part))) {
      say(`${holder.where} may be hidden itself: say "${holder.component.conditional.hide.slice(1)} or …" as well`);
    }
  }
}

/** `place`, `this.counted` (a row's own), `income.wages` (a group with a path). Names without `this` stand at the top. */
function resolve(path, scope) {
  let names = path;
  let place = scope;
  while (place.parent && !place.isRow) place = place.parent; // groups share the row they are in
  if (names[0] === 'this') {
    names = names.slice(1);
  } else {
    while (place.parent) place = place.parent;
  }
  let found = null;
  for (const name of names) {
    found = place?.fields.get(name) ?? null;
    if (!found) return null;
    place = found.inner;
  }
  return found?.component.key ? found : null;
}

function lintCircles(seen) {
  const visit = (entry, trail) => {
    if (trail.includes(entry)) {
      seen.say(entry.where, 'its condition depends on itself in a circle');
      return;
    }
    for (const found of entry.references ?? []) {
      for (const holder of [...found.ancestors, found]) visit(holder, [...trail, entry]);
    }
  };
  seen.conditions.forEach((entry) => visit(entry, []));
}
