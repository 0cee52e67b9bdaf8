import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { DraftKeeper } from '../api/draft-keeper.js';
import { newIdempotencyKey } from '../api/http.js';
import { FormView } from './form-view.js';
import { styledRoot } from './sheet.js';
import { mergeDraft, momentText } from './values.js';

/** What was typed and could not be sent before its form was closed, by the form's key. Lives as long as the page. */
const unsent = new Map();

/** Saves under way of forms already closed: opening one again waits for its last save. */
const closing = new Map();

/**
 * Shows one step: the household's summary, the form, 「提交」 and 「暂存」.
 *
 * @param {HTMLElement} host
 * @param {object} source where the form comes from and goes to
 * @param {string} source.key the task, or the start with its household
 * @param {() => Promise<{schema: object, values: object, summary: {label: string, value: string}[], draft: {values: object, savedAt: string} | null}>} source.load
 * @param {(data: object, idempotencyKey: string) => Promise<object>} source.submit
 * @param {{save: (values: object, last: boolean) => Promise<object>, discard: () => Promise<void>}} source.draft
 * @param {object} source.evidence
 * @param {(path: string) => string} source.pageUrl of a page of this site; without it (on the phone) nothing leads away from the form
 * @param {string} source.signInUrl
 * @param {() => void} source.renewSession called once the official says to have signed in again
 * @param {{done?: (answer: object) => void, signedOut?: () => void, isSameOfficer?: () => Promise<boolean>, signedIn?: () => void, over?: () => void}} hooks
 * @returns {{close: () => void, signedOut: () => void, hasUnsaved: () => boolean}}
 */
export function mountStepForm(host, source, hooks = {}) {
  const root = styledRoot(host);
  const place = root.appendChild(document.createElement('div'));
  const handle = { current: null };
  render(<StepForm source={source} hooks={hooks} handle={handle} />, place);
  return {
    close() {
      render(null, place);
      place.remove();
    },
    signedOut: () => handle.current?.signedOut(),
    hasUnsaved: () => Boolean(handle.current?.hasUnsaved()),
  };
}

function StepForm({ source, hooks, handle }) {
  const [opened, setOpened] = useState(null);
  const [failure, setFailure] = useState(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    setFailure(null);
    (async () => {
      await closing.get(source.key);
      const answer = await source.load();
      if (current) setOpened(answer);
    })().catch((problem) => current && setFailure(problem));
    return () => {
      current = false;
    };
  }, [source, attempt]);

  const reload = () => {
    setOpened(null);
    setAttempt((n) => n + 1);
  };
  if (failure) {
    return (
      <div class="bf-step">
        <Notice kind="error">
          <p>{failure.message}</p>
          {failure.kind === 'signed-out' && <SignIn source={source} onContinue={reload} />}
          {failure.kind !== 'signed-out' && failure.kind !== 'gone' && (
            <button type="button" class="bf-button" onClick={reload}>
              重试
            </button>
          )}
        </Notice>
      </div>
    );
  }
  if (!opened) {
    return <div class="bf-step bf-loading">正在打开……</div>;
  }
  return <OpenStep key={attempt} source={source} hooks={hooks} handle={handle} opened={opened} reload={reload} />;
}

