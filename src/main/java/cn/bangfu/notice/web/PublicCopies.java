package cn.bangfu.notice.web;

import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.notice.PublicPosters;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the public pages show, read at most once in a few seconds however many look at it; what is handed in here is seen at once. A copy
 * is never older than the end of the notice that it shows.
 */
@Component
class PublicCopies {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int KEPT = 2_000;

    private record Copy(Object what, long until) {}

    /** One that is no notice of entry. */
    record OtherPoster(String href, String title, String until) {}

    private final Notices notices;
    private final List<PublicPosters> others;
    private final InstantSource clock = InstantSource.system();
    private final Map<Object, Copy> copies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Copy> eldest) {
            return size() > KEPT;
        }
    };

    PublicCopies(Notices notices, List<PublicPosters> others) {
        this.notices = notices;
        this.others = others;
    }

    /** The notice if it may be shown; one that is not there and one that is over are the same. */
    Optional<PublicNotice> notice(PublicCode code) {
        return read(code, () -> notices.find(code).filter(PublicNotice::isShown), found -> found.map(List::of)
                .orElse(List.of()));
    }

    /** Those of a poster that may be shown. */
    List<PublicNotice> poster(PublicCode code) {
        return read(
                "poster " + code,
                () -> notices.onPoster(code).stream()
                        .filter(PublicNotice::isShown)
                        .toList(),
                found -> found);
    }

    List<PublicNotice> in(DivisionCode division) {
        return read(division, () -> notices.shownIn(division), found -> found);
    }

    /** What else hangs there. */
    List<OtherPoster> others(DivisionCode division) {
        return read(
                "others " + division,
                () -> others.stream()
                        .flatMap(room -> room.shownIn(division).stream())
                        .map(poster -> new OtherPoster(poster.path(), poster.title(), ChinaTime.end(poster.until())))
                        .toList(),
                found -> List.of());
    }

    /** Not copied: who objects sees what hangs at that moment. */
    Optional<PublicPosters> room(PublicCode poster) {
        return others.stream()
                .filter(room -> room.objectable(poster).isPresent())
                .findFirst();
    }

    Optional<PublicPosters.Receipt> receipt(PublicCode code) {
        return others.stream().flatMap(room -> room.receipt(code).stream()).findFirst();
    }

    Map<DivisionCode, Integer> byVillage() {
        return read("villages", notices::shownByVillage, found -> List.of());
    }

    /** After something was handed in. */
    void forget(PublicCode code) {
        synchronized (copies) {
            copies.remove(code);
        }
    }

    private interface Shown<T> {
        List<PublicNotice> of(T found);
    }

    @SuppressWarnings("unchecked")
    private <T> T read(Object key, Supplier<T> source, Shown<T> shown) {
        synchronized (copies) {
            @Nullable Copy copy = copies.get(key);
            if (copy != null && copy.until() > clock.millis()) {
                return (T) copy.what();
            }
        }
        var before = clock.millis();
        var found = source.get();
        var fresh = FRESH.toMillis();
        for (var notice : shown.of(found)) {
            fresh = Math.min(
                    fresh, Duration.between(notice.asOf(), notice.legalEnd()).toMillis());
        }
        synchronized (copies) {
            copies.put(key, new Copy(found, before + fresh));
        }
        return found;
    }
}
