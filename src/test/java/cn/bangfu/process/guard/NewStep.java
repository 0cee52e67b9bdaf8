package cn.bangfu.process.guard;

/** A step that a process owner puts between the announcement and the entry: the village asks whether the household has understood. */
final class NewStep {

    static final String FORM = """
        {"id": "ask-back", "type": "default", "schemaVersion": 18, "executionPlatform": "Camunda Platform",
         "executionPlatformVersion": "7.24.0", "components": [
          {"type": "radio", "key": "understood", "label": "农户听明白了吗", "id": "Field_Understood",
           "values": [{"label": "明白", "value": "YES"}, {"label": "不明白", "value": "NO"}],
           "validate": {"required": true}},
          {"type": "textarea", "key": "remark", "label": "农户怎么说", "id": "Field_Remark", "validate": {"maxLength": 500}}]}
        """;

    private NewStep() {}

    static Edit edit(String what, String reason) {
        return Edit.inTag(
                        what,
                        "household-identification.bpmn",
                        "Flow_DecisionAnnounced",
                        "targetRef=\"ServiceTask_EnterMonitoring\"",
                        "targetRef=\"UserTask_AskBack\"",
                        reason)
                .then("<bpmn:sequenceFlow id=\"Flow_MonitoringEntered\"", """
                    <bpmn:userTask id="UserTask_AskBack" name="回访听明白没有" camunda:formRef="ask-back"
                      camunda:formRefBinding="deployment" camunda:candidateGroups="villageClerk">
                      <bpmn:extensionElements><camunda:properties>
                        <camunda:property name="deadline" value="refusalLimit" />
                      </camunda:properties></bpmn:extensionElements>
                    </bpmn:userTask>
                    <bpmn:sequenceFlow id="Flow_AskedBack" sourceRef="UserTask_AskBack" targetRef="ServiceTask_EnterMonitoring" />
                    <bpmn:sequenceFlow id="Flow_MonitoringEntered\"\
                    """)
                .and(Shipped.file("ask-back.form", FORM));
    }

    /** The same with something changed in the new step. */
    static Edit spoilt(String what, String before, String after, String reason) {
        var edit = edit(what, reason);
        return edit.then(before, after).and(edit.files().get(1));
    }
}
