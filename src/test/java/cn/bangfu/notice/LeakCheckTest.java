package cn.bangfu.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.notice.Leak.Kind;
import cn.bangfu.notice.Leak.Part;
import cn.bangfu.shared.PersonName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakCheckTest {

    private final LeakCheck check = new LeakCheck(
            List.of("150698197001010014", "13947700011", "6217 0000 1234 5678 901", "0477-6621234"),
            List.of(new PersonName("乌兰"), new PersonName("张小宝")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "身份证150698197001010014 | IDENTITY_NUMBER",
                "15069819700101001X | IDENTITY_NUMBER",
                "15069819700101001x | IDENTITY_NUMBER",
                "150698********0014 | IDENTITY_NUMBER",
                "********0014 | IDENTITY_NUMBER",
                "1 5 0 6 9 8 1 9 8 0 0 1 0 1 0 0 1 4 | IDENTITY_NUMBER",
                "150698-19800101-0014 | IDENTITY_NUMBER",
                "一五〇六九八一九八〇〇一〇一〇〇一四 | IDENTITY_NUMBER",
                "尾号3217 | IDENTITY_NUMBER",
                "联系他的电话13812345678 | PHONE",
                "138-1234-5678 | PHONE",
                "幺三八一二三四五六七八 | PHONE",
                "0477-1234567 | PHONE",
                "6222021234567890123 | ACCOUNT",
                "一卡通账户 | ACCOUNT",
                "编号1234567890 | NUMBER",
                "1965年3月出生 | BIRTH_DATE",
                "1965-03-12 | BIRTH_DATE",
                "一九六五年三月 | BIRTH_DATE",
                "今年63岁 | BIRTH_DATE",
                "六十三周岁 | BIRTH_DATE",
                "住址在河边 | ADDRESS",
                "新华街12号 | ADDRESS",
                "幸福小区3号楼 | ADDRESS",
                "2单元 | ADDRESS",
                "人均收入4500元 | AMOUNT",
                "自付8.6万元 | AMOUNT",
                "三千余元 | AMOUNT",
                "¥ 4500 | AMOUNT",
                "欠债十二万 | AMOUNT",
                "因病 | HEALTH",
                "残疾二级 | HEALTH",
                "尿毒症透析 | HEALTH",
                "做了手 术 | HEALTH",
                "孩子乌兰在上学 | CHILD",
                "乌 兰 | CHILD",
                "张小宝 | CHILD"
            })
    void findsWhatMustNotBeKnown(String text, Kind kind) {
        assertThat(check.check(Part.REMARK, text)).extracting(Leak::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "请大家互相转告",
                "公示栏在村委会门口",
                "根据会议精神办理",
                "本期共公示3户11人",
                "请到锡尼镇人民政府2楼反映",
                "第三村民小组",
                "监督电话见上",
                "五天内反映",
                ""
            })
    void letsPassWhatMayBeKnown(String text) {
        assertThat(check.check(Part.REMARK, text)).isEmpty();
    }

    @Test
    void letsAnOfficesPhoneStandInTheContactButNotTheHouseholds() {
        assertThat(check.check(Part.CONTACT, "锡尼镇政府3号楼201室,0477-6623344")).isEmpty();
        assertThat(check.check(Part.CONTACT, "其木格,13800001111、13800002222,201室,0477-6623344"))
                .isEmpty();
        assertThat(check.check(Part.CONTACT, "139 4770 0011"))
                .extracting(Leak::kind)
                .contains(Kind.NUMBER);
        assertThat(check.check(Part.CONTACT, "04776621234"))
                .extracting(Leak::kind)
                .contains(Kind.NUMBER);
        assertThat(check.check(Part.CONTACT, "6217000012345678901")).isNotEmpty();
    }

    @Test
    void findsTheHouseholdsOwnNumbersInEveryPart() {
        for (var part : Part.values()) {
            assertThat(check.check(part, "(1506 9819 7001 0100 14)"))
                    .as(part.label())
                    .isNotEmpty();
        }
    }

    @Test
    void aHeadMayBeCalledLikeTheBeginningOfAChildsName() {
        assertThat(check.check(Part.HEAD, "乌兰巴特")).isEmpty();
    }

    @Test
    void saysWhereAndWhatToDoAndNotTheNumber() {
        var leak = check.check(Part.REMARK, "请联系138 1234 5678反映").get(0);
        assertThat(leak).isEqualTo(new Leak(Part.REMARK, 4, 16, Kind.PHONE));
        assertThat(leak.message()).isEqualTo("“附注”第4至16个字含有电话号码，不得公开，请删去后再发布").doesNotContain("138");
    }

    @Test
    void seesThroughCharactersThatShowNothing() {
        assertThat(check.check(Part.REMARK, "138\u200b1234\u200b5678")).isNotEmpty();
        assertThat(check.check(Part.REMARK, "因\u200d病")).isNotEmpty();
    }
}
