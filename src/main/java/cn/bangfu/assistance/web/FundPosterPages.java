package cn.bangfu.assistance.web;

import cn.bangfu.notice.PosterPaper;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicSite;
import cn.bangfu.paper.QrCodes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Posters as they are sent: the paper to print, and the QR code that leads to the poster's page. */
@Component
class FundPosterPages {

    private final PosterPaper paper;
    private final PublicSite site;

    FundPosterPages(PosterPaper paper, PublicSite site) {
        this.paper = paper;
        this.site = site;
    }

    ResponseEntity<byte[]> pdf(PosterText poster, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("公示榜.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(paper.pdf(poster, address(poster, request)));
    }

    ResponseEntity<byte[]> qr(PosterText poster, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .contentType(MediaType.IMAGE_PNG)
                .body(QrCodes.png(address(poster, request)));
    }

    private String address(PosterText poster, HttpServletRequest request) {
        return site.address(
                poster.path(),
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
    }
}
