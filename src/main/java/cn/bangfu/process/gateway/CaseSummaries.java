package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import java.util.List;

/** The household's summary at the head of every form of its case. */
public interface CaseSummaries {

    /**
     * @param label 户主
     * @param value 张小明
     */
    record Line(String label, String value) {}

    /** In reading order; empty if this bean does not know the case. */
    List<Line> of(CaseId caseId, Actor reader);
}
