import { Api } from '../api/http.js';
import { taskSource } from '../api/sources.js';
import { addDocumentStyles } from '../form/sheet.js';
import { mountStepForm } from '../form/step-form.jsx';

/** One form alone on a page: /form/visit-household. */
addDocumentStyles('body { margin: 24px auto; max-width: 1000px; padding: 0 16px; background: #fff; }');

const id = window.location.pathname.split('/').pop();
window.bangfu = { done: null };
window.bangfu.mounted = mountStepForm(document.getElementById('form'), taskSource(new Api(''), id), {
  done: (answer) => (window.bangfu.done = answer),
});
