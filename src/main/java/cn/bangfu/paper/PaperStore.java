package cn.bangfu.paper;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Papers, templates and scans as they are kept. Nothing here asks who may see them. */
public interface PaperStore {

    /** A number that no paper of the county has this year; given away, whatever becomes of it. */
    record Number(int year, int number) {}

    Number nextNumber(DivisionCode county);

    /** Keeps a template under its hash. */
    byte[] keep(byte[] docx);

    byte[] template(byte[] sha256);

    /** @param since when it was chosen; by whom */
    record Chosen(PaperKind kind, byte @Nullable [] sha256, Instant since, String by) {}

    Optional<Chosen> chosen(DivisionCode county, PaperKind kind);

    /** @param sha256 none: back to the one that came with the application */
    void choose(DivisionCode county, PaperKind kind, byte @Nullable [] sha256, Actor actor);

    Paper add(
            PaperCode code,
            Number number,
            PaperKind kind,
            PaperSubject subject,
            byte[] template,
            PaperContent content,
            Actor actor);

    /** A paper of the same kind about the same with the same content from the same template. */
    Optional<Paper> same(PaperKind kind, PaperSubject subject, byte[] template, PaperContent content);

    Optional<Paper> find(UUID id);

    Optional<Paper> find(PaperCode code);

    /** Empty if the household's key was destroyed. */
    Optional<PaperContent> content(Paper paper);

    /** The newest first. */
    List<Paper> of(CaseId caseId);

    /** The newest first. */
    List<Paper> of(HouseholdId household);

    List<Paper> all(Collection<UUID> ids);

    /**
     * One page that came in.
     *
     * @param paper whose original it is; none while nobody knows or if it is none
     * @param reason why it is the original of no paper
     */
    record Scan(
            UUID id,
            UUID evidence,
            int page,
            int turned,
            DivisionCode division,
            Instant receivedAt,
            OfficerId officer,
            String by,
            @Nullable UUID paper,
            @Nullable String reason) {

        public boolean isOpen() {
            return paper == null && reason == null;
        }
    }

    Scan addScan(UUID evidence, int page, int turned, DivisionCode division, Actor actor);

    Optional<Scan> scan(UUID id);

    /** Those nobody has assigned, the oldest first. */
    List<Scan> openScans(DivisionScope scope);

    List<Scan> scansOf(Paper paper);

    /** @param byHand false if the QR code said it */
    void assign(Scan scan, Paper paper, boolean byHand, Actor actor);

    void discard(Scan scan, String reason, Actor actor);
}
