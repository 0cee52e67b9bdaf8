package cn.bangfu.notice.web;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Notices and objections in the household's file. */
@Component
class NoticeFileSection implements HouseholdFileSection {

    private static final List<String> HEADINGS = List.of("张贴", "公示截止", "拟纳入类别", "异议", "状态", "");

    private final Notices notices;

    NoticeFileSection(Notices notices) {
        this.notices = notices;
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        if (!NoticeReaders.scope(reader).covers(household.village())) {
            return Optional.empty();
        }
        var rows =
                notices.of(household.id()).stream().map(NoticeFileSection::row).toList();
        return Optional.of(new Section("公示与异议", HEADINGS, rows, "还没有公示过。"));
    }

    private static Row row(PublicNotice notice) {
        var objections = "/cases/" + notice.caseId() + "/objections";
        return Row.of(
                Cell.of(ChinaTime.day(LegalClock.dayOf(notice.batch().publishedAt()))),
                Cell.of(ChinaTime.end(notice.legalEnd())),
                Cell.of(notice.category().label()),
                Cell.link(notice.objections() == 0 ? "无" : notice.objections() + "件", objections),
                Cell.state(NoticeTimes.state(notice), NoticeTimes.tone(notice)),
                notice.isOpen() ? Cell.link("公示榜", "/cases/" + notice.caseId() + "/poster") : Cell.of(""));
    }
}
