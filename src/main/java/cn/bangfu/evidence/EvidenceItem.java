package cn.bangfu.evidence;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A photograph or scan, apart from its bytes.
 *
 * @param id 128 random bits
 * @param name of the file as it was uploaded
 * @param sha256 of the bytes, hexadecimal
 * @param hasThumbnail whether there is a small picture of it
 * @param caseId none as long as no form with it was submitted
 * @param village of the case
 */
public record EvidenceItem(
        UUID id,
        String name,
        String sha256,
        long size,
        EvidenceType type,
        boolean hasThumbnail,
        OfficerId uploadedBy,
        Instant uploadedAt,
        @Nullable CaseId caseId,
        @Nullable DivisionCode village) {}
