package cn.bangfu.notice.web;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.notice.Announcement;
import cn.bangfu.notice.Announcements;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the household was handed and is still owed, and the announcements, in its file. */
@Component
class DeliveryFileSection implements HouseholdFileSection {

    private static final List<String> HEADINGS = List.of("文书", "应送达", "送达", "怎样证明", "收件人", "登记人");

    private final Deliveries deliveries;
    private final Announcements announcements;
    private final LegalClock clock;

    DeliveryFileSection(Deliveries deliveries, Announcements announcements, LegalClock clock) {
        this.deliveries = deliveries;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 600;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        if (!NoticeReaders.scope(reader).covers(household.village())) {
            return Optional.empty();
        }
        var rows = new ArrayList<Row>();
        deliveries.of(household.id()).forEach(delivery -> rows.add(row(delivery)));
        announcements.of(household.id()).forEach(announcement -> rows.add(row(announcement)));
        return Optional.of(new Section("送达与公告", HEADINGS, rows, "还没有送达的文书。"));
    }

    private Row row(Delivery delivery) {
        var dueAt = delivery.dueAt();
        var due = Cell.of(dueAt == null ? "—" : ChinaTime.day(LegalClock.dayOf(dueAt.minusMillis(1))));
        var handover = delivery.handover();
        if (handover == null) {
            var late = dueAt != null && clock.now().isAfter(dueAt);
            return Row.of(
                    Cell.of(delivery.kind().label()),
                    due,
                    Cell.state(late ? "逾期未送达" : "待送达", late ? Tone.BAD : Tone.WARN),
                    Cell.of(""),
                    Cell.of(""),
                    Cell.of(""));
        }
        return Row.ofTexts(
                delivery.kind().label(),
                due.text(),
                ChinaTime.day(handover.deliveredOn()),
                handover.proof().label(),
                Objects.requireNonNullElse(handover.receivedBy(), ""),
                Objects.requireNonNullElse(delivery.recordedBy(), ""));
    }

    private static Row row(Announcement announcement) {
        return Row.ofTexts(
                "公告（" + announcement.documentNumber() + "）",
                "—",
                ChinaTime.day(announcement.postedOn()),
                "张贴照片" + announcement.photographs().size() + "张",
                "",
                announcement.recordedBy());
    }
}
