const { is, extensions } = require('./helper');

/** A called process knows which case it belongs to; a process keeps its files long enough. */
module.exports = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:CallActivity') && !extensions(node, 'In').some((one) => one.businessKey === '#{execution.processBusinessKey}')) {
      reporter.report(node.id, '没有把案件编号交给被调用的流程。请用模板重新选。');
    }
    if (is(node, 'bpmn:Process')) {
      const kept = /^P(\d+)D$/.exec(node.get('camunda:historyTimeToLive') || '');
      if (!kept || Number(kept[1]) < 3650) reporter.report(node.id, '流程记录的保存期应不少于P3650D（十年）。请改正。');
      if (!node.name) reporter.report(node.id, '流程没有名称。请填写。');
    }
  },
});
