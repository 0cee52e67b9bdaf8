const { is, property } = require('./helper');
const { terms } = require('../vocabulary.json');

/** Every step names one of the county's terms. */
module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const deadline = property(node, 'deadline');
    if (!deadline) {
      reporter.report(node.id, '没有时限。请在属性deadline里选一种时限。');
    } else if (!terms.includes(deadline)) {
      reporter.report(node.id, `时限“${deadline}”不是本县规定里的时限。请重新选。`);
    }
  },
});
