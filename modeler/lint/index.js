module.exports = {
  configs: {
    recommended: {
      rules: {
        'allowed-elements': 'error',
        'case-key': 'error',
        ids: 'error',
        'step-deadline': 'error',
        'step-form': 'error',
        'step-office': 'error',
        'system-step': 'error',
      },
    },
  },
};
