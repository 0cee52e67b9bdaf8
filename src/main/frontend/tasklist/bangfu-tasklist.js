import { Api, contextPathOf } from '../api/http.js';
import { startEntries } from '../api/starts.js';
import { taskSource } from '../api/sources.js';
import { addDocumentStyles } from '../form/sheet.js';
import { mountStepForm } from '../form/step-form.jsx';
import { mountCourse } from '../course/course.js';
import { mountCaseFileTab } from './case-file-tab.jsx';
import { showDone } from './done-message.jsx';
import { mountSorting } from './sorting.js';
import tasklistCss from './tasklist.css';

/*
 * Tasklist for officials: the tabs 「办理」, 「户档案」 and 「流程走向」 and the entries 「首页」 and 「新申报」. What officials do not need is
 * left out by name in scripts/config.js (cam-exclude-plugins) or, where it is no plugin, hidden by tasklist.css.
 */
const api = new Api(contextPathOf(import.meta.url));

addDocumentStyles(tasklistCss);

/** The step form on the screen, if any. */
let current = null;

window.addEventListener('bangfu:signed-out', (event) => {
  if (current?.hasUnsaved()) {
    event.preventDefault();
    freeze(event.detail.$rootScope);
    current.signedOut();
  }
});

/**
 * Stops Tasklist where it stands. It would go on asking the server every ten seconds with the token of the old session,
 * and such a request, coming after a new sign-in, ends the new session too.
 */
let frozen = false;

function freeze($rootScope) {
  if (!frozen) {
    frozen = true;
    $rootScope.$destroy();
  }
}

const formTab = {
  id: 'bangfu-form',
  pluginPoint: 'tasklist.task.detail',
  priority: 2000,
  properties: { label: '办理' },
  render: (node, _, scope) =>
    followTask(node, scope, (host, task) => {
      const officer = scope.$root.authentication?.name;
      const mounted = mountStepForm(host, taskSource(api, task.id), {
        done: (answer) => {
          showDone({ title: task.name, next: answer.next, caseId: answer.caseId, api });
          scope.$applyAsync(() => {
            // as Tasklist's own form does after completion: no task selected, list read again
            scope.$parent.dismissTask();
          });
        },
        over: () => scope.$applyAsync(() => scope.taskData.changed('taskList')),
        signedOut: () => freeze(scope.$root),
        // on a shared computer the next to sign in may be a colleague
        isSameOfficer: async () => (await api.get('/camunda/api/admin/auth/user/default')).userId === officer,
        signedIn: () => frozen && window.location.reload(),
      });
      current = mounted;
      return () => {
        current = null;
        mounted.close();
      };
    }),
};

const caseFileTab = {
  id: 'bangfu-case-file',
  pluginPoint: 'tasklist.task.detail',
  priority: 1900,
  properties: { label: '户档案' },
  render: (node, _, scope) => followTask(node, scope, (host, task) => mountCaseFileTab(host, api, task.id)),
};

/** The way the case went so far. */
const courseTab = {
  id: 'bangfu-course',
  pluginPoint: 'tasklist.task.detail',
  priority: 1800,
  properties: { label: '流程走向' },
  render: (node, _, scope) =>
    followTask(node, scope, (host, task) => {
      let leave = null;
      let left = false;
      api.get(`/api/tasks/${encodeURIComponent(task.id)}/form`).then(
        (form) => {
          if (!left) leave = mountCourse(host, api, form.task.caseId);
        },
        (failure) => host.append(failure.message),
      );
      return () => {
        left = true;
        leave?.();
      };
    }),
};

/**
 * Shows something for the selected task and, when another one is selected, for that one. Tasklist makes a tab anew for
 * another task, but not when the task before it has vanished meanwhile: then the old form would stand under the new
 * task's name.
 */
function followTask(node, scope, show) {
  let leave = null;
  let shown = null;
  const follow = (id) => {
    if (id === shown) return;
    leave?.();
    leave = null;
    shown = id;
    document.documentElement.classList.toggle('bangfu-task-open', Boolean(id));
    node.replaceChildren();
    if (id) {
      const host = document.createElement('div');
      node.append(backToList(scope), host);
      leave = show(host, scope.task);
    }
  };
  scope.$watch('task.id', follow);
  scope.$on('$destroy', () => {
    if (!frozen) leave?.();
    document.documentElement.classList.remove('bangfu-task-open');
  });
}

/** Only on a phone, where the task hides the list. */
function backToList(scope) {
  const back = document.createElement('button');
  back.type = 'button';
  back.className = 'bangfu-back';
  back.textContent = '‹ 返回待办列表';
  back.addEventListener('click', () => scope.$applyAsync(() => scope.$parent.dismissTask()));
  return back;
}

const homeEntry = {
  id: 'bangfu-home',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: (node) => node.append(link('首页', '/')),
};

const newCaseEntry = {
  id: 'bangfu-new-case',
  pluginPoint: 'tasklist.navbar.action',
  priority: 900,
  render: (node) => {
    startEntries(api).then(
      (entries) => entries.length && node.append(link('新申报', '/cases/new')),
      (failure) => console.warn('starts', failure.kind),
    );
  },
};

/** Letters that households of the officer's part of the county still wait for: a task with a deadline like any other. */
const deliveriesEntry = {
  id: 'bangfu-deliveries',
  pluginPoint: 'tasklist.navbar.action',
  priority: 800,
  render: (node) => {
    api.get('/deliveries/count').then(
      ({ owed, late }) => owed && node.append(link(`应送达${owed}份${late ? `，逾期${late}份` : ''}`, '/deliveries')),
      (failure) => console.warn('deliveries', failure.kind),
    );
  },
};

/**
 * In place of Tasklist's own sorting, which offers the engine's properties and, in a browser that has not seen it before,
 * names them by their keys.
 */
const sorting = {
  id: 'bangfu-sorting',
  pluginPoint: 'tasklist.header',
  priority: 200,
  render: (node, _, scope) => mountSorting(node, scope),
};

function link(text, path) {
  const anchor = document.createElement('a');
  anchor.href = api.url(path);
  anchor.textContent = text;
  return anchor;
}

export default [formTab, caseFileTab, courseTab, homeEntry, newCaseEntry, deliveriesEntry, sorting];
