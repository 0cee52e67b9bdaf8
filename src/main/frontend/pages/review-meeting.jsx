import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Api, contextPathOf } from '../api/http.js';
import { ActFoot, Done, Problems, useAct } from '../batch/act.jsx';
import css from '../batch/batch.css';
import { blankVotes, fillUnanimous, resultOf, sumOf, votersOf } from '../batch/votes.js';
import { styledRoot } from '../form/sheet.js';
import { Notice } from '../form/step-form.jsx';
import { momentText, toHalfWidth, today } from '../form/values.js';

/** A review meeting as it was held: names ticked on the roster, one set of photographs, votes household by household. */
const api = new Api(contextPathOf(import.meta.url));
const host = document.getElementById('review-meeting');
const path = `/api/meetings/${encodeURIComponent(host.dataset.meeting)}`;

const KINDS = [
  ['REPRESENTATIVES', '村民代表会议'],
  ['ENLARGED_COMMITTEE', '村“两委”扩大会议'],
  ['REVIEW_GROUP', '民主评议小组会议'],
];
const REASONS = [
  ['RELATIVE', '近亲属'],
  ['PARTY', '当事人'],
  ['OTHER', '其他利害关系'],
];

const inOrder = (seqs) => [...seqs].sort((a, b) => a - b);

function Page() {
  const [opening, setOpening] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    Promise.all([api.get(path), api.csrf()]).then(([found]) => setOpening(found), setFailure);
  }, []);
  if (failure) return <Notice kind="error">{failure.message}</Notice>;
  return opening ? <Meeting opening={opening} /> : <div class="bf-loading">正在打开……</div>;
}

