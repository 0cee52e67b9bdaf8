package cn.bangfu.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.CountyWords;
import cn.bangfu.notice.NoticeTerm;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The poster of an allocation, as it is kept and as it is shown. */
class FundPosterTest {

    private static final PublicCode CODE = PublicCode.random();

    private static PosterText poster(boolean training, List<List<String>> rows) {
        var batch = new FundBatch(
                UUID.randomUUID(),
                new DivisionCode("150625"),
                "2026年第一批衔接资金",
                "中央衔接资金",
                "杭财〔2026〕1号",
                new BigDecimal("100000"),
                Instant.EPOCH,
                PersonId.next(),
                "甲",
                List.of(),
                List.of());
        var term = new NoticeTerm(Term.calendarDays(5), LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 27));
        var text = FundPoster.write(
                training,
                batch,
                rows,
                term,
                Set.of(NoticeLevel.values()),
                "杭锦旗",
                new CountyWords("旗", "苏木镇", "嘎查村", "农牧户"));
        return FundPoster.read(text, CODE);
    }

    @Test
    void aPosterReadsAsItWasWritten() {
        var rows = List.of(
                FundPoster.row("巴拉贡镇 乌吉尔嘎查", "张小明", "肉羊出栏补贴", "20只", "2,000.00"),
                FundPoster.row("巴拉贡镇 乌吉尔嘎查", "萨仁", "产业帮扶", "", "3,000.00"));
        var poster = poster(false, rows);
        assertThat(poster.training()).isNull();
        assertThat(poster.title()).isEqualTo("2026年第一批衔接资金分配结果公示");
        assertThat(poster.before()).containsExactly("资金来源：中央衔接资金（杭财〔2026〕1号）", "分配合计：0.00元，2项");
        assertThat(poster.rows()).isEqualTo(rows);
        assertThat(poster.rows())
                .allMatch(row -> row.size() == poster.headings().size());
        assertThat(poster.after())
                .containsExactly(
                        "公示时间：2026年11月22日张贴，公示期5个自然日，自张贴次日起算，至2026年11月27日24时止。",
                        "张贴地点：嘎查村级、苏木镇级、旗级公示栏。",
                        "对分配结果有意见的，请在公示期内扫码在网上提出，或者向嘎查村级、苏木镇、旗级经办人反映，拨打12345热线，可以实名，也可以匿名。每件异议都有回执编号，由没有参加分配的人核查答复，答复以前不发放。");
        assertThat(poster.signature()).containsExactly("杭锦旗", "2026年11月22日");
        assertThat(poster.path()).isEqualTo("/public/funds/" + CODE);
    }

    @Test
    void aTrainingsPosterSaysSo() {
        assertThat(poster(true, List.of()).training()).isEqualTo(PosterText.TRAINING);
    }
}
