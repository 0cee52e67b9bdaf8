package cn.bangfu.notice.web;

import cn.bangfu.notice.PublicSite;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where the public reaches the pages; and where a request came from. */
@Component
class PublicAddress {

    private final PublicSite site;

    PublicAddress(PublicSite site) {
        this.site = site;
    }

    String of(String path, HttpServletRequest request) {
        return site.address(
                path,
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
    }

    /** One household's line: of the long addresses only the part that a provider gives out as a whole. */
    static String from(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        try {
            if (address.indexOf(':') >= 0 && InetAddress.getByName(address) instanceof Inet6Address six) {
                return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8));
            }
        } catch (UnknownHostException e) {
            return address;
        }
        return address;
    }
}
