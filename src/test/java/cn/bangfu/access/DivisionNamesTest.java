package cn.bangfu.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.DivisionCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionNamesTest {

    @ParameterizedTest
    @CsvSource({
        "150625100203, 阿日柴达木村委会, 阿日柴达木村, true, 阿日柴达木村村民委员会",
        "150625100212, 巴音布拉格嘎查村, 巴音布拉格嘎查, true, 巴音布拉格嘎查村民委员会",
        "150625100001, 建安社区居委会, 建安社区, false, 建安社区居民委员会",
        "150625100005, 新华社区, 新华社区, false, 新华社区居民委员会",
        "440904125005, 新村居委会, 新村居委会, false, 新村居委会",
        "440904004001, 电海社区居民委员会, 电海社区, false, 电海社区居民委员会",
        "430971121228, 沙堡洲村, 沙堡洲村, true, 沙堡洲村村民委员会",
        "440904100999, 新村村委会, 新村, true, 新村村民委员会",
        "150625400498, 内蒙古鄂尔多斯杭锦经济开发区虚拟社区, 内蒙古鄂尔多斯杭锦经济开发区虚拟社区, false, 内蒙古鄂尔多斯杭锦经济开发区虚拟社区",
        "430971405598, 南湾湖虚拟生活区, 南湾湖虚拟生活区, false, 南湾湖虚拟生活区",
        "150625200, 伊和乌素苏木, 伊和乌素苏木, false, 伊和乌素苏木人民政府",
        "150625400, 内蒙古鄂尔多斯杭锦经济开发区, 杭锦经济开发区, false, 杭锦经济开发区管理委员会",
        "440904001, 南海街道, 南海街道, false, 南海街道办事处",
        "440904451, 曙光农场, 曙光农场, false, 曙光农场",
        "150625, 杭锦旗, 杭锦旗, false, 杭锦旗",
        "430971, 益阳市大通湖管理区, 大通湖管理区, false, 大通湖管理区",
    })
    void divisionsAreCalledAsPeopleCallThem(
            String code, String statisticalName, String shown, boolean rural, String office) {
        var division = new DivisionCode(code);
        var county = code.startsWith("150625") ? "杭锦旗" : code.startsWith("440904") ? "电白区" : "益阳市大通湖管理区";

        assertThat(DivisionNames.shown(division, statisticalName, county)).isEqualTo(shown);
        assertThat(DivisionNames.isRuralVillage(division, statisticalName)).isEqualTo(rural);
        assertThat(DivisionNames.committeeOrGovernment(new Division(division, statisticalName, shown, rural)))
                .isEqualTo(office);
    }

    @Test
    void aBannerSpeaksOfSumuGachaAndHerders() {
        var words = CountyWords.of(
                named("150625", "杭锦旗"), List.of(named("150625200", "伊和乌素苏木"), named("150625100212", "巴音布拉格嘎查")));

        assertThat(words).isEqualTo(new CountyWords("旗", "苏木镇", "嘎查村", "农牧户"));
        assertThat(words.say(Role.TOWN_CLERK)).isEqualTo("苏木镇经办人");
        assertThat(words.say(Role.COUNTY_HEAD)).isEqualTo("旗级审定人");
        assertThat(words.say("村级信息员走访农户")).isEqualTo("嘎查村级信息员走访农牧户");
    }

    private static Division named(String code, String name) {
        return new Division(new DivisionCode(code), name, name, false);
    }
}
