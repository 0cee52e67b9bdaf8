import { Datetime as BaseDatetime } from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/esm/l10n/zh.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { TEXTS } from '../messages.js';
import { parseDate, today } from '../values.js';
import { describedBy, Fact, Field, useCalmErrors } from './field.jsx';

const LOCALE = { ...Mandarin, firstDayOfWeek: 1, yearAriaLabel: '年', monthAriaLabel: '月' };

/** A day, typed in any of the ways people write it or picked from a calendar. What is no date stays as typed. */
export function DateField(props) {
  const { field, value, domId, errors = [], readonly, disabled, onChange, onBlur, onFocus } = props;
  const calm = useCalmErrors(errors);
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const input = useRef(null);
  if (readonly || disabled) {
    return (
      <Field of={props}>
        <Fact domId={domId}>{value}</Fact>
      </Field>
    );
  }
  const change = (text) => onChange({ value: text === '' ? null : text });
  const settle = () => {
    const date = parseDate(value);
    if (date && date !== value) change(date);
  };
  const close = (refocus) => {
    setOpen(false);
    if (refocus) input.current?.focus();
  };
  const leave = (event) => {
    if (event.target === input.current) {
      calm.left();
      settle();
    }
    if (box.current?.contains(event.relatedTarget)) return;
    setOpen(false);
    if (value) onBlur();
  };
  const keys = (event) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close(true);
    } else if (event.key === 'ArrowDown' && event.target === input.current) {
      event.preventDefault();
      setOpen(true);
    }
  };
  return (
    <Field of={props} errors={calm.shown}>
      <div class="bf-date" ref={box} onFocusOut={leave} onKeyDown={keys}>
        <div class="bf-input">
          <input
            id={domId}
            ref={input}
            type="text"
            value={value ?? ''}
            placeholder={TEXTS.datePlaceholder}
            autocomplete="off"
            required={field.validate?.required}
            aria-invalid={calm.shown.length > 0}
            aria-describedby={describedBy(domId)}
            onInput={(event) => change(event.currentTarget.value)}
            onFocus={() => {
              calm.entered();
              onFocus();
            }}
            onClick={() => setOpen(true)}
          />
          {!value && (
            <button type="button" class="bf-link" onClick={() => change(today())}>
              {TEXTS.today}
            </button>
          )}
          <button type="button" class="bf-affix bf-calendar-button" aria-label={TEXTS.openCalendar} onClick={() => setOpen(!open)}>
            <CalendarIcon />
          </button>
        </div>
        {open && (
          <Calendar
            value={parseDate(value)}
            focusFirst={input.current?.getRootNode().activeElement !== input.current}
            onPick={(date) => {
              change(date);
              close(true);
            }}
          />
        )}
      </div>
    </Field>
  );
}

DateField.config = {
  ...BaseDatetime.config,
  // form-js throws away what is no date; here it comes back with a message
  sanitizeValue: ({ value }) => (typeof value === 'string' && value.trim() ? (parseDate(value) ?? value) : null),
};

function Calendar({ value, focusFirst, onPick }) {
  const host = useRef(null);
  useEffect(() => {
    const anchor = host.current.appendChild(document.createElement('input'));
    anchor.type = 'hidden';
    const picker = flatpickr(anchor, {
      inline: true,
      locale: LOCALE,
      dateFormat: 'Y-m-d',
      defaultDate: value,
      now: today(),
      disableMobile: true,
      monthSelectorType: 'dropdown',
      onChange: (_, date) => onPick(date),
    });
    if (focusFirst) {
      picker.calendarContainer.querySelector('.selected, .today, .flatpickr-day')?.focus();
    }
    return () => picker.destroy();
  }, []);
  return <div class="bf-calendar" ref={host} />;
}

function CalendarIcon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        fill="currentColor"
        d="M5 1v1.5h6V1h1.2v1.5H14A1 1 0 0 1 15 3.500v10a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1h1.800V1zM2.200 6.700v6.600h11.600V6.700zm0-3v1.800h11.600V3.700z"
      />
    </svg>
  );
}
