package cn.bangfu.audit;

import cn.bangfu.shared.CaseId;
import java.util.List;

/** The append-only record of every case. Time, order and hash chain are the database's. */
public interface Trail {

    /** Appends in the running transaction: what is rolled back leaves no entry. */
    void append(TrailEvent event);

    /** All entries of a case in their order. */
    List<TrailEntry> of(CaseId caseId);

    /** Places where a chain does not fit together; none if nothing was changed, removed, inserted or cut off. */
    List<TrailBreak> verify();

    /**
     * @param chain the case's id
     * @param seq where the chain no longer fits
     * @param reason in Chinese
     */
    record TrailBreak(String chain, long seq, String reason) {}
}
