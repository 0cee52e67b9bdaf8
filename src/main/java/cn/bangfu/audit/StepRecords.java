package cn.bangfu.audit;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * 环节记录: the answer given at each step, fields that process owners added included, with the form it was given on. Append-only; each
 * one is named in the trail by its number and hash, so that the chain covers it.
 */
public interface StepRecords {

    /** Appends in the running transaction. */
    Appended append(NewStepRecord record);

    /** Opens an act on many households in the running transaction; the records of its answers name it. */
    void open(NewStepBatch batch);

    /** All of a case, in their order. */
    List<StepRecord> of(CaseId caseId);

    /** Who answered a task, if it is answered. */
    Optional<Answered> answered(String taskId);

    /**
     * @param seq the record's number
     * @param hash SHA-256 of the sealed answers, hexadecimal
     */
    record Appended(long seq, String hash) {}

    record Answered(CaseId caseId, String actorName, String office, Instant at) {}
}
