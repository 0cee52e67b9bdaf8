import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Api, contextPathOf, evidenceOf } from '../api/http.js';
import { ActFoot, Done, Problems, useAct } from '../batch/act.jsx';
import css from '../batch/batch.css';
import { difference, inCommon, namesOf, withShared } from '../batch/merge.js';
import { FormView } from '../form/form-view.js';
import { styledRoot } from '../form/sheet.js';
import { Notice } from '../form/step-form.jsx';

/** 「多户一起办理」: what holds for all is answered once, on top; a household for which something else holds has a form of its own. */
const api = new Api(contextPathOf(import.meta.url));
const host = document.getElementById('together');
const element = decodeURIComponent(window.location.pathname.split('/').pop());
const query = host.dataset.list ? `?list=${encodeURIComponent(host.dataset.list)}` : '';
const evidence = evidenceOf(api);

function Page() {
  const [opening, setOpening] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    Promise.all([api.get(`/api/together/${encodeURIComponent(element)}${query}`), api.csrf()]).then(([found]) => setOpening(found), setFailure);
  }, []);
  if (failure) {
    return <Notice kind="info">{failure.kind === 'gone' ? '这个环节现在没有待办的户。' : failure.message}</Notice>;
  }
  return opening ? <Together opening={opening} /> : <div class="bf-loading">正在打开……</div>;
}

function Together({ opening }) {
  const draft = opening.draft?.values ?? {};
  const known = new Set(opening.households.map((one) => one.task));
  const [out, setOut] = useState(new Set((draft.out ?? []).filter((task) => known.has(task))));
  const [own, setOwn] = useState(Object.fromEntries(Object.entries(draft.own ?? {}).filter(([task]) => known.has(task))));
  const [openTask, setOpenTask] = useState(null);
  const asks = (opening.shared.components ?? []).length > 0;
  const act = useAct({
    api,
    draft: `/api/batches/${opening.kind}/${opening.subject}/draft`,
    schema: asks ? opening.shared : null,
    values: { ...inCommon(opening.households, namesOf(opening.shared.components)), ...(draft.shared ?? {}) },
    all: (typed) => ({ shared: typed ?? draft.shared ?? {}, own, out: [...out] }),
    watched: [out, own],
    top: host,
  });

  const takeOut = (task) => {
    setOut((before) => new Set([...before, task]));
    act.forget(task);
  };
  const toggle = (task) => {
    setOut((before) => {
      const after = new Set(before);
      if (!after.delete(task)) after.add(task);
      return after;
    });
    act.renew();
  };
  const merged = (household) => withShared(household.values, act.view.current?.typed() ?? {});
  const chosen = opening.households.filter((one) => !out.has(one.task));
  const submit = () =>
    act.submit(
      `/api/together/${encodeURIComponent(element)}${query}`,
      (problems) => problems,
      (data) => ({ items: chosen.map((one) => ({ task: one.task, answer: { ...withShared(one.values, data), ...(own[one.task] ?? {}) } })) }),
    );

  if (act.phase === 'done') {
    return (
      <Done title={opening.name} answer={act.outcome.answer} api={api}>
        <a class="bf-button" href={api.url('/together')}>
          还有别的一起办
        </a>
      </Done>
    );
  }
  const wrong = new Map((act.outcome?.stuck ?? []).map((one) => [one.task, one]));
  return (
    <>
      <h1 class="bt-title">
        {opening.name}：{opening.households.length}户一起办理
        {opening.number && <span class="bt-number"> {opening.number}</span>}
      </h1>
      <p class="bt-lead">相同的内容在上面填一次。与别户不同的，在下面点“单独填写”。要么全部提交，要么一户也不提交。</p>
      {opening.truncated && <Notice kind="info">待办的户超过一次能办的数量，先办这些，其余的下一次再办。</Notice>}
      {opening.draft && <Notice kind="info">已恢复上次暂存的内容。</Notice>}
      <Problems act={act} />
      {asks && (
        <section class="bt-part">
          <h2>各户相同，只填一次</h2>
          <div ref={act.formHost} inert={act.phase !== 'open'} />
        </section>
      )}
      <section class="bt-part">
        <h2>
          逐户（{chosen.length}户一起提交{out.size > 0 && `，${out.size}户不办`}）
        </h2>
        <table class="bt-households">
          <thead>
            <tr>
              <th>一起办</th>
              <th>户主</th>
              <th>情况</th>
              <th>这一户怎样填</th>
            </tr>
          </thead>
          <tbody>
            {opening.households.map((one) => (
              <Household
                key={one.task}
                household={one}
                schema={opening.form}
                isOut={out.has(one.task)}
                own={own[one.task]}
                isOpen={openTask === one.task}
                problem={wrong.get(one.task)}
                merged={merged}
                onToggle={() => toggle(one.task)}
                onOpen={() => setOpenTask(openTask === one.task ? null : one.task)}
                onOwn={(data) => {
                  setOwn((before) => {
                    const after = { ...before };
                    if (data && Object.keys(data).length) after[one.task] = data;
                    else delete after[one.task];
                    return after;
                  });
                  act.renew();
                  setOpenTask(null);
                }}
              />
            ))}
          </tbody>
        </table>
      </section>
      <ActFoot act={act} onTakeOut={(one) => takeOut(one.task)} onOpen={(one) => setOpenTask(one.task)}>
        <button type="button" class="bf-button bf-primary" disabled={act.phase !== 'open' || chosen.length === 0} onClick={submit}>
          {act.phase === 'sending' ? '正在提交……' : `提交${chosen.length}户`}
        </button>
      </ActFoot>
    </>
  );
}

