import { buildExpressionContext, ConditionChecker, FeelExpressionLanguage } from '@bpmn-io/form-js-viewer';
import { parseCondition } from './condition.js';
import { problemOf } from './messages.js';

/** Takes the place of form-js' validator: judges by our own rules and speaks Chinese. */
export class ChineseValidator {
  constructor(formFieldRegistry) {
    this.fields = formFieldRegistry;
  }

  validateField(field, value) {
    const problem = problemOf(field, value);
    return problem ? [problem] : [];
  }

  validateFieldInstance(fieldInstance, value) {
    const field = this.fields.get(fieldInstance.id);
    return field ? this.validateField(field, value) : [];
  }
}
ChineseValidator.$inject = ['formFieldRegistry'];

/** Answers conditions of the subset that forms keep to at once; form-js' FEEL engine takes long over each. */
export class QuickConditions extends FeelExpressionLanguage {
  constructor(eventBus) {
    super(eventBus);
    this.parsed = new Map();
  }

  evaluateUnaryTest(expression, data = {}) {
    if (typeof expression !== 'string') {
      return null;
    }
    if (!this.parsed.has(expression)) {
      this.parsed.set(expression, parse(expression));
    }
    const condition = this.parsed.get(expression);
    return condition ? condition.holds(data) : super.evaluateUnaryTest(expression, data);
  }
}
QuickConditions.$inject = ['eventBus'];

function parse(expression) {
  try {
    return parseCondition(expression);
  } catch {
    return null;
  }
}

/** Longer than any form's chain of conditions; the linter refuses circular ones. */
const MAX_CHAIN = 10;

/**
 * What a hidden field holds counts for nothing, also when it was prefilled and however long the chain of conditions is.
 * form-js applies conditions to the unfiltered data once and lets prefilled values of hidden fields shine through, so
 * the server, which only sees what was sent, would judge differently.
 */
export class SettledConditionChecker extends ConditionChecker {
  constructor(formFieldRegistry, pathRegistry, expressionLanguage, eventBus) {
    super(formFieldRegistry, pathRegistry, expressionLanguage, eventBus);
    this.fields = formFieldRegistry;
    this.language = expressionLanguage;
  }

  applyConditions(data, contextData = {}) {
    const components = this.fields.getForm()?.components ?? [];
    let hidden = null;
    let result = contextData;
    for (let round = 0; round < MAX_CHAIN; round++) {
      const now = [];
      const context = { data: result, this: result, parent: null, i: [] };
      result = this.visible(components, data ?? {}, result, context, '', now);
      if (hidden === now.join()) break;
      hidden = now.join();
    }
    return result;
  }

  /**
   * A copy of `data` in which what is hidden is undefined; its places are added to `hidden`.
   *
   * @param {object} before the same part of the data as the round before left it: what a row's conditions see
   */
  visible(components, data, before, context, place, hidden) {
    const result = { ...data };
    for (const field of components) {
      const name = field.key ?? field.path;
      const isGone = this.isHidden(field, context);
      if (isGone) hidden.push(`${place}.${field.id}`);
      if (field.type === 'group' && !name) {
        const inner = isGone ? blank(field.components, data) : this.visible(field.components ?? [], result, before, context, place, hidden);
        Object.assign(result, inner);
      } else if (isGone) {
        result[name] = undefined;
      } else if (field.type === 'group' && result[name]) {
        result[name] = this.visible(field.components ?? [], result[name], before?.[name], context, `${place}.${name}`, hidden);
      } else if (field.type === 'dynamiclist' && Array.isArray(result[name])) {
        result[name] = result[name].map((row, index) => {
          const rowBefore = before?.[name]?.[index] ?? {};
          const inRow = { data: context.data, this: rowBefore, parent: context.this, i: [...context.i, index + 1] };
          return this.visible(field.components ?? [], row ?? {}, rowBefore, inRow, `${place}.${name}.${index}`, hidden);
        });
      }
    }
    return result;
  }

  isHidden(field, context) {
    const hide = field.conditional?.hide;
    return Boolean(hide) && this.check(hide, buildExpressionContext(context)) === true;
  }
}
SettledConditionChecker.$inject = ['formFieldRegistry', 'pathRegistry', 'expressionLanguage', 'eventBus'];

/** All names of a hidden group without a path of its own. */
function blank(components, data) {
  const names = {};
  for (const field of components ?? []) {
    const name = field.key ?? field.path;
    if (name) names[name] = undefined;
    else Object.assign(names, blank(field.components, data));
  }
  return names;
}
