package cn.bangfu.notice;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the public reaches the pages, as posters and slips say it. */
@Component
public class PublicSite {

    private final String configured;

    /** @param configured {@code https://gongshi.example.gov.cn}; empty: as the browser of whoever prints called the site */
    PublicSite(@Value("${bangfu.public.url:}") String configured) {
        this.configured = configured.strip().replaceAll("/+$", "");
    }

    /**
     * @param path with a slash in front
     * @param called how this request called the site
     */
    public String address(String path, String called) {
        return (configured.isEmpty() ? called.replaceAll("/+$", "") : configured) + path;
    }
}
