import { ConditionChecker } from '@bpmn-io/form-js-viewer';
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

/** Longer than any form's chain of conditions; the linter refuses circular ones. */
const MAX_CHAIN = 10;

/**
 * What a hidden field holds counts for nothing, also when it was prefilled and however long the chain of conditions is.
 * form-js applies conditions to the unfiltered data once and lets prefilled values of hidden fields shine through, so
 * the server, which only sees what was sent, would judge differently.
 */
export class SettledConditionChecker extends ConditionChecker {
  applyConditions(data, contextData = {}, options = {}) {
    let result = super.applyConditions(data, contextData, options);
    for (let round = 0; round < MAX_CHAIN; round++) {
      const next = super.applyConditions(data, result, options);
      const settled = JSON.stringify(next) === JSON.stringify(result);
      result = next;
      if (settled) break;
    }
    for (const key of Object.keys(data ?? {})) {
      if (!(key in result)) {
        result[key] = undefined;
      }
    }
    return result;
  }
}
SettledConditionChecker.$inject = ['formFieldRegistry', 'pathRegistry', 'expressionLanguage', 'eventBus'];
