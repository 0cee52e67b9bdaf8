package cn.bangfu.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({"张三,张*", "张小明,张*明", "阿拉坦仓,阿**仓", "买买提·艾力,买****力", "朝,*", "㛃𠮷,㛃*"})
    void masksWithoutTakingTheFirstCharacterForASurname(String name, String masked) {
        assertThat(new PersonName(name).masked()).isEqualTo(masked);
    }
}
