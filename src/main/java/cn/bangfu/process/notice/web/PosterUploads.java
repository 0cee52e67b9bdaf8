package cn.bangfu.process.notice.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.policy.NoticeLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Photographs of a poster at its places, as a page sends them. What arrived stays, whatever else is wrong with the form. */
@Component
class PosterUploads {

    /**
     * @param photographs of those sent earlier and now
     * @param faults what could not be taken
     */
    record Sent(Map<NoticeLevel, List<UUID>> photographs, List<String> faults) {}

    private final EvidenceService evidence;
    private final CurrentOfficer currentOfficer;

    PosterUploads(EvidenceService evidence, CurrentOfficer currentOfficer) {
        this.evidence = evidence;
        this.currentOfficer = currentOfficer;
    }

    /** Fields {@code villagePhotos}; {@code villageKept} for those of an earlier attempt. */
    Sent receive(Set<NoticeLevel> places, MultipartHttpServletRequest request) throws IOException {
        var photographs = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        var faults = new ArrayList<String>();
        for (var place : places) {
            var field = place.name().toLowerCase(Locale.ROOT);
            var taken = new ArrayList<UUID>();
            for (var kept : Objects.requireNonNullElse(request.getParameterValues(field + "Kept"), new String[0])) {
                try {
                    taken.add(UUID.fromString(kept));
                } catch (IllegalArgumentException e) {
                    faults.add("照片编号不对，请重新上传");
                }
            }
            for (var file : request.getFiles(field + "Photos")) {
                if (file.isEmpty()) {
                    continue;
                }
                var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
                var receipt = evidence.receive(currentOfficer.require(), name, file::getInputStream);
                if (receipt instanceof EvidenceService.Receipt.Kept kept) {
                    taken.add(kept.item().id());
                } else if (receipt instanceof EvidenceService.Receipt.Refused refused) {
                    faults.add(place.label() + "照片：" + refused.message());
                }
            }
            photographs.put(place, taken);
        }
        return new Sent(photographs, faults);
    }
}
