const { is, stem } = require('./helper');
const { delegates } = require('../vocabulary.json');

/** A service task is one of the product's own, by its name. */
module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:ServiceTask')) return;
    const name = stem(node.id);
    const bean = `${name.charAt(0).toLowerCase()}${name.slice(1)}Delegate`;
    const written = (node.get('camunda:delegateExpression') || '').replace(/^\$\{|}$/g, '');
    if (!delegates.includes(written)) {
      reporter.report(node.id, '没有写由系统做什么，或系统里没有。请用模板选一个系统步骤。');
    } else if (written !== bean) {
      reporter.report(node.id, `编号与系统步骤“${written}”不一致。请把编号改成ServiceTask_${written.charAt(0).toUpperCase()}${written.slice(1, -'Delegate'.length)}。`);
    }
    for (const setting of ['class', 'expression', 'type', 'topic']) {
      if (node.get(`camunda:${setting}`)) reporter.report(node.id, `不能写“${setting}”。请用模板选一个系统步骤。`);
    }
  },
});
