import { Form } from '@bpmn-io/form-js-viewer';
import { EvidenceStore } from './evidence-store.js';
import { rowsProblem } from './messages.js';
import { bangfuModule } from './module.js';
import { errorsAt, nearestInstance, parsePath, withError } from './paths.js';
import { doSums } from './sums.js';
import { kindOf, normaliseData, optionsOf } from './values.js';

/**
 * One form on the screen: what was typed, what is wrong with it, and where.
 *
 * form-js is made with `debounce: false`: with its waiting time the text typed right after another field is lost.
 */
export class FormView {
  static async open({ host, schema, values, evidence }) {
    const view = new FormView(host, schema, new EvidenceStore(evidence));
    await view.form.importSchema(schema, values);
    doSums(view.form, schema.components);
    return view;
  }

  constructor(host, schema, evidenceStore) {
    this.host = host;
    this.schema = schema;
    this.evidence = evidenceStore;
    this.form = new Form({ debounce: false, container: host, additionalModules: [bangfuModule(evidenceStore)] });
    // a sum that changes is a change itself
    this.form.on('changed', () => doSums(this.form, schema.components) || this.changed?.());
    this.stopEnter = stopEnter;
    host.addEventListener('keydown', stopEnter);
  }

  /** Everything typed, also in fields that are hidden just now: what a draft keeps. */
  typed() {
    return normaliseData(this.schema.components, this.form._getState().data ?? {});
  }

  /** Checks all visible fields and answers what to send, or what is wrong in the order of the page. */
  check() {
    const { data } = this.form.submit();
    this.checkRows();
    const problems = [...this.problems(), ...this.evidence.problems().map((p) => ({ ...p, label: this.labelFor(p.domId) }))];
    return { data: normaliseData(this.schema.components, data), problems: this.inPageOrder(problems) };
  }

  /** form-js checks fields only, not how many rows a list has. */
  checkRows() {
    let { data, errors } = this.form._getState();
    for (const instance of this.instances()) {
      const field = this.fieldOf(instance);
      const rows = instance.valuePath.reduce((node, step) => node?.[step], data);
      const problem = field.type === 'dynamiclist' ? rowsProblem(field, Array.isArray(rows) ? rows.length : 0) : null;
      if (problem) {
        errors = withError(errors, instance.id, instance.indexes, problem);
      }
    }
    this.form._setState({ errors });
  }

  /** The messages shown at fields now: `[{domId, label, message}]`. */
  problems() {
    const { errors } = this.form._getState();
    const found = this.instances().flatMap((instance) =>
      errorsAt(errors, instance.id, instance.indexes).map((message) => ({
        domId: this.domIdOf(instance),
        label: this.labelOf(instance),
        message,
      })),
    );
    return this.inPageOrder(found);
  }

  /**
   * Puts the server's messages at their fields and answers all of them for the list on top; one whose field is not on
   * the screen stands in that list only.
   */
  showRefusal(refusals) {
    let { errors } = this.form._getState();
    const placeless = [];
    const showing = this.instances().filter((instance) => {
      const field = this.fieldOf(instance);
      return this.canShow(field);
    });
    for (const { field, message } of refusals) {
      const instance = nearestInstance(showing, parsePath(field));
      if (instance) {
        const field = this.fieldOf(instance);
        // beside its field a message need not name it: “姓名”不能… → 不能…
        const short = message.replace(`“${field.label ?? field.dateLabel}”`, '');
        errors = withError(errors, instance.id, instance.indexes, short || message);
      } else {
        placeless.push({ domId: null, label: null, message });
      }
    }
    this.form._setState({ errors });
    return [...placeless, ...this.problems()];
  }

  /** Scrolls to a field and puts the cursor into it. */
  goTo(domId) {
    const root = this.host.getRootNode();
    const target = root.getElementById(domId) ?? root.getElementById(`${domId}-label`);
    if (!target) return;
    const focusable = target.matches('input, textarea, select, button, [tabindex]')
      ? target
      : (target.querySelector('input, textarea, select, button') ?? target);
    (target.closest('.bf-field, .bf-rows') ?? target).scrollIntoView({ block: 'center' });
    focusable.focus({ preventScroll: true });
  }

  /** What was typed as plain text, to be kept by hand when the form itself can no longer be sent. */
  asText() {
    const data = this.typed();
    const { initialData } = this.form._getState();
    return this.instances()
      .filter((instance) => this.canShow(this.fieldOf(instance)) && this.fieldOf(instance).type !== 'dynamiclist')
      .map((instance) => {
        const field = this.fieldOf(instance);
        const value = instance.valuePath.reduce((node, step) => node?.[step], data);
        const words = [value].flat().map((v) => optionsOf(field, initialData).find((option) => option.value === v)?.label ?? v);
        const empty = value === undefined || value === null || value === '' || value === false || value.length === 0;
        return empty || field.type === 'evidence' ? null : `${this.labelOf(instance)}：${value === true ? '是' : words.join('、')}`;
      })
      .filter(Boolean)
      .join('\n');
  }

  destroy() {
    this.changed = null;
    this.host.removeEventListener('keydown', this.stopEnter);
    this.form.destroy();
  }

  instances() {
    return this.form.get('formFieldInstanceRegistry').getAll();
  }

  fieldOf(instance) {
    return this.form.get('formFieldRegistry').get(instance.id);
  }

  canShow(field) {
    if (!field || kindOf(field) === 'reference') return false;
    const { config } = this.form.get('formFields').get(field.type);
    return Boolean(config.keyed) || field.type === 'dynamiclist';
  }

  domIdOf({ id, indexes }) {
    return ['fjs-form', this.form._id, id].join('-') + Object.values(indexes ?? {}).map((index) => `_${index}`).join('');
  }

  labelFor(domId) {
    const instance = this.instances().find((i) => this.domIdOf(i) === domId);
    return instance ? this.labelOf(instance) : null;
  }

  /** 走访人员 第 2 行 姓名 */
  labelOf(instance) {
    const registry = this.form.get('formFieldRegistry');
    const own = this.fieldOf(instance);
    const words = [own?.label ?? own?.dateLabel ?? ''];
    for (let field = registry.get(own?._parent); field; field = registry.get(field._parent)) {
      const index = instance.indexes?.[field.id];
      if (index !== undefined) {
        words.unshift(`${field.label ?? ''} 第 ${index + 1} 行`);
      }
    }
    return words.filter(Boolean).join(' ');
  }

  inPageOrder(problems) {
    const root = this.host.getRootNode();
    const place = (problem) => root.getElementById(problem.domId);
    return [...problems].sort((a, b) => {
      const [first, second] = [place(a), place(b)];
      if (!first || !second || first === second) return 0;
      return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
  }
}

/** Enter in a one-line field moves nothing and submits nothing; in a text area, on a button or in the calendar it works as ever. */
function stopEnter(event) {
  const target = event.composedPath()[0];
  if (event.key === 'Enter' && (target.localName === 'input' || target.localName === 'select')) {
    event.preventDefault();
  }
}
