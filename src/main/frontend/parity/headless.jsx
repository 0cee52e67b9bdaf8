import { Form, FormContext, FormField, LocalExpressionContext } from '@bpmn-io/form-js-viewer';
import { renderToString } from 'preact-render-to-string';
import { EvidenceStore } from '../form/evidence-store.js';
import { rowsProblem } from '../form/messages.js';
import { bangfuModule } from '../form/module.js';
import { errorsAt, pathText, samePath } from '../form/paths.js';
import { doSums } from '../form/sums.js';
import { normaliseData } from '../form/values.js';

/** Nothing is drawn; which fields are there, the same components as in the browser say while they are rendered to text. */
const headless = {
  renderer: ['value', null],
  silenced: ['factory', Object.assign((formFields) => formFields.register('text', Nothing), { $inject: ['formFields'] })],
  __init__: ['silenced'],
};

function Nothing() {
  return null;
}
Nothing.config = { type: 'text', keyed: false, create: (options = {}) => options };

/**
 * What the browser would say to an answer.
 *
 * @param {object} schema the form
 * @param {object} values what the server opens the form with
 * @param {object} data what is typed: laid over the opening values, lists as a whole
 * @returns {Promise<{invalid: Record<string, string[]>, hidden: string[], data: object}>} messages by path, paths of what is
 *     hidden, and what would be sent
 */
export async function judge({ schema, values = {}, data = {} }) {
  const form = new Form({ debounce: false, additionalModules: [bangfuModule(new EvidenceStore({ urlOf: () => '', thumbnailOf: () => '' })), headless] });
  await form.importSchema(schema, values);
  form._setState({ data: laidOver(form._getState().data, data) });
  doSums(form, schema.components);
  render(form);

  const answer = form.submit();
  const registry = form.get('formFieldRegistry');
  const instances = form.get('formFieldInstanceRegistry').getAll();
  const invalid = {};
  for (const { id, indexes, valuePath } of instances) {
    const field = registry.get(id);
    const messages = errorsAt(answer.errors, id, indexes);
    if (field.type === 'dynamiclist') {
      const problem = rowsProblem(field, at(form._getState().data, valuePath)?.length ?? 0);
      if (problem) messages.push(problem);
    }
    if (messages.length) invalid[pathText(valuePath)] = messages;
  }
  const hidden = allPaths(schema.components, form._getState().data, [])
    .filter((path) => !instances.some((instance) => samePath(instance.valuePath, path)))
    .map(pathText);
  return { invalid, hidden, data: normaliseData(schema.components, answer.data) };
}

/** As form-js' own form component does it, without its frame. */
function render(form) {
  const { data, initialData, schema } = form._getState();
  const filtered = { ...initialData, ...form.get('conditionChecker').applyConditions(data, data) };
  const context = { data: filtered, parent: null, this: filtered, i: [] };
  form.get('formFieldInstanceRegistry').clear();
  renderToString(
    <FormContext.Provider value={{ getService: (name, strict = true) => form.get(name, strict), formId: form._id }}>
      <LocalExpressionContext.Provider value={context}>
        <FormField field={schema} onChange={() => {}} />
      </LocalExpressionContext.Provider>
    </FormContext.Provider>,
  );
}

function laidOver(below, above) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(below) || !isObject(above)) return above;
  const result = { ...below };
  for (const [key, value] of Object.entries(above)) {
    result[key] = laidOver(below[key], value);
  }
  return result;
}

const at = (data, path) => path.reduce((node, step) => node?.[step], data);

/** Paths of all fields, for every row there is. */
function allPaths(components, data, path) {
  return components.flatMap((field) => {
    if (field.type === 'group') {
      return allPaths(field.components, data, field.path ? [...path, ...field.path.split('.')] : path);
    }
    if (field.type === 'dynamiclist') {
      const list = [...path, field.path];
      const rows = at(data, list) ?? [];
      return [list, ...rows.flatMap((_, index) => allPaths(field.components, data, [...list, index]))];
    }
    return field.key ? [[...path, ...field.key.split('.')]] : [];
  });
}
