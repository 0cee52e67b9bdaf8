package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The county's own words, kept by its administrator (rules.md annex D). */
@Service
public class CountyWordsService {

    private static final Pattern WORD = Pattern.compile("[一-龥]{1,6}");
    private static final Pattern COUNTY_WORD = Pattern.compile("[一-龥]{1,4}");

    private final Divisions divisions;
    private final DivisionStore store;
    private final CurrentOfficer currentOfficer;

    CountyWordsService(Divisions divisions, DivisionStore store, CurrentOfficer currentOfficer) {
        this.divisions = divisions;
        this.store = store;
        this.currentOfficer = currentOfficer;
    }

    /** The county whose words the signed-in officer keeps. */
    public Optional<DivisionCode> county() {
        return currentOfficer.require().posts().stream()
                .filter(post ->
                        post.role() == Role.ADMINISTRATOR && post.division().level() == DivisionCode.Level.COUNTY)
                .map(Post::division)
                .findFirst();
    }

    public CountyWords words() {
        return divisions.words(requireCounty());
    }

    private DivisionCode requireCounty() {
        return county().orElseThrow(() -> new AccessDeniedException("keeps no county's words"));
    }

    /** What is wrong with them; from that day on the county says so if nothing is. */
    @Transactional
    public List<FieldError> say(CountyWords words, LocalDate from) {
        var county = requireCounty();
        var errors = new ArrayList<FieldError>();
        check(errors, "county", words.county(), COUNTY_WORD, "一至四个汉字，如“旗”“县”“区”");
        check(errors, "town", words.town(), WORD, "一至六个汉字，如“苏木镇”“乡镇”");
        check(errors, "village", words.village(), WORD, "一至六个汉字，如“嘎查村”“村”");
        check(errors, "household", words.household(), WORD, "一至六个汉字，如“农牧户”“农户”");
        if (errors.isEmpty()) {
            store.say(county, words, from, currentOfficer.require().id());
        }
        return errors;
    }

    private static void check(List<FieldError> errors, String field, String word, Pattern pattern, String what) {
        if (!pattern.matcher(word).matches()) {
            errors.add(new FieldError(field, "请填写" + what));
        }
    }
}
