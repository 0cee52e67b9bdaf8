// Shadows the Tasklist configuration of the webapps' jar; the browser imports it as an ES module before anything else.
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
  disableWelcomeMessage: true,

  // The keys of the original; without this block the help lists none and no key works.
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '领取当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到第一个待办分类'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到列表中的第一项任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到表单的第一个填写项'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开“发起流程”窗口'
    }
  }
};
