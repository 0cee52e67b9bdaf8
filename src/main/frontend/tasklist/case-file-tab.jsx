import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { styledRoot } from '../form/sheet.js';
import { Notice, Summary } from '../form/step-form.jsx';

/** The tab 「户档案」: the summary, and the way to the whole file in a window of its own. */
export function mountCaseFileTab(host, api, taskId) {
  const root = styledRoot(host);
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
      <a class="bf-button bf-primary" href={api.url(`/cases/${encodeURIComponent(form.task.caseId)}`)} target="_blank" rel="noopener">
        打开户档案（新窗口）
      </a>
      <p class="bf-help">户档案里有家庭成员、办理经过、比对疑点、公示和照片材料。</p>
    </div>
  );
}
