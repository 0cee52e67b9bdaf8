import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Api, contextPathOf } from '../api/http.js';
import { startSource } from '../api/sources.js';
import { startEntries } from '../api/starts.js';
import { styledRoot } from '../form/sheet.js';
import { mountStepForm, Notice } from '../form/step-form.jsx';
import css from './new-case.css';

/** 「新申报」: how the case begins, whose it is, then the start form. */
const api = new Api(contextPathOf(import.meta.url));

function NewCase() {
  const [entries, setEntries] = useState(null);
  const [failure, setFailure] = useState(null);
  const [entry, setEntry] = useState(null);
  const [household, setHousehold] = useState(undefined);
  const [done, setDone] = useState(null);

  useEffect(() => {
    startEntries(api).then((found) => {
      setEntries(found);
      if (found.length === 1) setEntry(found[0]);
    }, setFailure);
  }, []);

  const again = () => {
    setDone(null);
    setHousehold(undefined);
    if (entries.length > 1) setEntry(null);
  };
  if (failure) return <Notice kind="error">{failure.message}</Notice>;
  if (!entries) return <div class="bf-loading">正在打开……</div>;
  if (entries.length === 0) return <Notice kind="info">您的岗位没有可以发起的申报。</Notice>;
  if (done) return <Done answer={done} entry={entry} onAgain={again} />;
  return (
    <>
      <Trail entry={entry} household={household} onEntry={entries.length > 1 && again} onHousehold={() => setHousehold(undefined)} />
      {!entry && <Entries entries={entries} onChoose={setEntry} />}
      {entry && household === undefined && <HouseholdPicker entry={entry} onChoose={setHousehold} />}
      {entry && household !== undefined && <StartForm key={`${entry.element} ${household?.id}`} entry={entry} household={household} onDone={setDone} />}
    </>
  );
}

/** What is already decided, and the way back to it. */
function Trail({ entry, household, onEntry, onHousehold }) {
  if (!entry) return null;
  return (
    <div class="bf-trail">
      <span>
        申报方式：<strong>{entry.name}</strong>
      </span>
      {onEntry && (
        <button type="button" class="bf-link" onClick={onEntry}>
          重选
        </button>
      )}
      {household !== undefined && (
        <>
          <span>
            户主：<strong>{household ? `${household.head}（${household.village}）` : '台账中没有的新户'}</strong>
          </span>
          <button type="button" class="bf-link" onClick={onHousehold}>
            重选
          </button>
        </>
      )}
    </div>
  );
}

function Entries({ entries, onChoose }) {
  return (
    <div class="bf-entries">
      {entries.map((entry) => (
        <button type="button" class="bf-entry" key={entry.element} onClick={() => onChoose(entry)}>
          <strong>{entry.name}</strong>
          {entry.description && <span>{entry.description}</span>}
        </button>
      ))}
    </div>
  );
}

/** Search is a POST: an identity number or a telephone must not end up in an address or a log. */
function HouseholdPicker({ entry, onChoose }) {
  const [query, setQuery] = useState('');
  const [result, setResult] = useState(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(null);
  const asked = useRef(0);

  // Who works in one village sees its households at once.
  useEffect(() => {
    const mine = ++asked.current;
    api.post('/api/households/search', { query: '' }).then(
      (all) => mine === asked.current && all?.length > 0 && setResult(all),
      () => {},
    );
  }, []);

  const search = async (event) => {
    event.preventDefault();
    if (!query.trim()) return;
    const mine = ++asked.current;
    setResult(null);
    setBusy(true);
    setFailure(null);
    try {
      const found = await api.post('/api/households/search', { query: query.trim() });
      if (mine === asked.current) setResult(found ?? []);
    } catch (problem) {
      if (mine === asked.current) setFailure(problem);
    } finally {
      if (mine === asked.current) setBusy(false);
    }
  };
  return (
    <section>
      <form class="bf-search" onSubmit={search}>
        <label class="bf-label" for="household-query">
          先找到这一户
        </label>
        <div class="bf-search-line">
          <div class="bf-input">
            <input
              id="household-query"
              type="search"
              value={query}
              autocomplete="off"
              maxLength={50}
              placeholder="户主或家庭成员姓名、户编号、身份证号、手机号"
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </div>
          <button type="submit" class="bf-button bf-primary" disabled={busy}>
            {busy ? '正在查找……' : '查找'}
          </button>
        </div>
      </form>
      {failure && <Notice kind="error">{failure.message}</Notice>}
      {result && result.length === 0 && <Notice kind="info">没有找到“{query.trim()}”。{entry.newHousehold ? '请核对后再查，或按新户申报。' : '请核对后再查。台账里还没有的户，请村里用“农户申请”登记。'}</Notice>}
      {result && result.length > 0 && (
        <table class="bf-households">
          <thead>
            <tr>
              <th>户编号</th>
              <th>户主</th>
              <th>村组</th>
              <th>人口</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {result.map((household) => (
              <tr key={household.id}>
                <td>{household.number}</td>
                <td>{household.head}</td>
                <td>{household.village}</td>
                <td>{household.members}</td>
                <td>
                  <button type="button" class="bf-button" onClick={() => onChoose(household)}>
                    选这一户
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result && entry.newHousehold && (
        <p>
          <button type="button" class="bf-link" onClick={() => onChoose(null)}>
            台账中没有这户，按新户申报
          </button>
        </p>
      )}
    </section>
  );
}

function StartForm({ entry, household, onDone }) {
  const host = useRef(null);
  useEffect(() => {
    const place = host.current.appendChild(document.createElement('div'));
    const mounted = mountStepForm(place, startSource(api, entry.element, household?.id ?? null), { done: onDone });
    return () => mounted.close();
  }, []);
  return <div ref={host} />;
}

function Done({ answer, entry, onAgain }) {
  return (
    <Notice kind="done">
      <p>
        <strong>已提交：{entry.name}</strong>
        {answer.caseNumber && `，编号 ${answer.caseNumber}`}
      </p>
      {answer.next && <p>{answer.next}</p>}
      {answer.caseId && (
        <a class="bf-button" href={api.url(`/cases/${encodeURIComponent(answer.caseId)}`)}>
          看户档案
        </a>
      )}{' '}
      <button type="button" class="bf-button" onClick={onAgain}>
        再申报一户
      </button>{' '}
      <a class="bf-button" href={api.url('/camunda/app/tasklist/default/')}>
        去待办
      </a>
    </Notice>
  );
}

const main = document.getElementById('start-form');
if (main) {
  const host = main.appendChild(document.createElement('div'));
  const place = styledRoot(host, css).appendChild(document.createElement('div'));
  place.className = 'bf-step';
  render(<NewCase />, place);
}
