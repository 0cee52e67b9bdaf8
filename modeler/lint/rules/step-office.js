const { is } = require('./helper');
const { roles } = require('../vocabulary.json');

/** Every step lies with one role. */
module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const group = node.get('camunda:candidateGroups');
    if (!group) {
      reporter.report(node.id, '没有写由哪个岗位办理。请用模板选一个岗位。');
    } else if (!roles.includes(group)) {
      reporter.report(node.id, `岗位“${group}”不是办案岗位，只能写一个。请用模板选一个岗位。`);
    }
    for (const name of ['assignee', 'candidateUsers', 'dueDate', 'followUpDate']) {
      if (node.get(`camunda:${name}`)) {
        reporter.report(node.id, `不能写“${name}”：环节只交给岗位，时限按本县规定。请删去。`);
      }
    }
  },
});
