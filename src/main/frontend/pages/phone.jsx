import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Api, contextPathOf } from '../api/http.js';
import { mountStepForm, Notice } from '../form/step-form.jsx';
import { PhoneStore } from '../phone/store.js';
import { OtherOfficer, Vault, weakPhrase } from '../phone/vault.js';
import { Visits } from '../phone/visits.js';

/** 「手机办理」: visits taken along, done without network, sent when there is one; and the way to what is done on the spot with network. */
const VISIT = 'UserTask_VisitHousehold';
const api = new Api(contextPathOf(import.meta.url));
const store = new PhoneStore();
const vault = new Vault(store);
const visits = new Visits({ store, vault, api });

function Phone() {
  const [state, setState] = useState({ kind: 'opening' });
  const [shown, setShown] = useState([]);
  const [tasks, setTasks] = useState(null);
  const [errands, setErrands] = useState(null);
  const [open, setOpen] = useState(null);
  const [said, setSaid] = useState(null);
  const [online, setOnline] = useState(navigator.onLine);
  const raw = useRef(null);

  const list = async () => vault.isOpen && setShown(await visits.list());

  /** With network the server gives the key; without, the phrase does. */
  const begin = async () => {
    try {
      const device = await vault.device();
      api.renew();
      const { officer, key } = await api.post('/api/phone/key', { device });
      raw.current = await vault.openWith(officer, key);
      setOnline(true);
      await list();
      const waiting = await api.get('/api/tasks');
      const toVisit = (Array.isArray(waiting) ? waiting : (waiting.tasks ?? [])).filter((task) => task.element === VISIT);
      setTasks(toVisit);
      // who has nothing to take along needs no phrase
      const needed = toVisit.length > 0 || (await store.all('visits')).length > 0;
      setState({ kind: needed && !(await vault.hasPhrase()) ? 'phrase' : 'open' });
      setErrands(await api.get('/api/errands'));
      await sendAll();
    } catch (failure) {
      if (failure instanceof OtherOfficer) {
        setState({ kind: 'other', count: (await store.all('visits')).length });
      } else if (failure.kind === 'signed-out') {
        setState(vault.isOpen ? { kind: 'open', signIn: true } : { kind: 'signed-out', phrase: await vault.hasPhrase() });
      } else if (failure.kind === 'offline' || failure.kind === 'server') {
        setOnline(false);
        setState(vault.isOpen ? { kind: 'open' } : (await vault.hasPhrase()) ? { kind: 'locked' } : { kind: 'no-network' });
        await list();
      } else {
        setState({ kind: 'failed', failure });
      }
    }
  };

  const sendAll = async () => {
    for (const visit of await store.all('visits')) {
      if (visit.state === 'ready') await send(visit.id);
    }
    await list();
  };

  const send = async (id) => {
    try {
      const answer = await visits.send(id);
      if (answer) setSaid({ kind: 'done', text: `已送达系统${answer.caseNumber ? `：${answer.caseNumber}` : ''}。${answer.next ?? ''}` });
    } catch (failure) {
      if (failure.kind === 'offline' || failure.kind === 'server') {
        setSaid({ kind: 'info', text: '现在没有网络。这次走访已经存在手机里，有网络时会自动送出，请不要清除浏览器数据。' });
      } else if (failure.kind === 'signed-out') {
        setState({ kind: 'open', signIn: true });
      } else {
        setSaid({ kind: 'error', text: `没有收下：${failure.message}。请点开修改后再交。` });
      }
    }
    await list();
  };

  useEffect(() => {
    begin();
    const again = () => begin();
    const gone = () => setOnline(false);
    window.addEventListener('online', again);
    window.addEventListener('offline', gone);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('offline', gone);
    };
  }, []);

  if (open) {
    return (
      <Visit
        id={open}
        onBack={() => {
          setOpen(null);
          list();
        }}
        onFinished={async () => {
          setOpen(null);
          setSaid({ kind: 'info', text: '走访已存在手机里，正在送出……' });
          await send(open);
        }}
      />
    );
  }
  return (
    <>
      <p class={online ? 'phone-net good' : 'phone-net warn'} role="status">
        {online ? '有网络' : '没有网络：可以照常填写，存在手机里，有网络时自动送出'}
      </p>
      {said && <Notice kind={said.kind}>{said.text}</Notice>}
      <Gate state={state} raw={raw} onBegin={begin} onOpen={() => setState({ kind: 'open' })} list={list} />
      {state.kind === 'open' && (
        <>
          {state.signIn && <SignIn onBegin={begin} />}
          <Kept shown={shown} onOpen={setOpen} onSend={send} onChange={list} />
          {online && tasks && <Waiting tasks={tasks} shown={shown} onTake={list} onSaid={setSaid} />}
        </>
      )}
      {online && errands && (
        <>
          <Errands title="评议会议" help="在会上勾选签到、登记票数，拍签到表和会议记录。" of={errands.meetings} action="登记" />
          <Errands title="应送达的文书" help="送到时拍下签字件或留置的照片，当场登记。" of={errands.deliveries} action="登记送达" />
        </>
      )}
    </>
  );
}