function Household({ household, schema, isOut, own, isOpen, problem, merged, onToggle, onOpen, onOwn }) {
  return (
    <>
      <tr class={`${problem ? 'bt-wrong' : ''} ${isOut ? 'bt-out' : ''}`} data-household={household.task}>
        <td>
          <input type="checkbox" checked={!isOut} aria-label={`一起办：${household.head}`} onChange={onToggle} />
        </td>
        <td>
          <a href={api.url(`/cases/${encodeURIComponent(household.caseId)}`)} target="_blank" rel="noopener">
            {household.head}
          </a>
          <div class="bt-number">{household.village}</div>
          <div class="bt-number bt-nowrap">{household.caseNumber}</div>
        </td>
        <td>
          <Facts facts={household.facts} />
          {problem && <div class="bt-problem">{problem.errors.map((error) => error.message).join('；')}</div>}
        </td>
        <td class="bt-nowrap">
          <div class="bt-state">{isOut ? '这次不办' : own ? '单独填写了' : '照上面'}</div>
          {!isOut && (
            <button type="button" class="bf-link" data-role="own" onClick={onOpen}>
              {isOpen ? '收起' : '单独填写'}
            </button>
          )}
          {own && (
            <button type="button" class="bf-link" onClick={() => onOwn(null)}>
              恢复成照上面
            </button>
          )}
        </td>
      </tr>
      {isOpen && !isOut && (
        <tr class="bt-household-form">
          <td colSpan={4}>
            <OwnForm household={household} schema={schema} own={own} merged={merged} problem={problem} onOwn={onOwn} />
          </td>
        </tr>
      )}
    </>
  );
}

const FEW = 4;

function Facts({ facts }) {
  if (!facts.length) return null;
  const line = ({ label, value }) => (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
  return (
    <>
      <dl class="bt-facts">{facts.slice(0, FEW).map(line)}</dl>
      {facts.length > FEW && (
        <details>
          <summary>更多</summary>
          <dl class="bt-facts">{facts.slice(FEW).map(line)}</dl>
        </details>
      )}
    </>
  );
}

function OwnForm({ household, schema, own, merged, problem, onOwn }) {
  const place = useRef(null);
  const view = useRef(null);
  const base = useRef(null);
  const [problems, setProblems] = useState([]);
  useLayoutEffect(() => {
    let closed = false;
    base.current = merged(household);
    FormView.open({ host: place.current, schema, values: { ...base.current, ...(own ?? {}) }, evidence }).then((opened) => {
      if (closed) return opened.destroy();
      view.current = opened;
      if (problem) setProblems(opened.showRefusal(problem.errors));
    });
    return () => {
      closed = true;
      view.current?.destroy();
    };
  }, []);
  const keep = () => {
    const checked = view.current.check();
    setProblems(checked.problems);
    if (!checked.problems.length) onOwn(difference(checked.data, base.current));
  };
  return (
    <>
      {problems.length > 0 && (
        <Notice kind="error">
          {problems.map(({ label, message }) => `${label ? `${label}：` : ''}${message}`).join('；')}
        </Notice>
      )}
      <div ref={place} />
      <button type="button" class="bf-button bf-primary" data-role="keep-own" onClick={keep}>
        这一户就这样填
      </button>
    </>
  );
}

const place = styledRoot(host.appendChild(document.createElement('div')), css).appendChild(document.createElement('div'));
place.className = 'bf-step';
render(<Page />, place);
