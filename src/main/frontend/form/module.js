import { FormFields } from '@bpmn-io/form-js-viewer';
import { Checkbox, Checklist, Radio, Select } from './components/choices.jsx';
import { DateField } from './components/date.jsx';
import { createEvidence } from './components/evidence.jsx';
import { NumberedRows, RowList } from './components/rows.jsx';
import { Textarea, Textfield } from './components/texts.jsx';
import { ChineseValidator, QuickConditions, SettledConditionChecker } from './services.js';

/** The didi module that makes form-js ours: components, validator, conditions, lists. */
export function bangfuModule(evidenceStore) {
  class BangfuFields extends FormFields {
    constructor() {
      super();
      this.register('textfield', Textfield);
      this.register('textarea', Textarea);
      this.register('radio', Radio);
      this.register('checklist', Checklist);
      this.register('checkbox', Checkbox);
      this.register('select', Select);
      this.register('datetime', DateField);
      this.register('dynamiclist', RowList);
      this.register('evidence', createEvidence(evidenceStore));
    }
  }
  return {
    formFields: ['type', BangfuFields],
    expressionLanguage: ['type', QuickConditions],
    validator: ['type', ChineseValidator],
    conditionChecker: ['type', SettledConditionChecker],
    repeatRenderManager: ['type', NumberedRows],
  };
}
