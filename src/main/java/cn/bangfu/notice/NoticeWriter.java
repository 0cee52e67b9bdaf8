package cn.bangfu.notice;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows what a text needs besides its subject: names of places and offices, whom to turn to. */
@Component
class NoticeWriter {

    private final Notices notices;
    private final Divisions divisions;
    private final Offices offices;
    private final TrainingTime training;

    NoticeWriter(Notices notices, Divisions divisions, Offices offices, TrainingTime training) {
        this.notices = notices;
        this.divisions = divisions;
        this.offices = offices;
        this.training = training;
    }

    NoticeTexts texts(NoticeSubject subject, @Nullable String remark) {
        return texts(subject, remark, NoticeLevel.TOWN);
    }

    /** @param level whose notice it is: its office signs */
    NoticeTexts texts(NoticeSubject subject, @Nullable String remark, NoticeLevel level) {
        var village = subject.village();
        return new NoticeTexts(
                subject,
                places(village, level),
                new NoticeWording(contact(village), remark == null || remark.isBlank() ? null : remark.strip()),
                training.active());
    }

    NoticePlaces places(DivisionCode village, NoticeLevel level) {
        var publisher =
                switch (level) {
                    case VILLAGE ->
                        offices.of(village)
                                .map(Office::name)
                                .orElseGet(() -> divisions.require(village).shownName());
                    case TOWN -> townOffice(village);
                    case COUNTY ->
                        offices.of(village.county()).map(Office::name).orElseGet(() -> divisions
                                .require(village.county())
                                .shownName());
                };
        return NoticePlaces.of(village, divisions, publisher);
    }

    boolean training() {
        return training.active();
    }

    String contact(DivisionCode village) {
        return notices.contact(village.at(Level.TOWN)).orElseGet(() -> townOffice(village) + "，或拨打12345热线");
    }

    private String townOffice(DivisionCode village) {
        return offices.of(village.at(Level.TOWN))
                .map(Office::name)
                .orElseGet(() -> divisions.require(village.at(Level.TOWN)).shownName());
    }
}
