const { is, extensions } = require('./helper');

const REFUSED = {
  'bpmn:ScriptTask': '脚本任务会在服务器上运行程序，不能用。',
  'bpmn:SendTask': '发送任务会连到系统之外，不能用。',
  'bpmn:ReceiveTask': '接收任务没有谁会来唤醒，不能用。',
  'bpmn:BusinessRuleTask': '规则任务不能直接用，请用系统步骤。',
  'bpmn:ManualTask': '手工任务不留记录，请改成用户任务。',
  'bpmn:InclusiveGateway': '包容网关容易漏走一路，请用排他网关或并行网关。',
  'bpmn:ComplexGateway': '复杂网关不能用。',

  'bpmn:Transaction': '事务子流程不能用。',
  'bpmn:AdHocSubProcess': '自由子流程没有先后，不能用。',
  'bpmn:IntermediateThrowEvent': '中间抛出事件不能用。',
  'bpmn:SignalEventDefinition': '信号会影响别的案件，不能用。',
  'bpmn:TerminateEventDefinition': '终止事件会跳过没有办完的环节，不能用。',
  'bpmn:CompensateEventDefinition': '补偿事件不能用。',
  'bpmn:EscalationEventDefinition': '升级事件不能用。',
  'bpmn:ConditionalEventDefinition': '条件事件不能用，请用排他网关。',
  'bpmn:LinkEventDefinition': '链接事件让人看不出走向，请直接连线。',
  'bpmn:Collaboration': '泳池不能用：岗位写在环节上。',
};

const REFUSED_EXTENSIONS = ['Connector', 'TaskListener', 'FormData', 'Field', 'Script'];

/** Nothing that runs a program, reaches outside or hides where a case goes. */
module.exports = () => ({
  check(node, reporter) {
    const why = REFUSED[node.$type];
    if (why) reporter.report(node.id || (node.$parent && node.$parent.id), why);
    if (node.$type === 'bpmn:Task') reporter.report(node.id, '还没有选类型。请改成用户任务或系统步骤。');
    if (is(node, 'bpmn:TimerEventDefinition') && !node.timeDate) {
      reporter.report(node.$parent.id, '时限只能用系统算出的日期，不能在图上写长短。');
    }
    if (is(node, 'bpmn:BaseElement')) {
      for (const type of REFUSED_EXTENSIONS) {
        if (extensions(node, type).length > 0) reporter.report(node.id, `“${type}”会运行程序或连到系统之外，不能用。请删去。`);
      }
    }
  },
});
