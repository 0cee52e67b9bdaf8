package cn.bangfu.process.assistance;

import cn.bangfu.access.DepartureCheck;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Post;
import cn.bangfu.assistance.PromisedMeasures;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.process.engine.CaseEngine;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nobody leaves while a household, an open task or a promised measure would be without anybody (F2 「及时调整」). */
@Component
class OfficerDeparture implements DepartureCheck {

    private final ResponsibleOfficers responsible;
    private final PromisedMeasures promised;
    private final Officers officers;
    private final CaseEngine engine;

    OfficerDeparture(ResponsibleOfficers responsible, PromisedMeasures promised, Officers officers, CaseEngine engine) {
        this.responsible = responsible;
        this.promised = promised;
        this.officers = officers;
        this.engine = engine;
    }

    @Override
    public List<String> unfinished(Officer officer, List<Post> ending, boolean leaves) {
        var left = new ArrayList<String>();
        if (leaves) {
            var households = responsible.of(officer.person()).size();
            if (households > 0) {
                left.add(officer.name() + "还是" + households + "户的帮扶责任人，请先由乡镇在“帮扶工作”里办理交接");
            }
            var measures = promised.of(officer.person());
            if (measures > 0) {
                left.add(officer.name() + "还经办" + measures + "项没有落实完的帮扶措施，请先由本部门更换经办人");
            }
            var claimed = claimed(officer);
            if (claimed > 0) {
                left.add(officer.name() + "还有" + claimed + "件已认领的待办，请先办完或者放回本单位待办");
            }
        }
        for (var post : ending) {
            var group = post.office().group(post.role());
            var others = officers.inGroup(group).stream()
                    .filter(other -> !other.id().equals(officer.id()))
                    .count();
            var open = others == 0 ? open(group) : 0;
            if (open > 0) {
                left.add(post.office().name() + "还有" + open + "件待办，没有别人可以办理，请先安排接任的人");
            }
        }
        return left;
    }

    private long claimed(Officer officer) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .taskAssignee(officer.username())
                .count());
    }

    private long open(String group) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .taskCandidateGroup(group)
                .includeAssignedTasks()
                .count());
    }
}
