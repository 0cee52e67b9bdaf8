package cn.bangfu.access.web;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.OfficerStore.Change;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.shared.ChinaTime;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Says the log of changes in words. */
final class ChangeTexts {

    /** @param by who changed it; 系统 for what nobody did */
    record Line(String at, String by, String what) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChangeTexts() {}

    static List<Line> of(List<Change> changes, List<Post> terms, CountyWords words) {
        return changes.stream()
                .map(change -> new Line(
                        ChinaTime.minute(change.at()),
                        change.by() == null ? "系统" : change.by(),
                        describe(change, terms, words)))
                .toList();
    }

    private static String describe(Change change, List<Post> terms, CountyWords words) {
        var before = read(change.before());
        var after = read(change.after());
        var isNew = change.operation().equals("INSERT");
        return switch (change.what()) {
            case "officer" -> isNew ? "建立账号 " + after.path("username").asText() : account(before, after);
            case "post" -> isNew ? "给岗位：" + post(after, terms, words) : "结束岗位";
            case "person" ->
                isNew
                        ? "登记姓名 " + after.path("name").asText()
                        : "更改姓名：" + before.path("name").asText() + " → "
                                + after.path("name").asText();
            default -> change.what();
        };
    }

    private static String account(JsonNode before, JsonNode after) {
        if (after.has("disabled_at")) {
            return after.path("disabled_at").isNull() ? "恢复账号" : "停用账号";
        }
        if (after.has("password_hash")) {
            return after.path("must_change_password").asBoolean(false) ? "生成新的初始密码" : "修改密码";
        }
        return "更改账号：" + before + " → " + after;
    }

    private static String post(JsonNode after, List<Post> terms, CountyWords words) {
        var id = after.path("id").asText();
        return terms.stream()
                .filter(post -> post.id().toString().equals(id))
                .map(post -> post.office().name() + " " + words.say(post.role()))
                .findFirst()
                .orElseGet(() -> words.say(Role.valueOf(after.path("role").asText())));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