/** Done on the spot, with network: pages of their own, which fit a phone. */
function Errands({ title, help, of, action }) {
  if (!of.length) return null;
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="help">{help}</p>
      <ul class="phone-tasks">
        {of.map((errand) => (
          <li key={errand.href}>
            <span>
              <strong>{errand.title}</strong> {errand.when} {errand.late && <span class="tag bad">已逾期</span>}
            </span>
            <a class="button secondary" href={api.url(errand.href)}>
              {action}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Gate({ state, raw, onBegin, onOpen, list }) {
  switch (state.kind) {
    case 'opening':
      return <p>正在打开……</p>;
    case 'phrase':
      return <NewPhrase raw={raw} onDone={onOpen} />;
    case 'locked':
      return <Unlock onDone={() => { onOpen(); list(); }} />;
    case 'signed-out':
      return <SignIn onBegin={onBegin} />;
    case 'no-network':
      return <Notice kind="info">这部手机上还没有带下来的走访。请在有网络的地方登录，把要走访的户带到手机上。</Notice>;
    case 'other':
      return <Other count={state.count} onBegin={onBegin} />;
    case 'failed':
      return <Notice kind="error">{state.failure.message}</Notice>;
    default:
      return null;
  }
}

function SignIn({ onBegin }) {
  return (
    <Notice kind="info">
      <p>请登录。存在手机里的走访不会丢，登录后自动送出。</p>
      <a class="button" href={api.url('/login')} target="_blank" rel="noopener">
        去登录
      </a>{' '}
      <button type="button" class="secondary" onClick={onBegin}>
        已经登录
      </button>
    </Notice>
  );
}

function NewPhrase({ raw, onDone }) {
  const [fault, setFault] = useState(null);
  const [busy, setBusy] = useState(false);
  const save = async (event) => {
    event.preventDefault();
    const [one, other] = new FormData(event.currentTarget).getAll('phrase');
    const weak = one === other ? weakPhrase(one) : '两次输入的不一样';
    setFault(weak);
    if (weak) return;
    setBusy(true);
    await vault.setPhrase(raw.current, one);
    raw.current = null;
    onDone();
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>设一个离线口令</h2>
      <p class="help">没有网络时，用它打开手机里的走访。至少10位，有字母和数字，不要和登录密码一样。忘了也不要紧，联网登录就能打开。</p>
      <label for="phrase-1">离线口令</label>
      <input id="phrase-1" name="phrase" type="password" autocomplete="new-password" required />
      <label for="phrase-2">再输一遍</label>
      <input id="phrase-2" name="phrase" type="password" autocomplete="new-password" required />
      {fault && <p class="error">{fault}</p>}
      <div class="actions">
        <button type="submit" disabled={busy}>
          {busy ? '正在设置……' : '设好了'}
        </button>
      </div>
    </form>
  );
}

function Unlock({ onDone }) {
  const [fault, setFault] = useState(null);
  const [busy, setBusy] = useState(false);
  const unlock = async (event) => {
    event.preventDefault();
    const phrase = new FormData(event.currentTarget).get('phrase');
    setBusy(true);
    if (await vault.openByPhrase(phrase)) {
      onDone();
    } else {
      setBusy(false);
      setFault((await vault.hasPhrase()) ? '口令不对，请再试' : '错得太多，离线打开已关闭。走访还在手机里，联网登录后可以继续');
    }
  };
  return (
    <form class="card" onSubmit={unlock}>
      <h2>打开手机里的走访</h2>
      <label for="phrase">离线口令</label>
      <input id="phrase" name="phrase" type="password" autocomplete="off" required />
      {fault && <p class="error">{fault}</p>}
      <div class="actions">
        <button type="submit" disabled={busy}>
          {busy ? '正在打开……' : '打开'}
        </button>
      </div>
    </form>
  );
}

function Other({ count, onBegin }) {
  return (
    <Notice kind="error">
      <p>这部手机上存着另一位工作人员的{count}户走访，您打不开。请用原来的账号登录，送出以后再用。</p>
      <details>
        <summary>原来的人确定不要了</summary>
        <button
          type="button"
          class="danger"
          onClick={async () => {
            if (confirm(`删除手机里的${count}户走访和照片？删除后找不回来。`)) {
              await store.clear();
              onBegin();
            }
          }}
        >
          删除手机里的走访
        </button>
      </details>
    </Notice>
  );
}

const STATES = { open: ['正在填写', 'warn'], ready: ['填好了，等待送出', 'warn'], refused: ['没有收下，要修改', 'bad'] };

function Kept({ shown, onOpen, onSend, onChange }) {
  const [faults, setFaults] = useState({});
  useEffect(() => {
    (async () => {
      const all = {};
      for (const visit of shown) if (visit.fault) all[visit.id] = await vault.openJson(visit.fault);
      setFaults(all);
    })();
  }, [shown]);
  if (!shown.length) return <p class="card">手机里还没有走访。</p>;
  return (
    <ul class="phone-visits">
      {shown.map((visit) => (
        <li class="card" key={visit.id}>
          <h2>
            {visit.task.head}户 <span class={`tag ${STATES[visit.state][1]}`}>{STATES[visit.state][0]}</span>
          </h2>
          <p class="help">
            {visit.task.village} {visit.task.caseNumber}
          </p>
          {faults[visit.id] && (
            <div class="notice bad">
              <p>{faults[visit.id].message}</p>
              <ul>
                {faults[visit.id].faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </div>
          )}
          <div class="actions">
            <button
              type="button"
              onClick={async () => {
                if (visit.state !== 'open') await visits.reopen(visit.id);
                onOpen(visit.id);
              }}
            >
              {visit.state === 'open' ? '填写' : '修改'}
            </button>
            {visit.state === 'ready' && (
              <button type="button" class="secondary" onClick={() => onSend(visit.id)}>
                现在送出
              </button>
            )}
            <button
              type="button"
              class="plain"
              onClick={async () => {
                if (confirm(`从手机里删除${visit.task.head}户的走访？没有送出的内容和照片找不回来。`)) {
                  await visits.drop(visit.id);
                  onChange();
                }
              }}
            >
              删除
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Waiting({ tasks, shown, onTake, onSaid }) {
  const [busy, setBusy] = useState(null);
  const rest = tasks.filter((task) => !shown.some((visit) => visit.id === task.id));
  if (!rest.length) return null;
  const take = async (chosen) => {
    for (const task of chosen) {
      setBusy(task.id);
      try {
        await visits.take(task);
      } catch (failure) {
        onSaid({ kind: 'error', text: `${task.head}户没有带下来：${failure.message}` });
      }
    }
    setBusy(null);
    navigator.storage?.persist?.();
    onTake();
  };
  return (
    <section class="card">
      <h2>待走访的户</h2>
      <p class="help">出发前带到手机上，没有网络也能填。</p>
      <ul class="phone-tasks">
        {rest.map((task) => (
          <li key={task.id}>
            <span>
              <strong>{task.head}</strong> {task.village}
            </span>
            <button type="button" class="secondary" disabled={busy !== null} onClick={() => take([task])}>
              {busy === task.id ? '正在带……' : '带到手机'}
            </button>
          </li>
        ))}
      </ul>
      {rest.length > 1 && (
        <div class="actions">
          <button type="button" disabled={busy !== null} onClick={() => take(rest)}>
            全部带到手机
          </button>
        </div>
      )}
    </section>
  );
}

function Visit({ id, onBack, onFinished }) {
  const host = useRef(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    let mounted = null;
    let source = null;
    let gone = false;
    (async () => {
      source = await visits.source(id, async (finish) => {
        await finish();
        return {};
      });
      if (gone) return;
      const place = host.current.appendChild(document.createElement('div'));
      mounted = mountStepForm(place, source, { done: onFinished });
    })().catch(setFailure);
    return () => {
      gone = true;
      mounted?.close();
      source?.close();
    };
  }, [id]);
  return (
    <>
      <p>
        <button type="button" class="plain" onClick={onBack}>
          ← 返回
        </button>
      </p>
      {failure && <Notice kind="error">没有打开：{failure.message}</Notice>}
      <div ref={host} />
    </>
  );
}

const main = document.getElementById('phone');
if (main) {
  render(<Phone />, main);
  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register(api.url('/phone/worker.js'), { scope: api.url('/phone/') }).catch(() => {});
  }
}
