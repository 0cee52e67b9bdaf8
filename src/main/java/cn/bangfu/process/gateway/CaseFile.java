package cn.bangfu.process.gateway;

import cn.bangfu.audit.TrailEntry;
import cn.bangfu.shared.CaseId;
import java.util.List;

/**
 * A case as a program sees it.
 *
 * @param tasks open now
 * @param trail what was done, in its order
 */
public record CaseFile(
        CaseId id, String caseNumber, List<CaseSummaries.Line> summary, List<TaskLine> tasks, List<TrailEntry> trail) {}
