package cn.bangfu.process.gateway;

import java.util.List;

/** What who opens a task has to know of the task itself, besides its household's summary. */
public interface TaskRemarks {

    /** In reading order. */
    List<CaseSummaries.Line> of(String taskId);
}
