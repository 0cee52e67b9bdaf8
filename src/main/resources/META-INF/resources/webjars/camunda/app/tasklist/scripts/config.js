// Shadows the Tasklist configuration of the webapps' jar; the browser imports it as an ES module before anything else.

// Tasklist's own views that officials do not get, as component:id. Read from here once, when the webapp's modules load:
// starting a process and creating a task without our forms, the built-in form (ours is the tab 「办理」), comments, the
// history of engine operations, the search by engine variables, sorting by engine properties, the shortcuts' help.
document.querySelector('base').setAttribute(
  'cam-exclude-plugins',
  [
    'tasklist.navbar.action:start-process-action',
    'tasklist.navbar.action:create-task-action',
    'tasklist.navbar.action:shortcut-help',
    'tasklist.task.action:task-action-comment',
    'tasklist.task.detail:task-detail-form',
    'tasklist.task.detail:task-detail-history',
    'tasklist.task.detail:task-detail-description',
    'tasklist.list:task-search',
    'tasklist.header:tasklist-sorting'
  ].join(',')
);

export default {
  // Header and window title show vendor, a blank and name.
  app: {
    name: '帮扶',
    vendor: '防止返贫监测帮扶工作平台'
  },

  // The browser's language is cut at its first hyphen, so the key is "zh", not "zh-CN". As the only language on offer it
  // also serves a browser set to another language.
  locales: {
    availableLocales: ['zh'],
    fallbackLocale: 'zh'
  },

  // Relative to …/app/tasklist/, without ".js". Every entry has to exist: one that cannot be loaded keeps the whole webapp
  // from starting.
  customScripts: ['scripts/bangfu-common', 'scripts/bangfu-tasklist'],

  // Only Tasklist reads these; the other webapps take their dates from the locale or have them built in.
  dateFormat: {
    monthName: 'MMMM',
    day: 'DD',
    abbr: 'YYYY年MM月DD日 HH:mm',
    normal: 'YYYY年MM月DD日 HH:mm',
    long: 'YYYY年MM月DD日 dddd HH:mm',
    short: 'YYYY年MM月DD日'
  },

  // The greeting at the first sign-in advertises the engine's own pages.
  disableWelcomeMessage: true
};
