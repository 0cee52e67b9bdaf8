package cn.bangfu.process.gateway.web;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.stereotype.Component;

/** In JSON an id is its text, not an object with a value in it. */
@Component
class IdsAsText extends SimpleModule {

    private static final long serialVersionUID = 1L;

    IdsAsText() {
        super("bangfu-ids");
        for (var type : List.of(
                CaseId.class, HouseholdId.class, MemberId.class, OfficerId.class, PersonId.class, DivisionCode.class)) {
            addSerializer(type, ToStringSerializer.instance);
            SpringDocUtils.getConfig().replaceWithClass(type, String.class);
        }
    }
}
