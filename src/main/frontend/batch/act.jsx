import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { DraftKeeper } from '../api/draft-keeper.js';
import { evidenceOf, newIdempotencyKey } from '../api/http.js';
import { FormView } from '../form/form-view.js';
import { Notice } from '../form/step-form.jsx';

/** What the server says to an act on many households: `{kind: 'done' | 'refused' | 'failed', …}`. */
async function handIn(api, path, body, key) {
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

/** Below this many bytes a browser still sends a draft when its page is left. */
const LAST_WORDS = 20000;

/**
 * An act on many households: the part of the form that is answered once, the draft of everything on the page, and handing in.
 *
 * @param {object} act
 * @param {string} act.draft where the draft is kept
 * @param {object | null} act.schema of the form that is answered once
 * @param {object} act.values the form opens with
 * @param {(typed: object | undefined) => object} act.all everything that is kept, with what is typed into the form
 * @param {unknown[]} act.watched what else is kept: the draft follows when it changes
 * @param {HTMLElement} act.top shown where a problem has no field of its own
 */
export function useAct({ api, draft, schema, values, all, watched, top }) {
  const [outcome, setOutcome] = useState(null);
  const [problems, setProblems] = useState([]);
  const [phase, setPhase] = useState('open');
  const [saving, setSaving] = useState({ kind: 'idle' });
  const view = useRef(null);
  const formHost = useRef(null);
  const keeper = useRef(null);
  // kept while the same thing is sent again, another one once it is mended
  const key = useRef(newIdempotencyKey());
  const latest = useRef(all);
  latest.current = all;
  const everything = () => latest.current(view.current?.typed());
  const keep = () => keeper.current.typed(everything());

  useLayoutEffect(() => {
    let closed = false;
    keeper.current = new DraftKeeper(
      {
        save: (kept, last) => api.put(draft, kept, { keepalive: last && JSON.stringify(kept).length < LAST_WORDS }),
        onState: setSaving,
      },
      everything(),
    );
    const flush = () => keeper.current.flush({ last: true });
    window.addEventListener('pagehide', flush);
    if (schema) {
      FormView.open({ host: formHost.current, schema, values, evidence: evidenceOf(api) }).then((opened) => {
        if (closed) return opened.destroy();
        view.current = opened;
        keeper.current.kept = JSON.stringify(everything());
        opened.changed = () => {
          keep();
          setProblems((listed) => (listed.length ? opened.problems() : listed));
        };
      });
    }
    return () => {
      closed = true;
      window.removeEventListener('pagehide', flush);
      view.current?.destroy();
    };
  }, []);
  useEffect(keep, watched);

  const renew = () => {
    key.current = newIdempotencyKey();
  };
  return {
    outcome,
    problems,
    phase,
    saving,
    formHost,
    view,
    renew,
    save() {
      keep();
      keeper.current.flush();
    },
    /** The household is out of the act: nothing of it stands in the way any more. */
    forget(task) {
      setOutcome((before) => {
        if (before?.kind !== 'refused') return before;
        const stuck = before.stuck.filter((one) => one.task !== task);
        return stuck.length || before.errors.length ? { ...before, stuck } : null;
      });
      renew();
    },
    /**
     * @param {string} path
     * @param {(problems: object[]) => object[]} faults what else is wrong, after the form's own problems
     * @param {(data: object) => object} body
     */
    async submit(path, faults, body) {
      setOutcome(null);
      const checked = view.current ? view.current.check() : { data: {}, problems: [] };
      const found = faults(checked.problems);
      setProblems(found);
      if (found.length) {
        if (found[0].domId) view.current.goTo(found[0].domId);
        else top.scrollIntoView();
        return;
      }
      setPhase('sending');
      await keeper.current.pause();
      const said = await handIn(api, path, body(checked.data), key.current);
      setOutcome(said);
      if (said.kind === 'done') {
        setPhase('done');
        return;
      }
      setPhase('open');
      if (said.kind === 'refused') renew();
      keeper.current.resume();
      keep();
      keeper.current.flush();
    },
  };
}

export function Problems({ act }) {
  if (!act.problems.length) return null;
  return (
    <Notice kind="error">
      <strong>有 {act.problems.length} 处需要修改：</strong>
      <ol class="bf-problems">
        {act.problems.map((problem, index) => (
          <li key={index}>
            {problem.domId ? (
              <button type="button" class="bf-link" onClick={() => act.view.current.goTo(problem.domId)}>
                {problem.label || '这一项'}
              </button>
            ) : (
              problem.label
            )}
            ：{problem.message}
          </li>
        ))}
      </ol>
    </Notice>
  );
}

/** The act's last line: what stands in the way, handing in (its children), keeping it for later. */
export function ActFoot({ act, onTakeOut, onOpen, children }) {
  return (
    <div class="bf-foot">
      <Refusal outcome={act.outcome} onTakeOut={onTakeOut} onOpen={onOpen} />
      <div class="bf-actions">
        {children}
        <button type="button" class="bf-button" disabled={act.phase !== 'open'} onClick={act.save}>
          暂存
        </button>
        <Draft state={act.saving} />
      </div>
    </div>
  );
}

/** What stands in the way, household by household. */
function Refusal({ outcome, onTakeOut, onOpen }) {
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

function Draft({ state }) {
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
