import { newIdempotencyKey } from '../api/http.js';
import { Notice } from '../form/step-form.jsx';

/** What the server says to an act on many households: `{kind: 'done' | 'refused' | 'failed', …}`. */
export async function handIn(api, path, body, key) {
  try {
    return { kind: 'done', answer: await api.post(path, body, { 'Idempotency-Key': key }) };
  } catch (failure) {
    const said = failure.body ?? {};
    if (failure.kind === 'invalid' && (said.errors?.length || said.stuck?.length)) {
      return { kind: 'refused', errors: said.errors ?? [], stuck: said.stuck ?? [] };
    }
    return { kind: 'failed', failure };
  }
}

/** A key for an act: kept while the same thing is sent again, another one once it is mended. */
export class ActKey {
  constructor() {
    this.renew();
  }

  renew() {
    this.current = newIdempotencyKey();
  }
}

/** What stands in the way, household by household. */
export function Refusal({ outcome, onTakeOut, onOpen }) {
  if (outcome?.kind === 'failed') {
    return (
      <Notice kind="error">
        <p>{outcome.failure.message}。您填的内容都还在，没有丢失。</p>
        {outcome.failure.kind === 'signed-out' && (
          <p>
            <a class="bf-button" href="/login" target="_blank" rel="noopener">
              打开登录页（新窗口）
            </a>
            <span> 登录后回到这里再提交。</span>
          </p>
        )}
      </Notice>
    );
  }
  if (outcome?.kind !== 'refused') return null;
  return (
    <Notice kind="error">
      <strong>一户也没有提交：</strong>
      <ol class="bf-problems">
        {outcome.errors.map((error, index) => (
          <li key={index}>{error.message}</li>
        ))}
        {outcome.stuck.map((one) => (
          <li key={one.task} data-stuck={one.task}>
            <strong>{one.head ?? '有一户'}</strong>
            {one.caseNumber && <span class="bt-number"> {one.caseNumber}</span>}：{one.errors.map((error) => error.message).join('；')}{' '}
            <button type="button" class="bf-link" data-role="take-out" onClick={() => onTakeOut(one)}>
              移出这一户
            </button>
            {onOpen && one.why === 'REFUSED' && (
              <button type="button" class="bf-link" onClick={() => onOpen(one)}>
                改这一户
              </button>
            )}
          </li>
        ))}
      </ol>
      {outcome.stuck.length > 1 && (
        <button type="button" class="bf-button" data-role="take-all-out" onClick={() => outcome.stuck.forEach(onTakeOut)}>
          把这{outcome.stuck.length}户都移出
        </button>
      )}
    </Notice>
  );
}

export function Done({ title, answer, api, children }) {
  return (
    <Notice kind="done">
      <p>
        <strong>
          已提交：{title}，{answer.households.length}户
        </strong>
      </p>
      <ul class="bt-done">
        {answer.households.map((one) => (
          <li key={one.caseId}>
            <a href={api.url(`/cases/${encodeURIComponent(one.caseId)}`)}>{one.caseNumber}</a>：{one.next}
          </li>
        ))}
      </ul>
      <p>
        {children}{' '}
        <a class="bf-button" href={api.url('/')}>
          回首页
        </a>
      </p>
    </Notice>
  );
}

export function Draft({ state }) {
  const text = {
    idle: '',
    saving: '正在暂存……',
    saved: '已暂存',
    failed: `还没有暂存成功：${state.failure?.message ?? ''}。内容还在这一页上，系统会再试`,
  }[state.kind];
  return (
    <span class={state.kind === 'failed' ? 'bf-draft bf-draft-failed' : 'bf-draft'} role="status">
      {text}
    </span>
  );
}
