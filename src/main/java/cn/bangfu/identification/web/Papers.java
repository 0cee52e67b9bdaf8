package cn.bangfu.identification.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.shared.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Photographs that come with a page's form. What arrived stays, whatever else is wrong with the form. */
@Component
class Papers {

    static final String FIELD = "evidence";

    /** @param ids of those sent earlier and now */
    record Sent(List<UUID> ids, List<FieldError> errors) {}

    private final EvidenceService evidence;
    private final CurrentOfficer currentOfficer;

    Papers(EvidenceService evidence, CurrentOfficer currentOfficer) {
        this.evidence = evidence;
        this.currentOfficer = currentOfficer;
    }

    Sent receive(@Nullable List<UUID> earlier, @Nullable List<MultipartFile> files) throws IOException {
        var ids = new ArrayList<UUID>();
        var errors = new ArrayList<FieldError>();
        if (earlier != null) {
            ids.addAll(earlier);
        }
        for (var file : Objects.requireNonNullElse(files, List.<MultipartFile>of())) {
            if (file.isEmpty()) {
                continue;
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            var receipt = evidence.receive(currentOfficer.require(), name, file::getInputStream);
            if (receipt instanceof EvidenceService.Receipt.Kept kept) {
                ids.add(kept.item().id());
            } else if (receipt instanceof EvidenceService.Receipt.Refused refused) {
                errors.add(new FieldError(FIELD, refused.message()));
            }
        }
        return new Sent(List.copyOf(ids), errors);
    }
}
