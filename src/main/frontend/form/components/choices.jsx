import {
  Checkbox as BaseCheckbox,
  Checklist as BaseChecklist,
  FormContext,
  Radio as BaseRadio,
  Select as BaseSelect,
} from '@bpmn-io/form-js-viewer';
import { useContext } from 'preact/hooks';
import { TEXTS } from '../messages.js';
import { optionsOf } from '../values.js';
import { describedBy, Fact, Field, FieldLabel, ids, Messages } from './field.jsx';

function useOptions(field) {
  const { getService } = useContext(FormContext);
  return optionsOf(field, getService('form')._getState().initialData);
}

const labelOf = (options, value) => options.find((option) => option.value === value)?.label ?? value;

export function Radio(props) {
  const { field, value, domId, readonly, disabled, errors = [], onChange } = props;
  const options = useOptions(field);
  if (readonly || disabled) {
    return (
      <Field of={props} group>
        <Fact domId={domId}>{labelOf(options, value)}</Fact>
      </Field>
    );
  }
  return (
    <Field of={props} group>
      <div class="bf-choices" role="radiogroup" id={domId} aria-labelledby={ids(domId).label} aria-describedby={describedBy(domId)}>
        {options.map((option, index) => (
          <label class={option.value === value ? 'bf-choice bf-chosen' : 'bf-choice'} key={option.value}>
            <input
              type="radio"
              id={`${domId}-${index}`}
              name={domId}
              checked={option.value === value}
              aria-invalid={errors.length > 0}
              onChange={() => onChange({ value: option.value })}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Field>
  );
}
Radio.config = BaseRadio.config;

export function Checklist(props) {
  const { field, value, domId, readonly, disabled, errors = [], onChange } = props;
  const options = useOptions(field);
  const chosen = Array.isArray(value) ? value : [];
  if (readonly || disabled) {
    return (
      <Field of={props} group>
        <Fact domId={domId}>{chosen.map((v) => labelOf(options, v)).join('、')}</Fact>
      </Field>
    );
  }
  // the order of the options, not of the clicks: two officials with the same answer send the same answer
  const toggle = (wanted) =>
    onChange({
      value: options
        .map((option) => option.value)
        .filter((v) => (v === wanted ? !chosen.includes(v) : chosen.includes(v))),
    });
  return (
    <Field of={props} group>
      <div class="bf-choices" role="group" id={domId} aria-labelledby={ids(domId).label} aria-describedby={describedBy(domId)}>
        {options.map((option, index) => (
          <label class={chosen.includes(option.value) ? 'bf-choice bf-chosen' : 'bf-choice'} key={option.value}>
            <input
              type="checkbox"
              id={`${domId}-${index}`}
              checked={chosen.includes(option.value)}
              aria-invalid={errors.length > 0}
              onChange={() => toggle(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Field>
  );
}
Checklist.config = BaseChecklist.config;

export function Checkbox(props) {
  const { field, value, domId, readonly, disabled, errors = [], onChange } = props;
  const fixed = readonly || disabled;
  const id = ids(domId);
  if (fixed) {
    return (
      <Field of={props} group>
        <Fact domId={domId}>{value === true ? '是' : '否'}</Fact>
      </Field>
    );
  }
  return (
    <div class={errors.length ? 'bf-field bf-checkbox bf-wrong' : 'bf-field bf-checkbox'} data-field={field.key}>
      <div class={value === true ? 'bf-choice bf-chosen' : 'bf-choice'}>
        <input
          type="checkbox"
          id={domId}
          checked={value === true}
          required={field.validate?.required}
          aria-invalid={errors.length > 0}
          aria-describedby={describedBy(domId)}
          onChange={(event) => onChange({ value: event.currentTarget.checked })}
        />
        <FieldLabel field={field} id={id.label} htmlFor={domId} />
      </div>
      {field.description && (
        <div class="bf-help" id={id.help}>
          {field.description}
        </div>
      )}
      <Messages id={id.error} errors={errors} />
    </div>
  );
}
Checkbox.config = BaseCheckbox.config;

export function Select(props) {
  const { field, value, domId, readonly, disabled, errors = [], onChange, onBlur, onFocus } = props;
  const options = useOptions(field);
  if (readonly || disabled) {
    return (
      <Field of={props}>
        <Fact domId={domId}>{labelOf(options, value)}</Fact>
      </Field>
    );
  }
  return (
    <Field of={props}>
      <select
        id={domId}
        class={value ? '' : 'bf-unset'}
        required={field.validate?.required}
        aria-invalid={errors.length > 0}
        aria-describedby={describedBy(domId)}
        onChange={(event) => onChange({ value: event.currentTarget.value || null })}
        onFocus={onFocus}
        onBlur={() => value && onBlur()}
      >
        <option value="" selected={!value}>
          {TEXTS.pleaseSelect}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
Select.config = BaseSelect.config;
