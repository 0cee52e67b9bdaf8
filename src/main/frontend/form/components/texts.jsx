import { FormContext, Textarea as BaseTextarea, Textfield as BaseTextfield } from '@bpmn-io/form-js-viewer';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { inTenThousands, kindOf, normaliseText, withThousands } from '../values.js';
import { describedBy, Fact, Field, useCalmErrors } from './field.jsx';
import { titleFieldOf } from './row-title.js';

const SUFFIX = { money: '元', percent: '%' };

export function Textfield(props) {
  const { field, value, domId, errors = [], readonly, disabled, onChange, onBlur, onFocus } = props;
  const calm = useCalmErrors(errors);
  const kind = kindOf(field);
  const { getService } = useContext(FormContext);
  if (kind === 'reference' || titleFieldOf(getService('formFieldRegistry').get(field._parent))?.id === field.id) {
    return null;
  }
  const suffix = field.appearance?.suffixAdorner ?? SUFFIX[kind];
  const prefix = field.appearance?.prefixAdorner;
  if (readonly || disabled) {
    const shown = kind ? (withThousands(value) ?? value) : value;
    return (
      <Field of={props}>
        <Fact domId={domId}>{shown && [prefix, shown, suffix].filter(Boolean).join(' ')}</Fact>
      </Field>
    );
  }
  const leave = () => {
    calm.left();
    const normal = normaliseText(field, value ?? '');
    if (normal !== (value ?? '')) {
      onChange({ value: normal });
    }
    if (normal) {
      onBlur();
    }
  };
  return (
    <Field of={props} errors={calm.shown} extra={kind && <Reading kind={kind} value={value} suffix={suffix} />}>
      <div class={kind ? 'bf-input bf-number' : 'bf-input'}>
        {prefix && <span class="bf-affix">{prefix}</span>}
        <input
          id={domId}
          type="text"
          value={value ?? ''}
          autocomplete="off"
          inputMode={kind === 'count' ? 'numeric' : kind ? 'decimal' : undefined}
          required={field.validate?.required}
          aria-invalid={calm.shown.length > 0}
          aria-describedby={describedBy(domId)}
          onInput={(event) => onChange({ value: event.currentTarget.value })}
          onFocus={() => {
            calm.entered();
            onFocus();
          }}
          onBlur={leave}
        />
        {suffix && <span class="bf-affix">{suffix}</span>}
      </div>
    </Field>
  );
}
Textfield.config = BaseTextfield.config;

/** The amount once more, as it is easy to read: a nought too many shows at once. */
function Reading({ kind, value, suffix }) {
  const grouped = withThousands(value ?? '');
  if (!grouped || kind === 'percent') return null;
  const wan = inTenThousands(value ?? '');
  return (
    <div class="bf-reading">
      {grouped} {suffix ?? ''}
      {wan && <span>（约 {wan} 万{suffix ?? ''}）</span>}
    </div>
  );
}

export function Textarea(props) {
  const { field, value, domId, errors = [], readonly, disabled, onChange, onBlur, onFocus } = props;
  const calm = useCalmErrors(errors);
  const area = useRef(null);
  useLayoutEffect(() => {
    if (area.current) {
      area.current.style.height = 'auto';
      area.current.style.height = `${Math.min(area.current.scrollHeight + 2, 420)}px`;
    }
  }, [value]);
  if (readonly || disabled) {
    return (
      <Field of={props}>
        <Fact domId={domId}>{value}</Fact>
      </Field>
    );
  }
  const max = field.validate?.maxLength;
  const length = (value ?? '').trim().length;
  const counter = max !== undefined && length > max * 0.8 && (
    <div class="bf-reading">
      已写 {length} 字，最多 {max} 字
    </div>
  );
  return (
    <Field of={props} errors={calm.shown} extra={counter}>
      <textarea
        id={domId}
        ref={area}
        rows={3}
        value={value ?? ''}
        required={field.validate?.required}
        aria-invalid={calm.shown.length > 0}
        aria-describedby={describedBy(domId)}
        onInput={(event) => onChange({ value: event.currentTarget.value })}
        onFocus={() => {
          calm.entered();
          onFocus();
        }}
        onBlur={() => {
          calm.left();
          if (value) onBlur();
        }}
      />
    </Field>
  );
}
Textarea.config = BaseTextarea.config;
