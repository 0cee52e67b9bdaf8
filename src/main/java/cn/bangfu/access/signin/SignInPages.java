package cn.bangfu.access.signin;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.OfficerService;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.access.demo.DemoOfficials;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sign-in, sign-out and one's own password. The forms of the first two are taken by Spring Security's filters. */
@Controller
class SignInPages {

    private final CurrentOfficer currentOfficer;
    private final OfficerService officers;
    private final OfficerStore store;
    private final ObjectProvider<DemoOfficials> demoOfficials;

    SignInPages(
            CurrentOfficer currentOfficer,
            OfficerService officers,
            OfficerStore store,
            ObjectProvider<DemoOfficials> demoOfficials) {
        this.currentOfficer = currentOfficer;
        this.officers = officers;
        this.store = store;
        this.demoOfficials = demoOfficials;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        if (currentOfficer.find().isPresent()) {
            return "redirect:/";
        }
        var message = message(request);
        model.addAttribute("message", message);
        model.addAttribute("wrong", request.getParameter("out") == null);
        var demo = demoOfficials.getIfAvailable();
        model.addAttribute("demo", demo == null || !DemoOfficials.isLocal(request) ? List.of() : demo.list());
        return "access/login";
    }

    private static @Nullable String message(HttpServletRequest request) {
        var wait = request.getParameter("wait");
        if (wait != null && wait.matches("\\d{1,4}")) {
            return "输错次数过多，请等待" + wait + "秒再试。";
        }
        for (var entry : Map.of(
                        "wrong", "用户名或密码不正确，请重新输入。",
                        "disabled", "账号已停用，或目前没有岗位。请联系本单位的系统管理员。",
                        "expired", "初始密码已超过30天，不能再用。请向系统管理员领取新的初始密码。",
                        "ended", "登录已失效：账号、岗位或密码有变动，或登录时间过长。请重新登录。",
                        "out", "您已退出。")
                .entrySet()) {
            if (request.getParameter(entry.getKey()) != null) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** For links that can't send a form, such as those in the engine's webapps. */
    @GetMapping("/logout")
    String logout() {
        return "access/logout";
    }

    @GetMapping("/password")
    String password(Model model) {
        return passwordPage(model, List.of());
    }

    private String passwordPage(Model model, List<FieldError> errors) {
        model.addAttribute("first", currentOfficer.require().mustChangePassword());
        model.addAttribute(
                "errors",
                errors.stream()
                        .collect(Collectors.groupingBy(
                                FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList()))));
        return "access/password";
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam String oldPassword,
            @RequestParam String newPassword,
            @RequestParam String repeated,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        var errors = officers.changeOwnPassword(oldPassword, newPassword, repeated, request.getRemoteAddr());
        if (!errors.isEmpty()) {
            return passwordPage(model, errors);
        }
        stayHere(request, response);
        flash.addFlashAttribute("notice", "密码已修改。");
        return "redirect:/";
    }

    /** The new password ends all sessions but the one in which it was chosen. */
    private void stayHere(HttpServletRequest request, HttpServletResponse response) {
        var standing = store.standing(currentOfficer.require().id()).orElseThrow();
        request.changeSessionId();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(OfficerAuthentication.signedInNow(standing, Channel.PAGE));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** For scripts on pages that are not ours, such as the tab in Tasklist. */
    @GetMapping("/api/csrf")
    @ResponseBody
    Map<String, String> csrf(CsrfToken token) {
        return Map.of("headerName", token.getHeaderName(), "token", token.getToken());
    }
}
