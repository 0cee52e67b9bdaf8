package cn.bangfu.assistance.web;

import cn.bangfu.assistance.FundService;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.TrainingTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The poster of an allocation for everybody, as long as it hangs: heads' names masked, nothing of anybody's health. */
@Controller
@RequestMapping("/public/funds/{code}")
class PublicFundsController {

    private final FundService service;
    private final FundPosterPages pages;
    private final TrainingTime training;

    PublicFundsController(FundService service, FundPosterPages pages, TrainingTime training) {
        this.service = service;
        this.pages = pages;
        this.training = training;
    }

    @ModelAttribute("training")
    boolean training() {
        return training.active();
    }

    private Optional<PosterText> shown(String code) {
        return PublicCode.read(code).flatMap(service::publicPoster);
    }

    @GetMapping
    String page(@PathVariable String code, Model model, HttpServletResponse response) {
        PublicCode.read(code).flatMap(service::shown).ifPresent(notice -> {
            model.addAttribute("objections", notice.heard());
            model.addAttribute("open", notice.openObjections());
        });
        return show(code, "public/fund-poster", model, response);
    }

    @GetMapping("/print")
    String print(@PathVariable String code, Model model, HttpServletResponse response) {
        return show(code, "public/print", model, response);
    }

    /** What is over and what never was are told apart by nobody. */
    private String show(String code, String view, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        var poster = shown(code);
        if (poster.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "public/gone";
        }
        model.addAttribute("poster", poster.get());
        model.addAttribute("qr", poster.get().path() + "/qr.png");
        return view;
    }

    @GetMapping(value = "/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable String code, HttpServletRequest request) {
        return shown(code).map(poster -> pages.pdf(poster, request)).orElseGet(() -> ResponseEntity.notFound()
                .build());
    }

    @GetMapping(value = "/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> qr(@PathVariable String code, HttpServletRequest request) {
        return shown(code).map(poster -> pages.qr(poster, request)).orElseGet(() -> ResponseEntity.notFound()
                .build());
    }
}
