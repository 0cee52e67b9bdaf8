package cn.bangfu.evidence;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the files are. Nothing here asks who may see them. */
public interface EvidenceStore {

    /**
     * A file to be kept.
     *
     * @param look what a picture looks like, {@link Pictures#look}
     * @param takenAt when the camera says it was taken
     */
    record NewEvidence(
            UUID id,
            String name,
            byte[] sha256,
            long size,
            EvidenceType type,
            byte @Nullable [] thumbnail,
            @Nullable Long look,
            @Nullable Instant takenAt,
            OfficerId uploadedBy) {}

    /** Keeps the bytes, unless the same are here already. */
    EvidenceItem add(NewEvidence evidence, InputStream content) throws IOException;

    Optional<EvidenceItem> find(UUID id);

    List<EvidenceItem> findAll(Collection<UUID> ids);

    List<EvidenceItem> of(CaseId caseId);

    /** Writes the bytes as they were uploaded. */
    void copy(UUID id, OutputStream target) throws IOException;

    Optional<byte[]> thumbnail(UUID id);

    /**
     * For good.
     *
     * @param batch if the files come with an act on many households: what already belongs to one of them is shared with this case
     */
    void attach(Collection<UUID> ids, CaseId caseId, DivisionCode village, @Nullable UUID batch);

    /** Those of the files that came in with a batch. */
    Set<UUID> ofBatch(Collection<UUID> ids, UUID batch);

    /** Villages of the other cases with which a file is shared. */
    Set<DivisionCode> sharedWith(UUID id);

    /** How many files of an officer belong to no case. */
    int loose(OfficerId officer);

    /** Removes files of an officer that have belonged to no case for 30 days. */
    void removeForgotten(OfficerId officer);
}
