package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One household, ready to be put on a poster.
 *
 * @param poster new, or one that others were put on in the same transaction
 * @param posterCode how people reach the poster's page
 * @param publisher office's division
 * @param photographs of the poster at each place
 * @param corrects the poster whose text this one corrects
 */
public record NewNotice(
        UUID poster,
        PublicCode posterCode,
        NoticeSubject subject,
        NoticePreview preview,
        DivisionCode publisher,
        Map<NoticeLevel, List<UUID>> photographs,
        @Nullable String contact,
        @Nullable String remark,
        @Nullable UUID corrects) {}
