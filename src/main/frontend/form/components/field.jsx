import { useRef, useState } from 'preact/hooks';
import { TEXTS } from '../messages.js';

export const ids = (domId) => ({ label: `${domId}-label`, help: `${domId}-help`, error: `${domId}-error` });

export const describedBy = (domId) => `${ids(domId).help} ${ids(domId).error}`;

/** Label, control, help and message of one question. `group` says that the control is several inputs. */
export function Field({ of, group = false, errors = of.errors ?? [], extra, children }) {
  const { field, domId, readonly, disabled } = of;
  const id = ids(domId);
  const classes = ['bf-field', `bf-${field.type}`];
  if (errors.length) classes.push('bf-wrong');
  if (readonly || disabled) classes.push('bf-fixed');
  return (
    <div class={classes.join(' ')} data-field={field.key}>
      <FieldLabel field={field} id={id.label} htmlFor={group ? undefined : domId} fixed={readonly || disabled} />
      {children}
      {field.description && (
        <div class="bf-help" id={id.help}>
          {field.description}
        </div>
      )}
      {extra}
      <Messages id={id.error} errors={errors} />
    </div>
  );
}

export function FieldLabel({ field, id, htmlFor, fixed }) {
  const label = field.label ?? field.dateLabel;
  if (!label) return null;
  const content = (
    <>
      {label}
      {field.validate?.required && !fixed && (
        <span class="bf-required" title={TEXTS.required}>
          *
        </span>
      )}
    </>
  );
  return htmlFor ? (
    <label class="bf-label" id={id} for={htmlFor}>
      {content}
    </label>
  ) : (
    <div class="bf-label" id={id}>
      {content}
    </div>
  );
}

export function Messages({ id, errors }) {
  return (
    <div class="bf-error" id={id} aria-live="polite">
      {errors.map((message) => (
        <div key={message}>{message}</div>
      ))}
    </div>
  );
}

/**
 * While somebody is still typing, a text that is not right yet is no mistake: a message that was not there when the
 * field was entered waits until it is left.
 */
export function useCalmErrors(errors) {
  const [focused, setFocused] = useState(false);
  const shownAtFocus = useRef(false);
  return {
    shown: focused && !shownAtFocus.current ? [] : errors,
    entered: () => {
      shownAtFocus.current = errors.length > 0;
      setFocused(true);
    },
    left: () => setFocused(false),
  };
}

/** A fact to read: wraps, and is never cut off as it would be inside an input. */
export function Fact({ domId, children }) {
  const empty = children === undefined || children === null || children === '';
  return (
    <div class={empty ? 'bf-fact bf-none' : 'bf-fact'} id={domId} tabIndex={-1} aria-labelledby={ids(domId).label}>
      {empty ? TEXTS.nothing : children}
    </div>
  );
}
