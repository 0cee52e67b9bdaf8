package cn.bangfu.access.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells who tries the demo on this machine whom to sign in as. */
@RestController
class DemoController {

    private final ObjectProvider<DemoOfficials> officials;

    DemoController(ObjectProvider<DemoOfficials> officials) {
        this.officials = officials;
    }

    @GetMapping("/demo/officials")
    ResponseEntity<List<DemoOfficials.Official>> officials(HttpServletRequest request) {
        var demo = officials.getIfAvailable();
        return demo == null || !DemoOfficials.isLocal(request)
                ? ResponseEntity.status(HttpStatus.NOT_FOUND).build()
                : ResponseEntity.ok(demo.list());
    }
}
