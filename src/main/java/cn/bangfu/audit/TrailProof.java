package cn.bangfu.audit;

import cn.bangfu.shared.CaseId;
import java.util.List;

/** A case's chain so that anybody can compute it again without this system. */
public interface TrailProof {

    /**
     * @param text what is hashed after the previous hash
     * @param previous hexadecimal, empty for the first
     * @param hash SHA-256, hexadecimal
     */
    record Link(long seq, String text, String previous, String hash) {}

    List<Link> links(CaseId caseId);
}
