import { Api, contextPathOf } from '../api/http.js';

/*
 * In each of the engine's webapps: signing out ends the session of all our pages, and a session that ended elsewhere
 * leads to our sign-in page, never to the engine's own.
 */
const base = document.querySelector('base');
const api = new Api(contextPathOf(import.meta.url));

document.addEventListener(
  'click',
  (event) => {
    if (event.target.closest?.('.account .logout a')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      signOut();
    }
  },
  true,
);

async function signOut() {
  try {
    await api.post('/logout');
  } catch (failure) {
    // already signed out is as good; anything else shows on the sign-in page
    console.warn('sign-out', failure.kind);
  }
  window.location.assign(api.url('/login?out'));
}

/**
 * Asking for the same page once more leads to the sign-in page and, after signing in, back here. Should the page answer
 * although its data do not, once is enough.
 */
function signIn() {
  const now = Date.now();
  const before = Number(window.sessionStorage.getItem('bangfu.signIn') ?? 0);
  window.sessionStorage.setItem('bangfu.signIn', String(now));
  if (now - before > 15000) {
    window.location.reload();
  } else {
    window.location.assign(api.url('/login'));
  }
}

/** Where officials practise, every page says so. */
async function markTraining() {
  try {
    const answer = await fetch(api.url('/public/training'));
    if (answer.ok && (await answer.json()).training) {
      const mark = document.createElement('div');
      mark.textContent = '演练，不作为办理依据';
      mark.style.cssText =
        'position:fixed;bottom:0;left:0;right:0;z-index:9999;background:#b3261e;color:#fff;text-align:center;font-weight:bold;padding:3px;pointer-events:none';
      document.body.append(mark);
    }
  } catch (failure) {
    console.warn('training', failure);
  }
}

markTraining();

/** Tasklist with something typed and not yet saved keeps its page, see bangfu-tasklist.js. */
window.angular.module(`cam.${base.getAttribute('app-name')}.custom`).run([
  '$rootScope',
  '$translate',
  ($rootScope, $translate) => {
    // the first page's title is made before the words are there, and would be their key
    $translate.onReady(() => {
      document.title = document.title.replace(/[A-Z]+(_[A-Z]+)+$/, (key) => $translate.instant(key));
    });
    $rootScope.$on('authentication.login.required', (event) => {
      event.preventDefault();
      const keep = new CustomEvent('bangfu:signed-out', { cancelable: true, detail: { $rootScope } });
      if (window.dispatchEvent(keep)) {
        signIn();
      }
    });
  },
]);

/** Words that the diagram's buttons say without asking for a translation. */
const WORDS = { 'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '还原大小' };
const untranslated = Object.keys(WORDS)
  .map((word) => `[title="${word}"]`)
  .join();
new MutationObserver(() => {
  for (const button of document.querySelectorAll(untranslated)) button.title = WORDS[button.title];
}).observe(document.documentElement, { childList: true, subtree: true });

/** Nothing to add to the webapp's own views. */
export default [];
