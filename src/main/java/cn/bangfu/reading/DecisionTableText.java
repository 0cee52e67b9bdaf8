package cn.bangfu.reading;

import cn.bangfu.reading.CaseStory.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A decision table as it was released, read for people. */
final class DecisionTableText {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("true", "是"),
            Map.entry("false", "否"),
            Map.entry("YES", "是"),
            Map.entry("NO", "否"),
            Map.entry("UNKNOWN", "不明"),
            Map.entry("DOUBTFUL", "存疑"),
            Map.entry("FORMERLY_POOR_ENJOYING", "已脱贫享受政策户"),
            Map.entry("FORMERLY_POOR_NOT_ENJOYING", "已脱贫不享受政策户"),
            Map.entry("ORDINARY", "一般农户"),
            Map.entry("UNSTABLE", "脱贫不稳定户"),
            Map.entry("MARGINAL", "边缘易致贫户"),
            Map.entry("SUDDEN_HARDSHIP", "突发严重困难户"),
            Map.entry("WATCH", "持续关注"),
            Map.entry("MANUAL", "人工研判"),
            Map.entry("NOT_QUALIFIED", "不符合纳入条件"),
            Map.entry("INCOMPLETE", "资料不全"),
            Map.entry("NONE", "无"),
            Map.entry("NOT_NEEDED", "不要求"),
            Map.entry("MEDICAL_CARE", "基本医疗"),
            Map.entry("FOOD_AND_CLOTHING", "不愁吃穿"),
            Map.entry("MONITORED", "已是监测对象"),
            Map.entry("ELIMINATED", "风险已消除"),
            Map.entry("TERMINATED", "已终止"),
            Map.entry("PENDING", "救助中"),
            Map.entry("DELIVERED", "已救助"),
            Map.entry("REFUSED", "不予救助"),
            Map.entry("TIMED_OUT", "等待期满"),
            Map.entry("JUDGE_AFTER", "先救助后研判"),
            Map.entry("PROCEDURE_OWED", "先救助，程序后补"),
            Map.entry("JUDGE", "进入研判"),
            Map.entry("RELIEF_FIRST", "先救助"),
            Map.entry("POLICY_CONTINUES", "政策延续"),
            Map.entry("ALREADY_MONITORED", "已是监测对象"),
            Map.entry("ROLLBACK_CHECK", "核查风险消除"),
            Map.entry("NEEDS_STATUS", "补充政策状态"),
            Map.entry("OTHER_PLACE", "转有关地区"),
            Map.entry("PARTLY", "部分"),
            Map.entry("ILLNESS", "因病"),
            Map.entry("SCHOOLING", "因学"),
            Map.entry("DISASTER", "因自然灾害"),
            Map.entry("ACCIDENT", "因意外事故"),
            Map.entry("DISABILITY", "因残"),
            Map.entry("LABOUR_SHORTAGE", "缺劳动力"),
            Map.entry("UNSTABLE_EMPLOYMENT", "因务工就业不稳"),
            Map.entry("BUSINESS_FAILURE", "因产业项目失败"),
            Map.entry("HOUSING", "住房不安全"),
            Map.entry("WATER", "饮水不安全"),
            Map.entry("DROPOUT", "义务教育失学辍学"),
            Map.entry("UNINSURED", "未参保"),
            Map.entry("OTHER", "其他"),
            Map.entry("EDUCATION", "义务教育"),
            Map.entry("MEDICAL", "基本医疗"));

    /** Facts that stand beside the table's own inputs. */
    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("county", "县（区划代码）"),
            Map.entry("line", "监测线（元）"),
            Map.entry("netIncomePerHead", "人均纯收入（元）"),
            Map.entry("previousNetIncomePerHead", "上一年人均纯收入（元）"),
            Map.entry("compliantSelfPay", "合规自付支出（元）"),
            Map.entry("rigidExpenditure", "刚性支出（元）"),
            Map.entry("rigidExcess", "刚性支出过大"),
            Map.entry("incomeDrop", "收入大幅缩减"),
            Map.entry("countedMembers", "共享收支人数"),
            Map.entry("copes", "自主应对能力"),
            Map.entry("risks", "风险原因"),
            Map.entry("guaranteeGaps", "三保障和饮水缺项"),
            Map.entry("suddenEvent", "突发事件"),
            Map.entry("basicLifeHardship", "基本生活严重困难"),
            Map.entry("relief", "救助情况"));

    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final List<String> headings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private String title = "";

    /** @param fired names of the rows that fired */
    static DecisionTableText read(String xml, Collection<String> fired) {
        var text = new DecisionTableText();
        var document = parse(xml);
        elements(document.getDocumentElement(), "decision")
                .findFirst()
                .ifPresent(decision -> text.title = decision.getAttribute("name"));
        elements(document.getDocumentElement(), "input").forEach(input -> {
            var label = input.getAttribute("label");
            text.headings.add(label);
            elements(input, "inputExpression")
                    .findFirst()
                    .ifPresent(expression -> text.inputs.put(content(expression, "text"), label));
        });
        elements(document.getDocumentElement(), "output")
                .forEach(output -> text.headings.add(output.getAttribute("label")));
        elements(document.getDocumentElement(), "rule").forEach(rule -> {
            var description = content(rule, "description");
            var name = description.strip().split("\\s+", 2)[0];
            var cells = Stream.concat(elements(rule, "inputEntry"), elements(rule, "outputEntry"))
                    .map(entry -> words(content(entry, "text")))
                    .toList();
            text.rows.add(new Row(
                    name.isEmpty() ? rule.getAttribute("id") : name,
                    description,
                    cells,
                    fired.contains(name) || fired.contains(rule.getAttribute("id"))));
        });
        return text;
    }

    String title() {
        return title;
    }

    List<String> headings() {
        return List.copyOf(headings);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** How people call an input or a fact. */
    String label(String key) {
        return inputs.getOrDefault(key, FACTS.getOrDefault(key, key));
    }

    static String labelOfFact(String key) {
        return FACTS.getOrDefault(key, key);
    }

    /** Constants in people's words; an empty cell means any. */
    static String words(String cell) {
        if (cell.isBlank()) {
            return "—";
        }
        return Stream.of(cell.split(","))
                .map(part -> part.strip().replaceAll("^\"|\"$", ""))
                .map(part -> WORDS.getOrDefault(part, part))
                .reduce((one, other) -> one + "、" + other)
                .orElse("");
    }

    private static Stream<Element> elements(Element in, String name) {
        var list = in.getElementsByTagNameNS("*", name);
        var elements = new ArrayList<Element>();
        for (var i = 0; i < list.getLength(); i++) {
            elements.add((Element) list.item(i));
        }
        return elements.stream();
    }

    private static String content(Element in, String name) {
        return elements(in, name)
                .findFirst()
                .map(Element::getTextContent)
                .orElse("")
                .strip();
    }

    private static Document parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("a decision table that ran cannot be read", e);
        }
    }
}
