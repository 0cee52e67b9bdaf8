package cn.bangfu.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.bangfu.shared.IdentityNumber.Fault;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15069919650528426X",
                " 15069919650528426x ",
                "１５０６９９１９６５０５２８４２６Ｘ",
                "'15069919650528426X",
                "150699 19650528 426X"
            })
    void readsWhatOfficialsWrite(String text) {
        assertThat(IdentityNumber.read(text)).isEqualTo(new Reading.Read(new IdentityNumber("15069919650528426X")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',MISSING",
        "'  ',MISSING",
        "1.50699E+17,EXCEL_LOST_DIGITS",
        "150699650528426,FIFTEEN_DIGITS",
        "1506991965052842,LENGTH",
        "15069919650528X26X,CHARACTERS",
        "150699196513284262,BIRTH_DATE",
        "150699196502304262,BIRTH_DATE",
        "150699196505284261,CHECK_CHARACTER"
    })
    void saysWhatIsWrong(String text, Fault fault) {
        assertThat(IdentityNumber.read(text)).isEqualTo(new Reading.Faulty(fault));
    }

    @Test
    void knowsBirthDateAndSex() {
        var number = new IdentityNumber("150699194705084562");
        assertThat(number.birthDate()).isEqualTo(LocalDate.of(1947, 5, 8));
        assertThat(number.male()).isFalse();
    }

    @Test
    void neverShowsItself() {
        assertThat(new IdentityNumber("150699194705084562")).hasToString("******************");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentityNumber("150699194705084561"))
                .withMessageNotContaining("1947");
    }
}