function Meeting({ opening }) {
  const draft = opening.draft?.values ?? {};
  const waiting = opening.households.filter((one) => (opening.form ? one.task : one.waits));
  const gone = opening.households.filter((one) => !one.waits);
  const [present, setPresent] = useState(new Set(draft.present ?? []));
  const [votes, setVotes] = useState(() =>
    Object.fromEntries(waiting.map((one) => [one.caseId, { ...blankVotes(), ...(draft.votes?.[one.caseId] ?? {}) }])),
  );
  const [next, setNext] = useState({ kind: opening.kind, on: '', at: '09:00', place: '', kindReason: '', ...(draft.next ?? {}) });
  const act = useAct({
    api,
    draft: `/api/batches/REVIEW_MEETING/${opening.id}/draft`,
    schema: opening.form,
    values: { ...opening.values, ...(draft.facts ?? {}) },
    all: (typed) => ({ facts: typed ?? draft.facts ?? {}, present: inOrder(present), votes, next }),
    watched: [present, votes, next],
    top: host,
  });
  const quorate = present.size >= opening.needed;
  const names = useMemo(() => new Map(opening.members.map((member) => [member.seq, member.name])), []);

  const changeVotes = (caseId, change) => {
    act.renew();
    setVotes((before) => ({ ...before, [caseId]: { ...before[caseId], ...change } }));
  };
  const togglePresent = (seq) => {
    act.renew();
    setPresent((before) => {
      const after = new Set(before);
      if (!after.delete(seq)) after.add(seq);
      return after;
    });
  };
  const takeOut = (one) => {
    const household = waiting.find((w) => w.task === one.task || w.caseId === one.caseId);
    if (household) changeVotes(household.caseId, { out: true });
    act.forget(one.task);
  };
  const chosen = waiting.filter((one) => !votes[one.caseId].out);

  const faults = (problems) => {
    const found = [...problems];
    if (!present.size) found.unshift({ domId: null, label: '签到', message: '请勾选到会的人' });
    if (quorate) {
      for (const one of chosen) {
        const sum = sumOf(votes[one.caseId], present.size);
        if (sum) found.push({ domId: null, label: one.head, message: sum });
        if (resultOf(votes[one.caseId], present.size) === 'NOT_AGREED' && !votes[one.caseId].reason.trim()) {
          found.push({ domId: null, label: one.head, message: '评议未通过，请写明不同意的理由' });
        }
      }
    } else if (present.size && !next.on) {
      found.push({ domId: null, label: '下次开会', message: '请填写下次开会的日期' });
    }
    return found;
  };
  const body = (data) => ({
    ...data,
    present: inOrder(present),
    households: chosen.map((one) => {
      const v = votes[one.caseId];
      return {
        caseId: one.caseId,
        task: one.task,
        aside: v.aside.filter((a) => present.has(a.seq)),
        ...(quorate ? { inFavour: v.inFavour, against: v.against, abstained: v.abstained, needs: v.needs } : {}),
        ...(quorate && resultOf(v, present.size) === 'NOT_AGREED' ? { reason: v.reason } : {}),
      };
    }),
    ...(quorate ? {} : { next }),
  });

  if (act.phase === 'done') {
    return (
      <Done title={`评议会议（${opening.kindName}）`} answer={act.outcome.answer} api={api}>
        <a class="bf-button" href={api.url('/meetings')}>
          评议会议
        </a>
      </Done>
    );
  }
  const wrong = new Map((act.outcome?.stuck ?? []).map((one) => [one.task, one]));
  return (
    <>
      {opening.draft && (
        <Notice kind="info">
          {opening.draft.own
            ? `已恢复您${momentText(opening.draft.savedAt)}暂存的内容。`
            : `${opening.draft.writer}${momentText(opening.draft.savedAt)}已填好一部分，您接着填。`}
        </Notice>
      )}
      {!opening.form && <Notice kind="info">您可以先勾选签到、登记回避和票数并暂存；会议照片和提交由评议主持人办理，主持人打开这次会议就能看到您填的内容。</Notice>}
      {gone.length > 0 && <Notice kind="info">议程上有{gone.length}户已不在民主评议环节：{gone.map((one) => one.head).join('、')}，不再评议。</Notice>}
      <Problems act={act} />
      <section class="bt-part">
        <h2>签到</h2>
        <p class="bt-lead">
          {opening.roster}。应到{opening.entitled}人，至少到{opening.needed}人。
          <span class={quorate ? 'bt-state bt-good' : 'bt-state bt-bad'} data-role="quorum">
            实到{present.size}人，{quorate ? '会议有效' : `还差${opening.needed - present.size}人，会议无效`}
          </span>{' '}
          <button type="button" class="bf-link" data-role="all-present" onClick={() => setPresent(new Set(opening.members.map((m) => m.seq)))}>
            先全部勾上
          </button>
          <button type="button" class="bf-link" onClick={() => setPresent(new Set())}>
            全部取消
          </button>
        </p>
        <div class="bt-people">
          {opening.members.map((member) => (
            <label class="bt-person" key={member.seq}>
              <input type="checkbox" checked={present.has(member.seq)} onChange={() => togglePresent(member.seq)} />
              <span>
                {member.name}
                {member.group && <span class="bt-number">（{member.group}）</span>}
              </span>
            </label>
          ))}
        </div>
      </section>
      {opening.form && (
        <section class="bt-part">
          <h2>会议（整次会议只填一次）</h2>
          <div ref={act.formHost} inert={act.phase !== 'open'} />
        </section>
      )}
      {present.size > 0 && !quorate && <NextMeeting next={next} onChange={(change) => setNext((before) => ({ ...before, ...change }))} kind={opening.kind} />}
      {(quorate || !present.size) && (
        <section class="bt-part">
          <h2>逐户表决（{chosen.length}户）</h2>
          <p class="bt-lead">
            同意票超过到会人数的一半，才算同意上报；没有通过的，连同理由一并上报审核，不是退回。
            <button
              type="button"
              class="bf-link"
              data-role="unanimous"
              onClick={() => setVotes((before) => fillUnanimous(before, present.size))}
            >
              还没填票数的户，都没有人不同意或弃权
            </button>
          </p>
          <table class="bt-households">
            <thead>
              <tr>
                <th>户主</th>
                <th>给会议看的情况</th>
                <th>回避</th>
                <th>票数</th>
                <th>结果</th>
              </tr>
            </thead>
            <tbody>
              {waiting.map((one) => (
                <Household
                  key={one.caseId}
                  household={one}
                  votes={votes[one.caseId]}
                  present={present}
                  names={names}
                  problem={wrong.get(one.task)}
                  onChange={(change) => changeVotes(one.caseId, change)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <ActFoot act={act} onTakeOut={takeOut}>
        {opening.form && (
          <button type="button" class="bf-button bf-primary" disabled={act.phase !== 'open' || !chosen.length} onClick={() => act.submit(path, faults, body)}>
            {act.phase === 'sending' ? '正在提交……' : quorate || !present.size ? `提交${chosen.length}户的评议` : '提交，改期再开'}
          </button>
        )}
      </ActFoot>
    </>
  );
}

function Household({ household, votes, present, names, problem, onChange }) {
  const [person, setPerson] = useState('');
  const [reason, setReason] = useState('RELATIVE');
  const aside = votes.aside.filter((one) => present.has(one.seq));
  const number = (name, label) => (
    <label>
      {label}
      <input
        class="bt-box"
        inputMode="numeric"
        maxLength={4}
        data-vote={name}
        aria-label={`${household.head} ${label}票`}
        value={votes[name]}
        onInput={(event) => onChange({ [name]: toHalfWidth(event.currentTarget.value).replace(/\D/g, '') })}
        onBlur={() => {
          if (name !== 'inFavour' && votes.against !== '' && votes.abstained !== '' && votes.inFavour === '') {
            const left = votersOf(votes, present.size) - Number(votes.against) - Number(votes.abstained);
            if (left >= 0) onChange({ inFavour: String(left) });
          }
        }}
      />
    </label>
  );
  const result = resultOf(votes, present.size);
  const sum = votes.inFavour !== '' ? sumOf(votes, present.size) : null;
  if (votes.out) {
    return (
      <tr class="bt-out" data-household={household.caseId}>
        <td>{household.head}</td>
        <td colSpan={4}>
          这次不评议，留在待评议。
          <button type="button" class="bf-link" onClick={() => onChange({ out: false })}>
            放回来
          </button>
        </td>
      </tr>
    );
  }
  return (
    <tr class={problem ? 'bt-wrong' : ''} data-household={household.caseId}>
      <td>
        <strong>{household.head}</strong>
        <div class="bt-number bt-nowrap">{household.caseNumber}</div>
        <button type="button" class="bf-link" onClick={() => onChange({ out: true })}>
          这次不评议
        </button>
      </td>
      <td>
        {household.difficulty}
        <div class="bt-number">{household.living}</div>
        {problem && <div class="bt-problem">{problem.errors.map((error) => error.message).join('；')}</div>}
      </td>
      <td>
        {aside.map((one) => (
          <span class="bt-chip" key={one.seq}>
            {names.get(one.seq)}（{REASONS.find(([code]) => code === one.reason)[1]}）
            <button type="button" class="bf-link" aria-label={`取消${names.get(one.seq)}的回避`} onClick={() => onChange({ aside: votes.aside.filter((a) => a.seq !== one.seq), inFavour: '' })}>
              ×
            </button>
          </span>
        ))}
        <div class="bt-line">
          <select class="bt-box" data-role="aside" aria-label={`${household.head} 谁回避`} value={person} onChange={(event) => {
            const seq = Number(event.currentTarget.value);
            if (seq) onChange({ aside: [...votes.aside.filter((a) => a.seq !== seq), { seq, reason }], inFavour: '' });
            setPerson('');
          }}>
            <option value="">加一人回避</option>
            {inOrder(present).filter((seq) => !aside.some((a) => a.seq === seq)).map((seq) => (
              <option key={seq} value={seq}>
                {names.get(seq)}
              </option>
            ))}
          </select>
          <select class="bt-box" aria-label={`${household.head} 回避原因`} value={reason} onChange={(event) => setReason(event.currentTarget.value)}>
            {REASONS.map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </td>
      <td>
        <div class="bt-votes">
          {number('against', '不同意')}
          {number('abstained', '弃权')}
          {number('inFavour', '同意')}
        </div>
        {sum && <div class="bt-problem">{sum}</div>}
      </td>
      <td>
        <div class={`bt-state ${result === 'AGREED' ? 'bt-good' : result === 'NOT_AGREED' ? 'bt-bad' : ''}`} data-role="result">
          {result === 'AGREED' ? '同意上报' : result === 'NOT_AGREED' ? '未通过，连同理由上报' : '—'}
        </div>
        {result === 'NOT_AGREED' && (
          <textarea
            class="bt-box"
            maxLength={1000}
            placeholder="不同意的理由"
            aria-label={`${household.head} 不同意的理由`}
            value={votes.reason}
            onInput={(event) => onChange({ reason: event.currentTarget.value })}
          />
        )}
        {result && (
          <textarea
            class="bt-box"
            maxLength={1000}
            placeholder="需要什么帮助（可不填）"
            aria-label={`${household.head} 需要什么帮助`}
            value={votes.needs}
            onInput={(event) => onChange({ needs: event.currentTarget.value })}
          />
        )}
      </td>
    </tr>
  );
}

function NextMeeting({ next, onChange, kind }) {
  return (
    <section class="bt-part">
      <h2>人数不够：下次开会（议程不变）</h2>
      <div class="bt-line">
        <label>
          日期 <input class="bt-box" type="date" data-role="next-on" min={today()} value={next.on} onInput={(event) => onChange({ on: event.currentTarget.value })} />
        </label>
        <label>
          时间 <input class="bt-box" maxLength={5} value={next.at} onInput={(event) => onChange({ at: event.currentTarget.value })} />
        </label>
        <label>
          地点 <input class="bt-box" maxLength={100} placeholder="与这次相同" value={next.place} onInput={(event) => onChange({ place: event.currentTarget.value })} />
        </label>
        <label>
          会议{' '}
          <select class="bt-box" data-role="next-kind" value={next.kind} onChange={(event) => onChange({ kind: event.currentTarget.value })}>
            {KINDS.map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {next.kind !== 'REPRESENTATIVES' && (
        <div class="bt-line">
          <label>
            为什么不开村民代表会议{' '}
            <input class="bt-box" maxLength={200} data-role="next-reason" value={next.kindReason} onInput={(event) => onChange({ kindReason: event.currentTarget.value })} />
          </label>
        </div>
      )}
      {kind !== next.kind && <p class="bf-help">改开的会议也要有自己的名册，在“代表名册”里登记。</p>}
    </section>
  );
}

const place = styledRoot(host.appendChild(document.createElement('div')), css).appendChild(document.createElement('div'));
place.className = 'bf-step';
render(<Page />, place);
