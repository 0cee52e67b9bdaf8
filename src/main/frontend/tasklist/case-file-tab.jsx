import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { evidenceOf } from '../api/http.js';
import { styledRoot } from '../form/sheet.js';
import { Notice, Summary } from '../form/step-form.jsx';
import css from './case-file-tab.css';

/** The tab 「户档案」: the summary, the case's files and more of them, and the way to the whole file in a window of its own. */
export function mountCaseFileTab(host, api, taskId) {
  const root = styledRoot(host, css);
  render(<CaseFile api={api} taskId={taskId} />, root);
  return () => render(null, root);
}

function CaseFile({ api, taskId }) {
  const [form, setForm] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    api.get(`/api/tasks/${encodeURIComponent(taskId)}/form`).then(setForm, setFailure);
  }, []);
  if (failure) {
    return (
      <div class="bf-step">
        <Notice kind="error">{failure.message}</Notice>
      </div>
    );
  }
  if (!form) {
    return <div class="bf-step bf-loading">正在打开……</div>;
  }
  return (
    <div class="bf-step">
      <Summary lines={form.summary ?? []} />
      <CasePages page={form.task.page} api={api} />
      <Files api={api} caseId={form.task.caseId} />
    </div>
  );
}

/** A household's file and its papers; of an officer's handover the page of the officers. */
function CasePages({ page, api }) {
  if (!page?.startsWith('/cases/')) {
    return (
      page && (
        <a class="bf-button bf-primary" href={api.url(page)} target="_blank" rel="noopener">
          打开“帮扶工作”（新窗口）
        </a>
      )
    );
  }
  return (
    <>
      <a class="bf-button bf-primary" href={api.url(page)} target="_blank" rel="noopener">
        打开户档案（新窗口）
      </a>{' '}
      <a class="bf-button" href={api.url(`${page}/papers`)} target="_blank" rel="noopener">
        打印文书
      </a>
      <p class="bf-help">户档案里有家庭成员、办理经过、比对疑点、公示和照片材料。</p>
    </>
  );
}

/** Photographs and scans of the case. A phone offers its camera. Who may not see them, as the meeting's chair, sees nothing of it. */
function Files({ api, caseId }) {
  const path = `/api/cases/${encodeURIComponent(caseId)}/files`;
  const [shown, setShown] = useState(null);
  const [uploaded, setUploaded] = useState([]);
  const [what, setWhat] = useState('');
  const [message, setMessage] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    api.get(path).then(setShown, () => setShown(null));
  }, []);
  if (!shown) return null;

  async function upload(event) {
    // the event loses its target with the first wait
    const input = event.target;
    setBusy(true);
    setMessage(null);
    for (const file of [...input.files]) {
      try {
        const kept = await evidenceOf(api).upload(file, () => {}).done;
        setUploaded((files) => [...files, { id: kept.id, name: kept.name }]);
      } catch (failure) {
        setMessage({ kind: 'error', text: `${file.name}：${failure.message}` });
      }
    }
    input.value = '';
    setBusy(false);
  }

  async function add() {
    setBusy(true);
    try {
      setShown(await api.post(path, { files: uploaded.map((file) => file.id), what }));
      setUploaded([]);
      setWhat('');
      setMessage({ kind: 'done', text: '已归入案件，不能再修改或删除。' });
    } catch (failure) {
      setMessage({ kind: 'error', text: failure.message });
    }
    setBusy(false);
  }

  return (
    <section class="bf-files" aria-label="照片和材料">
      <h3>照片和材料（{shown.files.length}份）</h3>
      <ul class="bf-thumbnails">
        {shown.files.map((file) => (
          <li key={file.id}>
            <a href={api.url(`/api/evidence/${file.id}`)} target="_blank" rel="noopener" title={`${file.name}，${file.uploadedAt}`}>
              {file.thumbnail ? <img src={api.url(`/api/evidence/${file.id}/thumbnail`)} alt={file.name} loading="lazy" /> : <span>{file.name}</span>}
            </a>
          </li>
        ))}
      </ul>
      {shown.open && (
        <div class="bf-add-files">
          <label>
            补充照片或扫描件
            <input type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf" disabled={busy} onChange={upload} />
          </label>
          <label class="bf-camera">
            用手机拍照
            <input type="file" accept="image/*" capture="environment" disabled={busy} onChange={upload} />
          </label>
          {uploaded.length > 0 && (
            <>
              <p class="bf-help">
                已上传：{uploaded.map((file) => file.name).join('、')}
              </p>
              <label>
                是什么材料
                <input type="text" maxLength={200} value={what} onInput={(event) => setWhat(event.target.value)} />
              </label>
              <button type="button" class="bf-button bf-primary" disabled={busy} onClick={add}>
                归入案件
              </button>
            </>
          )}
        </div>
      )}
      {message && <Notice kind={message.kind}>{message.text}</Notice>}
    </section>
  );
}
