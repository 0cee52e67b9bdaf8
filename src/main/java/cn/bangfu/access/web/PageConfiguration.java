package cn.bangfu.access.web;

import cn.bangfu.access.OfficeId;
import cn.bangfu.access.PostId;
import cn.bangfu.shared.OfficerId;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Ids in our paths; and stylesheets, which browsers keep but ask about each time. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, OfficerId.class, OfficerId::of);
        registry.addConverter(String.class, OfficeId.class, OfficeId::of);
        registry.addConverter(String.class, PostId.class, PostId::of);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.noCache());
    }
}
