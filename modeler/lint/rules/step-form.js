const { is, kebab } = require('./helper');

/** Every step has the form of its own name, deployed with the diagram. */
module.exports = () => ({
  check(node, reporter) {
    const form = node.get && node.get('camunda:formRef');
    if (is(node, 'bpmn:UserTask') && form !== kebab(node.id)) {
      reporter.report(node.id, `表单应叫“${kebab(node.id)}”，与环节编号一致。请改正。`);
    }
    if (form && node.get('camunda:formRefBinding') !== 'deployment') {
      reporter.report(node.id, '表单要选“随流程一起部署”（binding: deployment）。请改正。');
    }
    if (node.get && node.get('camunda:formKey')) {
      reporter.report(node.id, '用了网页表单，不能用。请用.form表单。');
    }
  },
});
