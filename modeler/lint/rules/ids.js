const { is } = require('./helper');

const PREFIXES = [
  ['bpmn:UserTask', 'UserTask_'],
  ['bpmn:ServiceTask', 'ServiceTask_'],
  ['bpmn:CallActivity', 'CallActivity_'],
  ['bpmn:SubProcess', 'SubProcess_'],
  ['bpmn:StartEvent', 'StartEvent_'],
  ['bpmn:EndEvent', 'EndEvent_'],
  ['bpmn:BoundaryEvent', 'BoundaryEvent_'],
  ['bpmn:IntermediateCatchEvent', 'IntermediateCatchEvent_'],
  ['bpmn:Gateway', 'Gateway_'],
];

/** No id that a tool made up: one word finds the step, its form and its code. */
module.exports = () => ({
  check(node, reporter) {
    for (const [type, prefix] of PREFIXES) {
      if (is(node, type) && !new RegExp(`^${prefix}[A-Z][A-Za-z]+$`).test(node.id)) {
        reporter.report(node.id, `编号应是“${prefix}”加英文名称，例如${prefix}VisitHousehold。请改正。`);
      }
    }
  },
});
