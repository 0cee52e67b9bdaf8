package cn.bangfu.identification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewVotesTest {

    @ParameterizedTest
    @CsvSource({"30,20,true", "30,19,false", "31,21,true", "31,20,false", "1,1,true"})
    void twoThirdsOfTheRepresentativesHaveToBeThere(int entitled, int present, boolean quorate) {
        var meeting = new ReviewMeeting(
                Instant.EPOCH, "村委会", ReviewMeeting.Kind.REPRESENTATIVES, null, "甲", "乙", entitled, present, List.of());
        assertThat(meeting.quorate()).isEqualTo(quorate);
    }

    /** Half of those present is not enough, and standing aside does not lower the bar. */
    @ParameterizedTest
    @CsvSource({"20,0,11,9,0,true", "20,0,10,10,0,false", "20,4,10,6,0,false", "20,4,11,5,0,true"})
    void moreThanHalfOfThosePresentHaveToAgree(
            int present, int aside, int inFavour, int against, int abstained, boolean carried) {
        var votes = new ReviewVotes(present, aside, inFavour, against, abstained);
        assertThat(votes.addUp()).isTrue();
        assertThat(votes.carried()).isEqualTo(carried);
    }
}
