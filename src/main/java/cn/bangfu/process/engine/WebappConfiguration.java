package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What stands between Spring Security and Camunda's applications, in the order in which a request meets it. */
@Configuration(proxyBeanMethods = false)
class WebappConfiguration {

    @Bean
    FilterRegistrationBean<EngineApiGate> engineApiGate(CurrentOfficer currentOfficer, OfficerGroups groups) {
        var registration = new FilterRegistrationBean<>(new EngineApiGate(currentOfficer, groups));
        registration.addUrlPatterns("/camunda/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OfficerSignInFilter> engineSignIn(CurrentOfficer currentOfficer, OfficerGroups groups) {
        var registration = new FilterRegistrationBean<>(new OfficerSignInFilter(currentOfficer, groups));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        return registration;
    }

    /** Camunda registers a servlet of this name unless there is one. */
    @Bean
    ServletRegistrationBean<ServletContainer> engineApi(
            CaseEngine engine,
            ObjectProvider<EngineApiInterceptor> interceptors,
            ObjectProvider<TaskCards> cards,
            ObjectMapper json) {
        var api = new EngineApi(
                () -> interceptors.orderedStream().toList(),
                new EngineApi.Cards(engine, () -> cards.orderedStream().findFirst()),
                json);
        var registration = new ServletRegistrationBean<>(
                new ServletContainer(ResourceConfig.forApplication(api)), "/camunda/api/engine/*");
        registration.setName("Engine Api");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
