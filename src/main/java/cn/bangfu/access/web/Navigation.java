package cn.bangfu.access.web;

import static cn.bangfu.access.Role.ADMINISTRATOR;
import static cn.bangfu.access.Role.AUDITOR;
import static cn.bangfu.access.Role.COUNTY_CLERK;
import static cn.bangfu.access.Role.COUNTY_HEAD;
import static cn.bangfu.access.Role.COUNTY_REVIEWER;
import static cn.bangfu.access.Role.DEPARTMENT_CLERK;
import static cn.bangfu.access.Role.PROCESS_OWNER;
import static cn.bangfu.access.Role.RECHECK_OFFICER;
import static cn.bangfu.access.Role.TOWN_CLERK;
import static cn.bangfu.access.Role.TOWN_HEAD;
import static cn.bangfu.access.Role.TOWN_REVIEWER;
import static cn.bangfu.access.Role.VILLAGE_CHAIR;
import static cn.bangfu.access.Role.VILLAGE_CLERK;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the header offers, in its order; the home page explains it. Pages check the role again themselves. */
enum Navigation {
    HOME("首页", "/", "", roles -> true),
    TASKS("待办", "/camunda/app/tasklist/", "办理本单位的环节：核实、评议、审核、公示、审定、帮扶", Navigation::worksOnCases),
    TOGETHER("多户一起办理", "/together", "一次会议评议多户、一份名单审定多户，相同的内容只填一次", Navigation::worksOnCases),
    NUDGES(
            "催办",
            "/nudges",
            "看下级单位哪些事超期或快到期，一次催办一件或多件",
            any(TOWN_CLERK, TOWN_REVIEWER, TOWN_HEAD, COUNTY_CLERK, COUNTY_REVIEWER, COUNTY_HEAD)),
    NEW_CASE(
            "新申报",
            "/cases/new",
            "登记农户申报、干部排查线索、部门预警线索和复核申请",
            any(VILLAGE_CLERK, TOWN_CLERK, DEPARTMENT_CLERK, COUNTY_CLERK)),
    PHONE("手机办理", "/phone/", "入户核实可以带到手机上，没有网络也能填；评议签到、拍照和送达登记也在手机上办", any(VILLAGE_CLERK, VILLAGE_CHAIR)),
    SEARCH("查询", "/search", "按姓名、编号、证件号码或电话查农户、成员和案件", roles -> worksOnCases(roles) || roles.contains(AUDITOR)),
    NOTICES("公示与异议", "/notices", "看正在公示的户还剩几天，登记收到的异议，打印公示榜", any(Readers.OF_CASES)),
    PAPERS("文书与送达", "/papers", "打印申请书、核实表、告知书，签字件按二维码归档，登记送达", any(Readers.OF_CASES)),
    ASSISTANCE("帮扶工作", "/assistance", "看哪些户还没有措施、措施到期没有、走访欠几次，办理责任人交接，下载台账", any(Readers.OF_ASSISTANCE)),
    FUNDS("帮扶资金", "/funds", "按批次或项目计算分配、公示、发放帮扶资金", any(Readers.OF_ASSISTANCE)),
    REGISTER("农户台账导入", "/register", "从Excel导入农户和家庭成员，先看差异再入库", any(COUNTY_CLERK, TOWN_CLERK)),
    DEPARTMENT_DATA("部门数据", "/department-data", "报送部门数据：核对各列、看进度、领回退回的行", any(DEPARTMENT_CLERK, COUNTY_CLERK)),
    SCREENING("筛查线索", "/screening", "部门数据筛出的风险线索：下发、办结、按乡镇和时间查看", any(Readers.OF_CLUES)),
    QUALITY("数据质量", "/quality", "登记数据里的重复、矛盾和缺漏，赶在上级核查之前", any(VILLAGE_CLERK, TOWN_CLERK, COUNTY_CLERK, AUDITOR)),
    PARAMETERS(
            "本县规定",
            "/parameters",
            "查看本县的时限、公示、监测线等规定和依据，哪些还待确认",
            any(COUNTY_CLERK, COUNTY_REVIEWER, COUNTY_HEAD, AUDITOR, PROCESS_OWNER, ADMINISTRATOR)),
    MODELS("流程和表单", "/models", "看草案改了什么，登记试办，发布或退回", any(AUDITOR, PROCESS_OWNER)),
    AUDIT("审计阅览", "/audit", "找案件、读全过程、看检查发现的疑点、核对留痕、带走一户一档", any(AUDITOR)),
    PROCESSES("流程运行", "/camunda/app/cockpit/", "查看流程走到哪里、卡在哪里", any(AUDITOR, PROCESS_OWNER)),
    OFFICERS("人员与单位", "/officers", "登记人员和岗位、办理调离、发放初始密码、维护单位名称", any(ADMINISTRATOR)),
    PASSWORD("修改密码", "/password", "", roles -> true);

    /** Who reads what; a constant of the enum can't look at one that is declared after it. */
    private static final class Readers {
        static final Role[] OF_CLUES = {
            VILLAGE_CLERK, TOWN_CLERK, TOWN_REVIEWER, TOWN_HEAD, COUNTY_CLERK, COUNTY_REVIEWER, COUNTY_HEAD, AUDITOR
        };
        static final Role[] OF_CASES = and(OF_CLUES, VILLAGE_CHAIR, RECHECK_OFFICER);
        static final Role[] OF_ASSISTANCE = and(OF_CLUES, DEPARTMENT_CLERK);

        private static Role[] and(Role[] some, Role... more) {
            return Stream.concat(Stream.of(some), Stream.of(more)).toArray(Role[]::new);
        }
    }

    private final String label;
    private final String href;
    private final String hint;
    private final Predicate<Set<Role>> offered;

    Navigation(String label, String href, String hint, Predicate<Set<Role>> offered) {
        this.label = label;
        this.href = href;
        this.hint = hint;
        this.offered = offered;
    }

    private static boolean worksOnCases(Set<Role> roles) {
        return roles.stream().anyMatch(Role::handlesCases);
    }

    private static Predicate<Set<Role>> any(Role... wanted) {
        return roles -> Set.of(wanted).stream().anyMatch(roles::contains);
    }

    boolean isFor(SignedInOfficer officer) {
        return offered.test(officer.roles());
    }

    public String label() {
        return label;
    }

    public String href() {
        return href;
    }

    /** What one does there; empty where the word says it. */
    public String hint() {
        return hint;
    }

    boolean leadsTo(String path) {
        return href.equals("/") ? path.equals("/") : path.startsWith(href);
    }
}
