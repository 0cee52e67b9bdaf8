package cn.bangfu.access.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** What programs hear of an error that nothing else answered: a sentence, no class name and no path (H37 in security.md). */
@Component
class PlainErrors extends DefaultErrorAttributes {

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        var status = super.getErrorAttributes(request, ErrorAttributeOptions.defaults())
                                .get("status")
                        instanceof Integer code
                ? code
                : HttpStatus.INTERNAL_SERVER_ERROR.value();
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("status", status);
        attributes.put(
                "message",
                switch (status) {
                    case 400 -> "请求内容不完整或写法不对";
                    case 401 -> "尚未登录，或登录已失效";
                    case 403 -> "您的岗位不能办理这件事";
                    case 404 -> "没有找到";
                    case 405 -> "这个地址不接受这种请求";
                    case 413 -> "文件太大";
                    case 415 -> "内容的格式不对";
                    default -> status < 500 ? "请求没有办成" : "系统出了问题，操作没有完成，请稍后再试";
                });
        return attributes;
    }
}
