package cn.bangfu.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.CountyWords;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NameStyle;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTextsTest {

    private static final PublicCode CODE = PublicCode.of(new byte[16]);
    private static final NoticePlaces PLACES = new NoticePlaces(
            "锡尼镇 阿日柴达木村", "阿日柴达木村", "锡尼镇", "杭锦旗", new CountyWords("旗", "苏木镇", "嘎查村", "农牧户"), "锡尼镇人民政府");
    private static final NoticeTerm TERM =
            new NoticeTerm(Term.calendarDays(5), LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 26));

    private static NoticeTexts texts(String head, @Nullable String group, @Nullable String remark, boolean training) {
        var subject = new NoticeSubject(
                CaseId.next(),
                HouseholdId.next(),
                new DivisionCode("150625100203"),
                group,
                new PersonName(head),
                3,
                MonitoringCategory.MARGINAL,
                List.of(new PersonName("张小宝")),
                List.of("150698197001010014"));
        return new NoticeTexts(subject, PLACES, new NoticeWording("锡尼镇人民政府民政办，0477-6623344", remark), training);
    }

    private static String notice(String head, @Nullable String group, NameStyle names) {
        return texts(head, group, null, false)
                .notice(TERM, EnumSet.of(NoticeLevel.VILLAGE, NoticeLevel.TOWN), CODE, names);
    }

    @Test
    void saysWhoseEntryIsProposedUntilWhenAndHowToObject() {
        assertThat(notice("张小明", "3社", NameStyle.FULL)).isEqualTo("""
                        拟纳入监测对象公示
                        按照防止返贫动态监测和帮扶工作程序，经入户核实、部门数据比对、民主评议和苏木镇审核，拟将下列农牧户纳入监测对象，现予公示，接受群众监督。
                        所在村组：锡尼镇 阿日柴达木村 3社
                        户主：张小明
                        家庭人口：3人
                        拟纳入类别：边缘易致贫户
                        公示时间：2026年11月21日张贴，公示期5个自然日，自张贴次日起算，至2026年11月26日24时止。
                        张贴地点：阿日柴达木村公示栏、锡尼镇公示栏。
                        对公示内容有异议，或者认为还有应当纳入而没有纳入的农牧户，请在公示期内反映：来访、来电、来信，拨打12345热线，到信访或者纪检部门反映均可，可以实名，也可以匿名。每件异议都有回执编号，由旗级核查并答复。
                        联系方式：锡尼镇人民政府民政办，0477-6623344
                        公示编号：AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA
                        锡尼镇人民政府
                        2026年11月21日""");
    }

    @ParameterizedTest
    @CsvSource({"张小明, 张*明", "张明, 张*", "阿拉坦仓, 阿**仓", "萨仁, 萨*", "巴·吉日木图, 巴****图", "欧阳建国, 欧**国", "㛃花, 㛃*"})
    void onTheWebTheNameIsMasked(String head, String masked) {
        assertThat(notice(head, "3社", NameStyle.MASKED))
                .contains("户主：" + masked + "\n")
                .doesNotContain(head);
    }

    @Test
    void twoHeadsWithTheSameMaskAreToldApartByTheirGroup() {
        assertThat(notice("张小明", "3社", NameStyle.MASKED)).isNotEqualTo(notice("张大明", "5社", NameStyle.MASKED));
    }

    @Test
    void theWordsAroundHoldNothingThatMustNotBeKnown() {
        var fixed = notice("张小明", null, NameStyle.FULL)
                .lines()
                .filter(line -> !line.startsWith("公示时间") && !line.startsWith("公示编号") && !line.startsWith("联系方式"))
                .filter(line -> !line.startsWith("2026年"))
                .toList();
        var check = new LeakCheck(List.of(), List.of());
        assertThat(fixed).hasSizeGreaterThan(6).allSatisfy(line -> assertThat(check.check(Leak.Part.REMARK, line))
                .as(line)
                .isEmpty());
    }

    @Test
    void everyPartThatSomebodyWroteIsChecked() {
        assertThat(texts("张小明", "3社", "因病致贫", false).leaks())
                .extracting(Leak::part)
                .containsExactly(Leak.Part.REMARK);
        assertThat(texts("张小明", "3社 13800001111", null, false).leaks())
                .extracting(Leak::part)
                .containsExactly(Leak.Part.PLACE);
        assertThat(texts("张小明13800001111", "3社", null, false).leaks())
                .extracting(Leak::part)
                .containsExactly(Leak.Part.HEAD);
        assertThat(texts("张小明", "3社", "欢迎监督", false).leaks()).isEmpty();
    }

    @Test
    void aTrainingSaysSo() {
        assertThat(texts("张小明", null, null, true).notice(TERM, EnumSet.of(NoticeLevel.TOWN), CODE, NameStyle.FULL))
                .startsWith("【演练");
    }

    @Test
    void anAnnouncementNamesTheDecision() {
        assertThat(texts("张小明", "3社", null, false)
                        .announcement("杭锦旗农牧局", "杭农牧发〔2026〕18号", LocalDate.of(2026, 12, 1), NameStyle.FULL))
                .startsWith("纳入监测对象公告\n经杭锦旗农牧局审定（杭农牧发〔2026〕18号），下列农牧户纳入监测对象，现予公告。")
                .contains("户主：张小明", "\n纳入类别：边缘易致贫户\n")
                .doesNotContain("异议")
                .endsWith("2026年12月1日");
    }
}
