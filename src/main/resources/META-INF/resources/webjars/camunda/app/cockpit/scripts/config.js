// Shadows the Cockpit configuration of the webapps' jar; the browser imports it as an ES module before anything else.
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

  // Relative to …/app/cockpit/, without ".js". Every entry has to exist: one that cannot be loaded keeps the whole webapp
  // from starting.
  customScripts: ['scripts/bangfu-common', 'scripts/bangfu-cockpit'],

  // The greeting at the first sign-in advertises the engine's own pages.
  disableWelcomeMessage: true
};
