package cn.bangfu.process.gateway.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.process.gateway.PhoneKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** 「手机办理」: a page that its own service worker keeps for places without network. What it shows comes from {@code /api} or the phone. */
@Controller
@Tag(name = "手机办理", description = "没有网络时在手机上填写入户核实。")
class PhonePage {

    /** Stricter than other pages: it opens sealed data in the browser, and nothing but our own script may run beside it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String CSP = "Content-Security-Policy";
    private static final String DEVICE = "[0-9a-f]{32}";

    private final PhoneKeys keys;
    private final CurrentOfficer currentOfficer;

    PhonePage(PhoneKeys keys, CurrentOfficer currentOfficer) {
        this.keys = keys;
        this.currentOfficer = currentOfficer;
    }

    record Device(String device) {}

    /** @param officer tells the phone whether what it keeps is this officer's */
    record Key(String officer, String key) {}

    @GetMapping("/phone")
    String toPage() {
        return "redirect:/phone/";
    }

    /** The same for everybody: it is kept in the browser. */
    @GetMapping("/phone/")
    String page(HttpServletResponse response) {
        response.setHeader(CSP, POLICY);
        return "phone/phone";
    }

    @GetMapping("/phone/worker.js")
    ResponseEntity<Resource> worker() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=utf-8"))
                .cacheControl(CacheControl.noCache())
                .header(CSP, POLICY)
                .body(new ClassPathResource("static/assets/phone-worker.js"));
    }

    @Operation(summary = "取手机上保存走访用的密钥", description = "每人每台手机一个。手机上只存用离线口令包裹的副本。")
    @PostMapping("/api/phone/key")
    @ResponseBody
    Key key(@RequestBody Device phone) {
        var device = phone.device();
        if (device == null || !device.matches(DEVICE)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "设备编号不对");
        }
        var officer = currentOfficer.require();
        return keys.of(officer.id(), device)
                .map(key -> new Key(officer.id().toString(), Base64.getEncoder().encodeToString(key)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, "您用过的手机太多，请告诉系统管理员"));
    }
}
