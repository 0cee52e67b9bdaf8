package cn.bangfu.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.ledger.Workbooks;
import cn.bangfu.shared.PersonName;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One fault or habit of an office at a time, and what an official expects to become of it. */
class MessyFilesTest {

    private static final String A = "150699194812125024";
    private static final String B = "150699195005154288";
    private static final String C = "150699195211060776";
    private static final String X = "15069919650528426X";

    @TempDir
    private Path folder;

    private FileReadings csv(Register register, String... lines) throws IOException {
        return bytes(register, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private FileReadings bytes(Register register, byte[] bytes) throws IOException {
        return FileReadings.of(register, Files.write(folder.resolve("list.csv"), bytes));
    }

    private interface Filler {
        void fill(Workbook book);
    }

    private FileReadings book(Register register, Filler filler) throws IOException {
        return book(register, new XSSFWorkbook(), filler);
    }

    private FileReadings book(Register register, Workbook book, Filler filler) throws IOException {
        var file = folder.resolve("list.xlsx");
        try (book;
                var out = Files.newOutputStream(file)) {
            filler.fill(book);
            book.write(out);
        }
        return FileReadings.of(register, file);
    }

    private static void put(Workbook book, String sheet, Object[]... rows) {
        var target = book.createSheet(sheet);
        for (var i = 0; i < rows.length; i++) {
            var row = target.createRow(i);
            for (var j = 0; j < rows[i].length; j++) {
                if (rows[i][j] instanceof Number number) {
                    row.createCell(j).setCellValue(number.doubleValue());
                } else if (!rows[i][j].equals("")) {
                    row.createCell(j).setCellValue(rows[i][j].toString());
                }
            }
        }
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    // Headings

    @ParameterizedTest
    @ValueSource(
            strings = {
                "身份证号",
                "身份证号码",
                "证件号码",
                "证件号",
                "公民身份号码",
                "居民身份号码",
                "公民身份证号",
                "居民身份证号码",
                "身份证件号码",
                "身份证",
                "有效证件号码",
                "身份证明号码",
                "本人身份证号",
                "死者身份证号",
                "死亡人员身份证号码",
                "死亡人员证件号码",
                "逝者身份证号",
                "*身份证号码（18位）",
                "身份证\n号码",
                "身 份 证 号",
                "【必填】公民身份号码",
                "证件号码(居民身份证)",
                "2.身份证号码",
                "②身份证号",
                "SFZH",
                "GMSFHM",
                "ＩＤ号码",
                "身份证号码：",
                "亡者公民身份号码",
                "死者证件号码"
            })
    void anIdentityNumberIsFoundUnderWhateverHeading(String heading) throws IOException {
        var read = csv(Register.DEATHS, "\"姓名\",\"" + heading + "\",\"死亡时间\",\"备注\"", "甲," + A + ",2026-03-18,");
        assertThat(read.people()).as(read.refusal()).containsExactly(A);
    }

    /** The others come first and look just as good: their numbers are never taken for the person's. */
    @ParameterizedTest
    @CsvSource({
        "DEATHS,死者身份证号,身份证号,死亡日期,2026-03-18",
        "DEATHS,死亡人员证件号码,申报人证件号码,死亡时间,2026-03-18",
        "DEATHS,身份证号,户主身份证号,死亡时间,2026-03-18",
        "DEATHS,公民身份号码,联系人身份证号,去世日期,2026-03-18",
        "EDUCATION,学生身份证号,家长身份证号,就学状态,辍学",
        "EDUCATION,身份证件号,监护人身份证件号,辍学情况,辍学",
        "EDUCATION,学生证件号码,学生家长证件号码,学籍状态,休学",
        "EDUCATION,身份证号,户主身份证号,状态,辍学",
        "MEDICAL,患者身份证号,联系人身份证号,自付费用,35000",
        "MEDICAL,参保人证件号码,户主证件号码,个人负担金额,35000",
        "MEDICAL,身份证号码,经办人身份证号码,合规自付费用,35000",
        "VEHICLES,机动车所有人身份证明号码,代理人身份证明号码,使用性质,非营运",
        "VEHICLES,车主身份证号,联系人身份证号,车辆使用性质,非营运",
        "PROPERTY,权利人证件号码,共有人证件号码,规划用途,住宅",
        "PROPERTY,产权人身份证号,抵押权人证件号码,房屋用途,住宅",
        "ENTERPRISES,法定代表人身份证号,联络员身份证号,经营状态,存续",
        "ENTERPRISES,负责人证件号码,财务负责人证件号码,登记状态,存续",
        "SUBSISTENCE,成员身份证号,户主身份证号,救助类型,农村低保",
        "SUBSISTENCE,保障对象身份证号,代领人身份证号,保障类别,特困",
        "SUBSISTENCE,家庭成员身份证号码,申请人身份证号码,低保类别,农村低保",
        "HOUSING,户主身份证号,鉴定人身份证号,危房等级,D级",
        "HOUSING,户主身份证号码,联系人身份证号码,房屋安全等级,C级",
        "DISABILITY,残疾人证号,监护人身份证号,残疾等级,一级",
        "PAYROLL,身份证号,配偶身份证号,人员状态,在职",
        "PAYROLL,职工身份证号,联系人身份证号,人员类别,在职"
    })
    void nobodyElsesNumberIsTakenForThePersons(Register register, String own, String others, String told, String value)
            throws IOException {
        var number = own.startsWith("残疾") ? A + "11" : A;
        for (var text : List.of(
                others + "," + own + "," + told + "\n" + B + "," + number + "," + value,
                own + "," + others + "," + told + "\n" + number + "," + B + "," + value)) {
            var read = csv(register, text);
            assertThat(read.people()).as(read.refusal()).containsExactly(A);
        }
    }

    @Test
    void aListThatNamesOnlySomebodyElseIsRefused() throws IOException {
        assertThat(csv(Register.DEATHS, "户主姓名,户主身份证号,死亡日期", "甲," + A + ",2026-03-18")
                        .refusal())
                .contains("没有找到“身份证号”列");
        assertThat(csv(Register.EDUCATION, "学生姓名,监护人身份证号,状态", "甲," + A + ",辍学").refusal())
                .contains("没有找到“身份证号”列");
    }

    @ParameterizedTest
    @CsvSource({
        "VEHICLES,车牌号,蒙K12345",
        "VEHICLES,车辆使用性质,非营运",
        "VEHICLES,车辆类型,小型轿车",
        "PROPERTY,房屋类型,住宅",
        "PROPERTY,建筑面积（㎡）,88.5",
        "ENTERPRISES,企业状态,存续",
        "ENTERPRISES,登记状态（存续/注销）,存续",
        "PAYROLL,人员身份类别,事业在编",
        "PAYROLL,工作单位全称,某某中学",
        "MEDICAL,个人自付金额(元),35000",
        "MEDICAL,自付合计,35000",
        "MEDICAL,个人负担总额（元）,35000",
        "MEDICAL,患者自付,35000",
        "MEDICAL,金额（元）,35000",
        "MEDICAL,其中：个人自付,35000",
        "MEDICAL,年度累计自付费用,35000",
        "DISABILITY,残疾程度等级,一级",
        "SUBSISTENCE,保障种类,低保",
        "SUBSISTENCE,对象类型,特困供养",
        "EDUCATION,失辍学类型,辍学",
        "EDUCATION,就学现状,辍学",
        "EDUCATION,是否辍学,是",
        "HOUSING,住房安全等级,D级",
        "HOUSING,鉴定结论,D级",
        "HOUSING,房屋危险性等级,D级",
        "HOUSING,农房鉴定等级,D级",
        "DEATHS,死亡日期（年月日）,2026-03-18",
        "DEATHS,亡故时间,2026-03-18"
    })
    void whatIsToldOfAPersonIsFoundUnderOtherHeadings(Register register, String heading, String value)
            throws IOException {
        var read = csv(register, "序号,姓名,身份证号码,\"" + heading + "\",乡镇,备注", "1,甲," + A + "," + value + ",某镇,");
        assertThat(read.people()).as(read.refusal()).containsExactly(A);
        assertThat(read.refused()).isEmpty();
    }

    @Test
    void theOwnShareIsNotTakenFromAnotherAmount() throws IOException {
        var read = csv(
                Register.MEDICAL,
                "姓名,身份证号,医疗总费用,统筹支付,个人账户支付,个人自费,个人自付,自付比例",
                "甲," + A + ",100000,60000,500,1500,35000,35%");
        assertThat(read.records().get(0).amount()).isEqualByComparingTo("35000");
        assertThat(csv(Register.MEDICAL, "姓名,身份证号,医疗总费用,统筹支付", "甲," + A + ",100000,60000")
                        .refusal())
                .contains("没有找到“个人自付”列");
    }

    @Test
    void headingsOfTwoRowsAreReadTogetherAlsoWithoutMergedCells() throws IOException {
        var read = csv(
                Register.MEDICAL,
                "2026年上半年住院费用,,,,",
                "序号,姓名,身份证号,费用情况（元）,",
                ",,,总费用,个人自付",
                "1,甲," + A + ",100000,35000",
                "2,乙," + B + ",5000,1200");
        assertThat(read.people()).as(read.refusal()).containsExactly(A, B);
        assertThat(read.records().get(1).amount()).isEqualByComparingTo("1200");
    }

    @Test
    void headingsThatStandTwiceAreToldApartByWhatStandsAbove() throws IOException {
        var read = csv(Register.EDUCATION, "序号,监护人信息,,学生信息,,状态", ",姓名,身份证号,姓名,身份证号,", "1,母," + B + ",甲," + A + ",辍学");
        assertThat(read.people()).as(read.refusal()).containsExactly(A);
        assertThat(read.records().get(0).name()).isEqualTo("甲");
    }

    @Test
    void mergedHeadingsAndTitlesAreReadFromAWorkbook() throws IOException {
        for (var empty : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            var read = book(Register.MEDICAL, empty, book -> {
                put(
                        book,
                        "明细",
                        row("某某旗住院费用明细表"),
                        row("填报单位：某某局", "", "", "单位：万元"),
                        row("序号", "姓名", "身份证号", "费用"),
                        row("", "", "", "总费用", "个人自付"),
                        row(1, "甲", A, 10, 3.5));
                var sheet = book.getSheetAt(0);
                sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 4));
                sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
                sheet.addMergedRegion(new CellRangeAddress(2, 3, 1, 1));
                sheet.addMergedRegion(new CellRangeAddress(2, 3, 2, 2));
                sheet.addMergedRegion(new CellRangeAddress(2, 2, 3, 4));
            });
            assertThat(read.people()).as(read.refusal()).containsExactly(A);
            assertThat(read.records().get(0).amount()).as("the title says 万元").isEqualByComparingTo("35000");
        }
    }

    @Test
    void aFileOfAnotherRegisterIsToldApart() throws IOException {
        var vehicles = csv(Register.PROPERTY, "号牌号码,机动车所有人,身份证号,登记机关", "蒙K1,甲," + A + ",车管所");
        assertThat(vehicles.refusal()).contains("看不出是不是不动产登记");
    }

    // Rows

    @Test
    void everyRowIsAcceptedRefusedOrNamedAsNoRecord() throws IOException {
        var lines = List.of(
                "姓名,身份证号,死亡日期,备注",
                "(1),(2),(3),(4)",
                "一、伊和乌素苏木",
                "甲," + A + ",2026-03-18,",
                "小计,1,,",
                "姓 名,身份证号 ,死亡日期,备注",
                "乙," + B + ",2026-03-14,单位：某某",
                "某镇小计,,,1人",
                ",,,",
                "乡镇卫生院,,2026-03-01,没有号码也是一行",
                "丙," + C + ",,日期漏填",
                "合计：3人,,,",
                "共3人,,,",
                "填表人：张三,,审核人：李四,",
                "填表人,张三,,",
                "填表日期,2026年6月30日,,",
                "（以下空白）,,,",
                "第1页 共1页,,,");
        var read = csv(Register.DEATHS, lines.toArray(String[]::new));
        assertThat(read.people()).containsExactly(A, B);
        assertThat(read.refused()).extracting(RefusedRow::line).containsExactly(10, 11);
        assertThat(read.records().size() + read.refused().size() + read.skipped())
                .as("all that are not blank, without the headings")
                .isEqualTo(lines.size() - 2);
        assertThat(read.notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("12行不是记录").contains("第2行、第3行、第5行"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计,,,",
                "总计,,,35000",
                ",合 计,,35000",
                ",,合计,35000",
                "本页合计,,,",
                "全旗总计：,,,",
                ",,,共计",
                "累计,,,",
                "合计（2人）,,,",
                "小计：,2,,"
            })
    void aTotalIsNoRecordInWhateverColumnItStands(String total) throws IOException {
        var read = csv(Register.MEDICAL, "姓名,所在乡镇,身份证号,个人自付", "甲,某镇," + A + ",35000", total);
        assertThat(read.people()).containsExactly(A);
        assertThat(read.refused()).isEmpty();
        assertThat(read.skipped()).isEqualTo(1);
    }

    /** A family's number is worth more than a word that happens to look like the end of a form. */
    @ParameterizedTest
    @ValueSource(strings = {"单位宿舍", "乡镇街道1号", "备注：迁出", "合计", "日期不详", "说明：见附件"})
    void whoHasANumberIsNeverTakenForAFooter(String first) throws IOException {
        var read = csv(Register.HOUSING, "坐落,身份证号,鉴定等级", first + "," + A + ",");
        assertThat(read.refused()).hasSize(1);
        read = csv(Register.HOUSING, "坐落,身份证号,鉴定等级", first + "," + A + ",D级");
        assertThat(read.people()).containsExactly(A);
    }

    @Test
    void aSecondListBelowWithItsColumnsInAnotherOrderIsReadByItsOwnHeadings() throws IOException {
        var read = csv(
                Register.DEATHS,
                "姓名,身份证号,死亡日期",
                "甲," + A + ",2026-03-18",
                "死亡时间,公民身份号码,死者姓名",
                "2026-03-14," + B + ",乙");
        assertThat(read.people()).containsExactly(A, B);
        assertThat(read.records().get(1).date()).isEqualTo("2026-03-14");
        assertThat(read.records().get(1).name()).isEqualTo("乙");
    }

    @Test
    void sheetsBehindTheFirstAreReadHiddenOnesSaidSo() throws IOException {
        for (var empty : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            var read = book(Register.DEATHS, empty, book -> {
                var explained = new ArrayList<Object[]>();
                for (var i = 0; i < 80; i++) {
                    explained.add(row("某镇", i, i * 2, "见明细"));
                }
                put(book, "汇总", explained.toArray(Object[][]::new));
                put(book, "明细", row("姓名", "证件号码", "死亡日期"), row("甲", A, "2026-03-18"), row("乙", B, "2026-03-14"));
                put(book, "补充", row("死亡时间", "死者身份证号"), row("2026年3月16日", C));
                put(book, "旧", row("姓名", "证件号码", "死亡日期"), row("丁", X, "2020-01-01"));
                book.setSheetVisibility(3, SheetVisibility.HIDDEN);
                book.getSheetAt(1).getRow(2).setZeroHeight(true);
            });
            assertThat(read.people()).as(read.refusal()).containsExactly(A, B, C);
            assertThat(read.notes())
                    .anyMatch(note -> note.contains("工作表“汇总”里没有认出表头"))
                    .anyMatch(note -> note.contains("隐藏的工作表“旧”没有读取"))
                    .anyMatch(note -> note.contains("有1行被隐藏"));
        }
    }

    // Numbers of people

    @ParameterizedTest
    @ValueSource(
            strings = {
                "１５０６９９１９６５０５２８４２６Ｘ",
                "15069919650528426x",
                " 150699 19650528 426X ",
                "'15069919650528426X",
                "‘15069919650528426X",
                "15069919650528426X\u00a0",
                "\u300015069919650528426X",
                "\u200b15069919650528426X\u200b",
                "\u202d15069919650528426X\u202c",
                "\t15069919650528426X",
                "15069919650528426Х",
                "15069919650528426×",
                "=\"15069919650528426X\"",
                "\"=\"\"15069919650528426X\"\"\"",
                "\ufeff15069919650528426X"
            })
    void aNumberIsReadHoweverItWasTyped(String written) throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲," + written + ",2026-03-18");
        assertThat(read.people()).as(read.faults().toString()).containsExactly(X);
    }

    @ParameterizedTest
    @CsvSource({
        "150699194812125025,校验位",
        "150699481212502,15位",
        "1.50699E+17,科学计数",
        "1.50699194812125E+17,科学计数",
        "150699194812125000,科学计数",
        "'',为空",
        "无,为空",
        "NULL,为空",
        "/,为空",
        "15069919481212502,不是18位",
        "1506991948121250244,不是18位",
        "15069919481212502A,不该有的字符",
        "150699194813125024,出生日期",
        "150699194802305024,出生日期",
        "150699********5024,星号",
        "911506250AB12CDEFG,统一社会信用代码",
        "E12345678,护照",
        "H60123456,护照",
        "CAN110082091401,护照",
        "150699194812125024;150699195005154288,不止一个",
        "O5O699194812125024,不该有的字符",
        "某人,不是18位"
    })
    void aNumberThatIsNoneIsRefusedWithAReason(String written, String reason) throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲,\"" + written + "\",2026-03-18");
        assertThat(read.records()).isEmpty();
        assertThat(read.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo("身份证号");
            assertThat(fault.message()).contains(reason);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @Test
    void whatExcelMadeOfANumberIsRefused() throws IOException {
        for (var empty : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            var read = book(Register.DEATHS, empty, book -> {
                put(
                        book,
                        "名单",
                        row("姓名", "身份证号", "死亡日期"),
                        row("甲", 1.50699194812125e17, "2026-03-18"),
                        row("乙", 150699481212502d, "2026-03-18"),
                        row("丙", "", "2026-03-18"),
                        row("丁", "", "2026-03-18"));
                var sheet = book.getSheetAt(0);
                sheet.getRow(3).createCell(1).setCellErrorValue((byte) 42);
                sheet.getRow(4).createCell(1).setCellFormula("\"" + A + "\"");
                book.getCreationHelper()
                        .createFormulaEvaluator()
                        .evaluateFormulaCell(sheet.getRow(4).getCell(1));
            });
            assertThat(read.records()).isEmpty();
            assertThat(read.faults())
                    .extracting(RefusedRow.Fault::message)
                    .containsExactly("证件号码被Excel变成了科学计数，末尾数字已丢失", "证件号码是15位的旧号码", "单元格是公式错误", "单元格是公式，不是填写的内容");
        }
    }

    @Test
    void aCertificateIsCheckedToItsEnd() throws IOException {
        var read = csv(
                Register.DISABILITY,
                "姓名,残疾人证号,残疾类别,残疾等级,身份证号",
                "甲," + A + "43,肢体,三级,",
                "乙," + B + "11B1,视力,1级," + B,
                "丙," + C + "72,多重,," + C,
                "丁," + X + ",肢体,二级,",
                "戊,,肢体,一级," + A,
                "己," + A + "83,肢体,三级,",
                "庚," + A + "45,肢体,,",
                "辛," + A + "43,肢体,一级,",
                "壬," + A + "43,肢体,三级," + B,
                "癸," + A + "4,肢体,三级,",
                "子,,肢体,三级,");
        assertThat(read.records())
                .extracting(record -> record.person().value() + record.attribute())
                .containsExactly(A + "三级", B + "一级", C + "二级", X + "二级", A + "一级");
        assertThat(read.faults())
                .extracting(RefusedRow.Fault::message)
                .containsExactly(
                        "残疾人证号第19位不是残疾类别（1至7）或第20位不是残疾等级（1至4）",
                        "残疾人证号第19位不是残疾类别（1至7）或第20位不是残疾等级（1至4）",
                        "残疾等级与残疾人证号第20位不符",
                        "残疾人证号的前18位与身份证号不同",
                        "残疾人证号不是20位",
                        "证件号码为空");
    }

    // Amounts

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            35000; 35000
            35,000.50; 35000.50
            ３５，０００．５０; 35000.50
            ￥35,000; 35000
            ¥ 35 000; 35000
            35000元; 35000
            35000元整; 35000
            人民币35000圆; 35000
            3.5万; 35000
            3.5万元; 35000
            -1200.5; -1200.5
            －1200.5; -1200.5
            (1,200.50); -1200.50
            （1200）; -1200
            35,000; 35000
            0; 0
            '35000; 35000
            """)
    void anAmountIsReadHoweverItWasTyped(String written, String amount) throws IOException {
        var read = csv(Register.MEDICAL, "姓名,身份证号,个人自付（元）", "甲," + A + ",\"" + written + "\"");
        assertThat(read.records()).as(read.faults().toString()).singleElement().satisfies(record -> assertThat(
                        record.amount())
                .isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "约35000",
                "3.5E+04",
                "35000-40000",
                "三万五",
                "35.000,50",
                "1,23,456",
                "#N/A",
                "35000美元",
                "9999999999999"
            })
    void anAmountThatIsNoneIsRefused(String written) throws IOException {
        var read = csv(Register.MEDICAL, "姓名,身份证号,个人自付（元）", "甲," + A + ",\"" + written + "\"");
        assertThat(read.records()).isEmpty();
        assertThat(read.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo("个人自付");
            assertThat(fault.message()).contains("金额");
        });
    }

    @Test
    void theUnitOfAnAmountIsRead() throws IOException {
        assertThat(csv(Register.MEDICAL, "姓名,身份证号,个人自付(万元)", "甲," + A + ",3.5")
                        .records()
                        .get(0)
                        .amount())
                .isEqualByComparingTo("35000");
        assertThat(csv(Register.MEDICAL, "住院费用,,单位：万元", "姓名,身份证号,个人自付（元）", "甲," + A + ",35000")
                        .records()
                        .get(0)
                        .amount())
                .isEqualByComparingTo("35000");
    }

    // Days

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-03-05",
                "2025/3/5",
                "2025.3.5",
                "2025.03.05",
                "20250305",
                "2025年3月5日",
                "2025年03月05日",
                "２０２５年３月５日",
                "2025-03-05 00:00:00",
                "2025/3/5 8:30",
                "2025-03-05T00:00:00",
                "20250305083000",
                "二〇二五年三月五日",
                "二零二五年三月五日",
                "2025 - 3 - 5",
                "2025年3月5号",
                "2025–03–05"
            })
    void aDayIsReadHoweverItWasTyped(String written) throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲," + A + "," + written);
        assertThat(read.records()).as(read.faults().toString()).singleElement().satisfies(record -> assertThat(
                        record.date())
                .isEqualTo(LocalDate.of(2025, 3, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-3", "2025年3月", "202503", "2025.03", "二〇二五年三月"})
    void aMonthIsItsFirstDay(String written) throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲," + A + "," + written);
        assertThat(read.records()).singleElement().satisfies(record -> assertThat(record.date())
                .isEqualTo(LocalDate.of(2025, 3, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-30,没有这一天",
        "2月30日,不是日期",
        "去年春天,不是日期",
        "3/5/2025,不是日期",
        "25-3-5,不是日期",
        "2099-01-01,晚于今天",
        "2026-11-22,晚于今天",
        "45352,不是日期",
        "1025-03-05,早于1900年",
        "'',为空",
        "不详,不是日期"
    })
    void aDayThatIsNoneIsRefused(String written, String reason) throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲," + A + "," + written);
        assertThat(read.records()).isEmpty();
        assertThat(read.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains(reason));
    }

    @Test
    void daysOfWorkbooksAreReadFrom1900AndFrom1904() throws IOException {
        for (var from1904 : List.of(false, true)) {
            var read = book(Register.DEATHS, book -> {
                put(
                        book,
                        "名单",
                        row("姓名", "身份证号", "死亡日期"),
                        row("甲", A, ""),
                        row("乙", B, ""),
                        row("丙", C, 46_099),
                        row("丁", X, 0));
                ((XSSFWorkbook) book).getCTWorkbook().getWorkbookPr().setDate1904(from1904);
                var day = book.createCellStyle();
                day.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
                for (var i = 1; i < 5; i++) {
                    var sheet = book.getSheetAt(0);
                    if (i < 3) {
                        sheet.getRow(i).createCell(2).setCellValue(LocalDate.of(2026, 3, 17 + i));
                    }
                    if (i != 3) {
                        sheet.getRow(i).getCell(2).setCellStyle(day);
                    }
                }
            });
            assertThat(read.records().subList(0, 2))
                    .extracting(DepartmentRecord::date)
                    .containsExactly(LocalDate.of(2026, 3, 18), LocalDate.of(2026, 3, 19));
            if (!from1904) {
                assertThat(read.records().get(2).date())
                        .as("a day that lost its format")
                        .isEqualTo(LocalDate.of(2026, 3, 18));
                assertThat(read.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                        .contains("早于1900年"));
            }
        }
    }

    @Test
    void aDayThatIsNotNeededMayBeAStroke() throws IOException {
        var read = csv(
                Register.HOUSING,
                "户主,户主身份证号,鉴定等级,鉴定日期",
                "甲," + A + ",Ｄ级,—",
                "乙," + B + ",c,/",
                "丙," + C + ",Csu级,",
                "丁," + X + ",整栋危房,2026.5");
        assertThat(read.records()).extracting(DepartmentRecord::attribute).containsExactly("D级", "C级", "C级", "D级");
        assertThat(read.records()).extracting(DepartmentRecord::name).containsExactly("甲", "乙", "丙", "丁");
    }

    // Words that are judged

    @ParameterizedTest
    @CsvSource({
        "ENTERPRISES,登记状态,注销登记,注销",
        "ENTERPRISES,登记状态,已吊销未注销,吊销",
        "ENTERPRISES,登记状态,存续（在营、开业、在册）,存续(在营、开业、在册)",
        "ENTERPRISES,登记状态,拟注销,拟注销",
        "PAYROLL,人员状态,退休人员,退休",
        "PAYROLL,人员状态,离退休,退休",
        "PAYROLL,人员状态,在职,在职",
        "DISABILITY,残疾等级,肢体贰级,二级",
        "DISABILITY,残疾等级,Ⅱ级,二级",
        "DISABILITY,残疾等级,2,二级"
    })
    void wordsAreBroughtToThoseOfTheTables(Register register, String heading, String written, String word)
            throws IOException {
        var read = csv(register, "姓名,身份证号," + heading, "甲," + A + ",\"" + written + "\"");
        assertThat(read.records()).as(read.refusal()).singleElement().satisfies(record -> assertThat(record.attribute())
                .isEqualTo(word));
    }

    @Test
    void aNameIsTheSameHoweverItsPartsAreJoined() {
        assertThat(PersonName.isSame("阿依古丽·买买提", "阿依古丽•买买提")).isTrue();
        assertThat(PersonName.isSame("吕  明", "吕明")).isTrue();
        assertThat(PersonName.isSame("吕明", "吕朋")).isFalse();
    }

    @Test
    void aBillsYearIsTheSameHoweverItIsWritten() throws IOException {
        var read = csv(
                Register.MEDICAL,
                "姓名,身份证号,年度,个人自付",
                "甲," + A + ",2025年度,1",
                "甲," + A + ",2025,1",
                "甲," + A + ",2025-06,1");
        assertThat(read.records()).extracting(DepartmentRecord::attribute).containsOnly("2025");
    }

    // Text files

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-8 with mark",
                "GB18030",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-16LE with mark",
                "UTF-16BE with mark"
            })
    void everyEncodingIsReadAlsoRareCharacters(String encoding) throws IOException {
        // 𠮷 and 㑇 take four bytes in GB18030.
        var text = "死亡名单,,\r\n姓名,身份证号,死亡日期\r\n𠮷㑇·阿拉坦," + A + ",2026年3月18日\r\n"
                + ("乙," + B + ",2026-03-14\r\n").repeat(3000);
        var mark = encoding.endsWith("mark") ? "\ufeff" : "";
        var read = bytes(Register.DEATHS, (mark + text).getBytes(Charset.forName(encoding.split(" ")[0])));
        assertThat(read.records()).as(read.refusal()).hasSize(3001);
        assertThat(read.records().get(0).name()).isEqualTo("𠮷㑇·阿拉坦");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"','", "';'", "'\t'", "'|'"})
    void everySeparatorIsFoundAlsoBelowATitleWithAComma(String separator) throws IOException {
        var read = csv(
                Register.DEATHS,
                "某某旗,2026年死亡名单",
                String.join(separator, "姓名", "身份证号", "死亡日期", "备注"),
                String.join(separator, "甲", A, "2026-03-18", "一"),
                String.join(separator, "乙", B, "2026-03-14", "\"有" + separator + "也在引号里\""));
        assertThat(read.people()).as(read.refusal()).containsExactly(A, B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsReadAndLinesOfQuotedCellsAreCounted(String end) throws IOException {
        var read = csv(
                Register.DEATHS,
                String.join(
                        end,
                        "姓名,身份证号,死亡日期,备注",
                        "\"甲\"," + A + ",2026-03-18,\"说\"\"好\"\"" + end + "两行\"",
                        "乙," + B + ",2026-02-30,x",
                        "丙," + C + ",2026-03-16"));
        assertThat(read.people()).containsExactly(A, C);
        assertThat(read.refused()).extracting(RefusedRow::line).containsExactly(4);
    }

    @Test
    void theEndOfAFileFromDosIsNoRow() throws IOException {
        var read = csv(Register.DEATHS, "姓名,身份证号,死亡日期", "甲," + A + ",2026-03-18", "\u001a");
        assertThat(read.people()).as(read.refusal()).containsExactly(A);
        assertThat(read.refused()).isEmpty();
    }

    // Files under another name

    @Test
    void aFileIsJudgedByWhatItIsNotByItsName() throws IOException {
        var text = "姓名,身份证号,死亡日期\n甲," + A + ",2026-03-18\n";
        var named = Files.writeString(folder.resolve("list.xlsx"), text);
        assertThat(FileReadings.of(Register.DEATHS, named).people()).containsExactly(A);
        var old = book(
                Register.DEATHS,
                new HSSFWorkbook(),
                book -> put(book, "名单", row("姓名", "身份证号", "死亡日期"), row("甲", A, "2026-03-18")));
        assertThat(old.people()).containsExactly(A);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><table><tr><td>姓名</td></tr></table></body></html>",
                "<table border=1><tr><td>姓名</td></tr></table>",
                "\n <!DOCTYPE html><html></html>",
                "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
                "MIME-Version: 1.0\nContent-Type: multipart/related",
                "\ufeff<html></html>",
                "<!-- 导出 --><table></table>"
            })
    void aPageCalledXlsIsToldSo(String page) throws IOException {
        var read = bytes(Register.DEATHS, page.getBytes(StandardCharsets.UTF_8));
        assertThat(read.refusal()).contains("网页").contains("另存为");
    }

    @Test
    void aStrictWorkbookIsToldSo() throws IOException {
        var file = Workbooks.strict(folder, List.of(List.of("姓名", "身份证号", "死亡日期"), List.of("甲", A, "2026-03-18")));
        assertThat(FileReadings.of(Register.DEATHS, file).refusal()).contains("Strict Open XML");
    }

    // All ten kinds, everything at once

    @ParameterizedTest
    @EnumSource(Register.class)
    void theSamePeopleAreFoundInWhateverDisguise(Register register) throws IOException {
        for (var seed = 1; seed <= 40; seed++) {
            var disguise = new Disguise(register, seed, List.of(A, B, C, X));
            var read = FileReadings.of(register, disguise.write(folder));
            var as = register + " " + seed + ": " + read.refusal() + read.faults() + "\n"
                    + Arrays.stream(disguise.rows()).map(Arrays::toString).collect(Collectors.joining("\n"));
            assertThat(read.people()).as(as).containsExactlyElementsOf(disguise.people());
            assertThat(read.refused()).as(as).hasSize(disguise.wrong());
            assertThat(read.skipped()).as(as).isEqualTo(disguise.noRecords());
        }
    }
}
