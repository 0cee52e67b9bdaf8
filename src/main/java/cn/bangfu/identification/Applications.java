package cn.bangfu.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Applications, the consents that came with them, and corrections. */
public interface Applications {

    /** A receipt number and when it was received. */
    record Receipt(String number, Instant receivedAt) {}

    /** A list of what is missing, with its deadline. */
    record Correction(int round, List<String> missing, Instant askedAt, Instant dueAt, boolean supplied) {}

    /** Receives the household's application; a second one for the same case keeps the first receipt. */
    Receipt receive(CaseId id, OfficerId receivedBy);

    /** 近亲属备案: what the household says about relatives in office; the last word counts. */
    void declareRelatives(CaseId id, boolean inOffice);

    Optional<Receipt> receipt(CaseId id);

    /** Records or renews the consents of these members. */
    void record(CaseId id, List<Consent> consents, OfficerId recordedBy);

    List<Consent> consents(CaseId id);

    void ask(CaseId id, List<String> missing, Instant dueAt);

    Optional<Correction> openCorrection(CaseId id);

    /** A correction that is still owed, and whose. */
    record Owed(CaseId caseId, Correction correction) {}

    /** Of open cases within the scope, the one due first comes first. */
    List<Owed> openCorrections(DivisionScope scope);

    void supplied(CaseId id);

    /** @param decision {@code EXTEND}, {@code NOT_ACCEPTED} or {@code ACCEPT_AS_IS} */
    void decided(CaseId id, String decision, String reason, OfficerId by);
}
