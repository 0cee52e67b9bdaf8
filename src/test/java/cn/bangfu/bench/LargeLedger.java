package cn.bangfu.bench;

import cn.bangfu.household.People;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a ledger as large as wanted, with the columns of the demo county's, the way Excel saves it: texts in a table of their own. */
final class LargeLedger {

    private static final List<String> HEADINGS = List.of(
            "户编号",
            "村编码",
            "乡镇",
            "村",
            "户类型",
            "政策享受状态",
            "是否常住",
            "监测对象类别",
            "年人均纯收入(元)",
            "住房等级",
            "饮水安全",
            "联系电话",
            "银行账号",
            "姓名",
            "证件号码",
            "与户主关系",
            "性别",
            "民族",
            "健康状况",
            "劳动技能",
            "在校生状况",
            "参加城乡居民基本医疗保险");
    private static final List<String> RELATIONS = List.of("户主", "配偶", "之子", "之女");
    private static final String NAMESPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private LargeLedger() {}

    /** @param edition later ones name another income for each tenth household */
    static void write(Path file, int members, List<String> villages, int edition) throws IOException {
        new LargeLedger().writeTo(file, members, villages, edition);
    }

    private void writeTo(Path file, int members, List<String> villages, int edition) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
                var out = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            part(
                    zip,
                    out,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + override("workbook", "sheet.main") + override("worksheets/sheet1", "worksheet")
                            + override("sharedStrings", "sharedStrings") + "</Types>");
            part(zip, out, "_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml")));
            part(
                    zip,
                    out,
                    "xl/_rels/workbook.xml.rels",
                    relations(relation(1, "worksheet", "worksheets/sheet1.xml")
                            + relation(2, "sharedStrings", "sharedStrings.xml")));
            part(
                    zip,
                    out,
                    "xl/workbook.xml",
                    "<workbook " + NAMESPACE
                            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                            + "<sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            out.write("<worksheet " + NAMESPACE + "><sheetData>");
            row(out, 1, List.of("全县农村家庭台账(2026年6月)"));
            row(out, 2, HEADINGS);
            for (var i = 0; i < members; i++) {
                row(out, i + 3, member(i, villages, edition));
            }
            out.write("</sheetData></worksheet>");
            out.flush();
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            out.write("<sst " + NAMESPACE + ">");
            for (var string : strings.keySet()) {
                out.write("<si><t>" + string + "</t></si>");
            }
            out.write("</sst>");
            out.flush();
            zip.closeEntry();
        }
    }

    private static List<String> member(int i, List<String> villages, int edition) {
        var household = i / 4;
        var place = i % 4;
        var village = villages.get(household % villages.size());
        var number = People.numberOf(i, place % 2 == 0);
        return List.of(
                village + "%06d".formatted(household),
                village,
                "某镇",
                "",
                household % 3 == 0 ? "脱贫户" : "一般农户",
                household % 3 == 0 ? "已脱贫享受政策户" : "一般农户",
                "是",
                household % 50 == 0 && household % 3 != 0 ? "边缘易致贫户" : "",
                "#" + (5000 + household % 20000 + (household % 10 == 0 ? edition : 0)),
                household % 2 == 0 ? "A级" : "B级",
                "是",
                "138%08d".formatted(household),
                "6222%012d".formatted(household),
                "成员" + (char) ('一' + i % 20000) + (char) ('一' + i / 20000),
                number.value(),
                RELATIONS.get(place),
                number.male() ? "男" : "女",
                "汉族",
                i % 9 == 0 ? "长期慢性病" : "健康",
                i % 5 == 0 ? "弱劳动力或半劳动力" : "普通劳动力",
                "非在校生",
                "是");
    }

    private void row(Writer out, int line, List<String> texts) throws IOException {
        var xml = new StringBuilder("<row r=\"").append(line).append("\">");
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            if (text.isEmpty()) {
                continue;
            }
            xml.append("<c r=\"").append((char) ('A' + i)).append(line);
            if (text.startsWith("#")) {
                xml.append("\"><v>").append(text, 1, text.length());
            } else {
                xml.append("\" t=\"s\"><v>").append(strings.computeIfAbsent(text, t -> strings.size()));
            }
            xml.append("</v></c>");
        }
        out.append(xml.append("</row>"));
    }

    private static void part(ZipOutputStream zip, Writer out, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
        out.flush();
        zip.closeEntry();
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/xl/" + part
                + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + type
                + "+xml\"/>";
    }

    private static String relations(String inside) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inside
                + "</Relationships>";
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id
                + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\"" + target + "\"/>";
    }
}
