import { render } from 'preact';
import { Notice } from '../form/step-form.jsx';
import { styledRoot } from '../form/sheet.js';
import css from './done-message.css';

let host = null;

/** After submitting: what was done and what comes next. Stays until it is read, or the next one comes. */
export function showDone({ title, next, caseId, api }) {
  host ??= document.body.appendChild(document.createElement('div'));
  host.id = 'bangfu-done';
  const root = styledRoot(host, css);
  const close = () => render(null, root);
  render(
    <div class="bf-step bf-done">
      <Notice kind="done">
        <p>
          <strong>已提交：{title}</strong>
        </p>
        {next && <p>{next}</p>}
        <button type="button" class="bf-button" onClick={close}>
          知道了
        </button>
        {caseId && (
          <a class="bf-link" href={api.url(`/cases/${encodeURIComponent(caseId)}`)} target="_blank" rel="noopener">
            看户档案
          </a>
        )}
      </Notice>
    </div>,
    root,
  );
}
