package cn.bangfu.process.gateway.web;

import cn.bangfu.process.gateway.StartGateway;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** 「新申报」: the page on which a start form is filled in; its script does the rest through {@code /api/starts}. */
@Controller
class NewCasePage {

    private final StartGateway starts;

    NewCasePage(StartGateway starts) {
        this.starts = starts;
    }

    @GetMapping("/cases/new")
    String page() {
        if (starts.list().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return "cases/new";
    }
}