function OpenStep({ source, hooks, handle, opened, reload }) {
  const formHost = useRef(null);
  const step = useRef(null);
  const [phase, setPhase] = useState('open');
  const [restored, setRestored] = useState(null);
  const [problems, setProblems] = useState([]);
  const [failure, setFailure] = useState(null);
  const [draft, setDraft] = useState({ kind: 'idle' });
  const [broken, setBroken] = useState(null);

  useLayoutEffect(() => {
    const current = openStep({ source, hooks, opened, host: formHost.current, setPhase, setProblems, setFailure, setDraft, setRestored });
    step.current = current;
    handle.current = current;
    current.opening.catch(setBroken);
    return () => {
      handle.current = null;
      current.close();
    };
  }, []);

  const sending = phase === 'sending';
  return (
    <div class="bf-step">
      <Summary lines={opened.summary ?? []} />
      {opened.together && source.pageUrl && (
        <p>
          <a class="bf-link" href={source.pageUrl(opened.together)}>与其他户一起办理</a>
        </p>
      )}
      {restored && (
        <Restored
          restored={restored}
          onDiscard={async () => {
            await step.current.discard();
            reload();
          }}
        />
      )}
      {broken && <Notice kind="error">这张表没有打开：{broken.message}。请告诉系统管理员。</Notice>}
      {problems.length > 0 && <Problems problems={problems} onGo={(domId) => step.current.view.goTo(domId)} />}
      <div class={`bf-form bf-phase-${phase}`} ref={formHost} inert={phase !== 'open'} />
      <div class="bf-foot">
        {failure && (
          <Failure
            failure={failure}
            source={source}
            text={() => step.current.view.asText()}
            onRetry={() => step.current.submit()}
            onSignedIn={() => step.current.signedIn()}
          />
        )}
        {!broken && phase !== 'over' && (
          <div class="bf-actions">
            <button type="button" class="bf-button bf-primary" disabled={phase !== 'open'} onClick={() => step.current.submit()}>
              {sending ? '正在提交……' : '提交'}
            </button>
            <button type="button" class="bf-button" disabled={phase !== 'open'} onClick={() => step.current.saveDraft()}>
              暂存
            </button>
            {!failure && <DraftState state={draft} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** The life of one open form, apart from how it is drawn. */
function openStep({ source, hooks, opened, host, setPhase, setProblems, setFailure, setDraft, setRestored }) {
  const fresh = opened.values ?? {};
  const components = opened.schema.components ?? [];
  const left = unsent.get(source.key);
  const draft = left ?? opened.draft;
  const values = draft ? mergeDraft(components, fresh, draft.values ?? {}) : fresh;
  let idempotencyKey = newIdempotencyKey();
  let view = null;
  let keeper = null;
  let listed = [];
  let done = false;

  const list = (problems) => {
    listed = problems;
    setProblems(problems);
  };
  /** A mended field leaves the list; what has no field stays until the next attempt. */
  const relist = () => {
    if (listed.length) {
      const now = view.problems();
      list([...listed.filter((p) => !p.domId), ...now, ...view.evidence.problems().map((p) => ({ ...p, label: view.labelFor(p.domId) }))]);
    }
  };
  /** Once the messages are on the screen: a field entered without one keeps its message back while somebody types. */
  const goToFirst = () =>
    requestAnimationFrame(() => {
      const first = listed.find((p) => p.domId);
      if (first) view.goTo(first.domId);
    });
  const hasUnsaved = () => !done && Boolean(keeper?.unsaved);
  const flush = () => keeper?.flush({ last: true });
  const onHide = () => document.visibilityState === 'hidden' && flush();
  const onLeave = (event) => {
    if (hasUnsaved() && keeper.state.kind === 'failed') {
      event.preventDefault();
      event.returnValue = '';
    }
  };
  const onBlur = (event) => {
    const left = !event.relatedTarget || !host.contains(event.relatedTarget);
    if (left && hasUnsaved() && keeper.state.kind !== 'failed') keeper.flush();
  };

  const opening = (async () => {
    view = await FormView.open({ host, schema: opened.schema, values, evidence: source.evidence });
    keeper = new DraftKeeper({ save: source.draft.save, onState: setDraft }, view.typed());
    if (left) keeper.kept = '';
    view.changed = () => {
      keeper.typed(view.typed());
      relist();
    };
    if (draft) setRestored({ savedAt: draft.savedAt, unsent: Boolean(left) });
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', flush);
    window.addEventListener('beforeunload', onLeave);
    host.addEventListener('focusout', onBlur);
  })();

  const fail = (problem) => {
    setFailure(problem);
    if (problem.kind === 'conflict' || problem.kind === 'gone') {
      setPhase('over');
      hooks.over?.();
      return;
    }
    setPhase('open');
    keeper.resume();
    if (problem.kind === 'signed-out') hooks.signedOut?.();
  };

  return {
    opening,
    get view() {
      return view;
    },
    hasUnsaved,
    async submit() {
      setFailure(null);
      const { data, problems } = view.check();
      list(problems);
      if (problems.length) {
        goToFirst();
        return;
      }
      setPhase('sending');
      await keeper.pause();
      try {
        const answer = await source.submit(data, idempotencyKey);
        done = true;
        unsent.delete(source.key);
        setPhase('done');
        hooks.done?.(answer ?? {});
      } catch (problem) {
        const refusals = problem.kind === 'invalid' ? problem.body?.errors : null;
        if (!Array.isArray(refusals) || !refusals.length) {
          fail(problem);
          return;
        }
        // refused for good: the mended answer is another one
        idempotencyKey = newIdempotencyKey();
        setPhase('open');
        keeper.resume();
        list(view.showRefusal(refusals));
        goToFirst();
      }
    },
    async saveDraft() {
      keeper.typed(view.typed());
      if (!keeper.unsaved) {
        setDraft({ kind: 'saved', at: keeper.state.at ?? null });
        return;
      }
      const state = await keeper.flush();
      if (state.failure?.kind === 'signed-out') this.signedOut();
    },
    async discard() {
      await keeper.pause();
      done = true;
      unsent.delete(source.key);
      await source.draft.discard();
    },
    signedOut() {
      setFailure({ kind: 'signed-out', message: '登录已失效，您填的内容都还在' });
    },
    async signedIn() {
      source.renewSession?.();
      setFailure(null);
      if ((await hooks.isSameOfficer?.().catch(() => true)) === false) {
        setFailure({ kind: 'signed-out', message: '现在登录的不是刚才填写的人。请由刚才填写的人重新登录' });
        return;
      }
      const state = await keeper.flush();
      if (state.kind === 'failed') {
        setFailure(state.failure);
        return;
      }
      hooks.signedIn?.();
    },
    close() {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('beforeunload', onLeave);
      host.removeEventListener('focusout', onBlur);
      if (view && hasUnsaved()) {
        const values = keeper.values;
        unsent.set(source.key, { values, savedAt: null });
        const last = keeper.flush({ last: true }).then((state) => {
          if (state.kind === 'saved' && unsent.get(source.key)?.values === values) unsent.delete(source.key);
          if (closing.get(source.key) === last) closing.delete(source.key);
        });
        closing.set(source.key, last);
      }
      view?.destroy();
    },
  };
}

export function Summary({ lines }) {
  if (!lines.length) return null;
  return (
    <dl class="bf-summary">
      {lines.map(({ label, value }, place) => (
        <div key={place} class={label === '催办' ? 'bf-urgent' : undefined}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '—' : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Restored({ restored, onDiscard }) {
  const [sure, setSure] = useState(false);
  const [failure, setFailure] = useState(null);
  const discard = () => onDiscard().catch(setFailure);
  return (
    <Notice kind="info">
      {restored.unsent ? '已恢复刚才填写、还没有存到服务器的内容' : `已恢复 ${momentText(restored.savedAt)} 的暂存内容`}
      {sure ? (
        <>
          <span> 暂存的内容会被删除，确定吗？</span>
          <button type="button" class="bf-link bf-danger" onClick={discard}>
            确定放弃
          </button>
          <button type="button" class="bf-link" onClick={() => setSure(false)}>
            不放弃
          </button>
        </>
      ) : (
        <button type="button" class="bf-link" onClick={() => setSure(true)}>
          放弃暂存
        </button>
      )}
      {failure && <p>没有放弃成功：{failure.message}</p>}
    </Notice>
  );
}

function Problems({ problems, onGo }) {
  return (
    <Notice kind="error">
      <strong>有 {problems.length} 处需要修改：</strong>
      <ol class="bf-problems">
        {problems.map(({ domId, label, message }, index) => (
          <li key={index}>
            {domId ? (
              <>
                <button type="button" class="bf-link" onClick={() => onGo(domId)}>
                  {label || '这一项'}
                </button>
                ：{message}
              </>
            ) : (
              message
            )}
          </li>
        ))}
      </ol>
    </Notice>
  );
}

function Failure({ failure, source, text, onRetry, onSignedIn }) {
  const over = failure.kind === 'conflict' || failure.kind === 'gone';
  const again = failure.kind === 'offline' || failure.kind === 'server' || failure.kind === 'forbidden';
  return (
    <Notice kind="error">
      <p>
        {failure.message}
        {again && '。您填的内容都还在，没有丢失。'}
      </p>
      {failure.kind === 'signed-out' && <SignIn source={source} onContinue={onSignedIn} />}
      {again && (
        <button type="button" class="bf-button" onClick={onRetry}>
          重试
        </button>
      )}
      {over && (
        <details>
          <summary>查看我填写的内容（可以复制）</summary>
          <textarea class="bf-copy" readOnly rows={8} value={text()} onFocus={(event) => event.currentTarget.select()} />
        </details>
      )}
    </Notice>
  );
}

function SignIn({ source, onContinue }) {
  return (
    <p>
      <a class="bf-button" href={source.signInUrl} target="_blank" rel="noopener">
        打开登录页（新窗口）
      </a>
      <span> 登录后回到这里，点</span>
      <button type="button" class="bf-button" onClick={onContinue}>
        我已登录，继续
      </button>
    </p>
  );
}

function DraftState({ state }) {
  const text = {
    idle: '',
    saving: '正在暂存……',
    saved: state.at ? `已暂存 ${momentText(state.at).split(' ').pop()}` : '没有新内容需要暂存',
    failed: `还没有暂存成功：${state.failure?.message ?? ''}。内容还在这一页上，系统会再试`,
  }[state.kind];
  return (
    <span class={state.kind === 'failed' ? 'bf-draft bf-draft-failed' : 'bf-draft'} role="status">
      {text}
    </span>
  );
}

export function Notice({ kind, children }) {
  return (
    <div class={`bf-notice bf-notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
