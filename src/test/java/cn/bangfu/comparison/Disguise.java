package cn.bangfu.comparison;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A few people's rows as some office or other may send them: the same seed gives the same file. */
final class Disguise {

    private static final List<String> NUMBERS =
            List.of("身份证号", "身份证号码", "公民身份号码", "居民身份证号码", "证件号码", "身份证件号", "证件号", "本人身份证号码");
    private static final List<String> NAMES = List.of("姓名", "姓 名", "人员姓名", "本人姓名");
    private static final List<String> UNKNOWN =
            List.of("序号", "性别", "民族", "苏木镇", "嘎查村", "联系电话", "备注", "家庭住址", "年龄", "经办人", "联系人姓名");

    private final Register register;
    private final Random random;
    private final List<String> people = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final boolean text;
    private final String format;
    private final List<Integer> order;
    private int wrong;
    private int noRecords;
    private int width;

    Disguise(Register register, int seed, List<String> numbers) {
        this.register = register;
        random = new Random(seed * 31L + register.ordinal());
        format = any("xlsx", "xls", "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-8 ;", "GB18030 \t");
        text = !format.startsWith("xls");
        headings.add(
                any(register == Register.DISABILITY ? List.of("残疾人证号", "残疾证号码", "残疾人证编号", "残疾证编号") : numberHeadings()));
        headings.add(any(NAMES));
        told().forEach(column -> headings.add(decorated(any(column.subList(0, column.size() - 1)))));
        for (var unknown : UNKNOWN) {
            if (random.nextInt(3) == 0) {
                headings.add(unknown);
            }
        }
        width = headings.size();
        order = new ArrayList<>();
        for (var i = 0; i < width; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        write(numbers);
    }

    private List<String> numberHeadings() {
        return random.nextBoolean()
                ? NUMBERS
                : switch (register) {
                    case VEHICLES -> List.of("机动车所有人身份证明号码", "车主身份证号", "所有人证件号码");
                    case PROPERTY -> List.of("权利人证件号", "产权人身份证号码", "权利人身份证号");
                    case ENTERPRISES -> List.of("法定代表人身份证号码", "负责人证件号码", "经营者身份证号");
                    case PAYROLL -> List.of("职工身份证号", "人员身份证号");
                    case MEDICAL -> List.of("患者身份证号", "参保人证件号码", "参保人员身份证号");
                    case SUBSISTENCE -> List.of("救助对象身份证号", "保障对象证件号码", "成员身份证号");
                    case EDUCATION -> List.of("学生身份证号", "学生身份证件号码");
                    case HOUSING -> List.of("户主身份证号", "户主证件号码", "农户身份证号码");
                    case DEATHS -> List.of("死者身份证号", "死亡人员公民身份号码");
                    case DISABILITY -> NUMBERS;
                };
    }

    /** Headings of the columns that tell something, the last one of each what stands in them. */
    private List<List<String>> told() {
        return switch (register) {
            case VEHICLES -> List.of(List.of("使用性质", "车辆使用性质", "营运性质", "非营运"), List.of("号牌号码", "车牌号", "车牌", "蒙K12345"));
            case PROPERTY ->
                List.of(List.of("用途", "规划用途", "房屋用途", "房屋类型", "住宅"), List.of("建筑面积", "房屋面积", "面积㎡", "88.5"));
            case ENTERPRISES ->
                List.of(List.of("登记状态", "企业状态", "经营状态", "主体状态", "存续"), List.of("企业名称", "市场主体名称", "字号名称", "某某店"));
            case PAYROLL -> List.of(List.of("人员状态", "在职状态", "人员类别", "在职"), List.of("单位", "工作单位", "所在单位", "某某中学"));
            case MEDICAL ->
                List.of(List.of("个人自付", "自付金额", "个人负担金额", "合规自付费用", "自付合计", "35000"), List.of("年度", "结算年度", "2026"));
            case DISABILITY -> List.of(List.of("残疾等级", "残疾级别", "等级", "三级"), List.of("残疾类别", "残疾类型", "肢体"));
            case SUBSISTENCE -> List.of(List.of("救助类别", "保障类别", "救助类型", "低保类别", "农村低保"));
            case EDUCATION ->
                List.of(List.of("状态", "就学状态", "辍学状态", "失辍学类型", "辍学"), List.of("起始日期", "辍学时间", "离校日期", "2026-03-18"));
            case HOUSING ->
                List.of(List.of("鉴定等级", "危房等级", "房屋安全等级", "鉴定结果", "D级"), List.of("鉴定日期", "鉴定时间", "2026-03-18"));
            case DEATHS -> List.of(List.of("死亡日期", "死亡时间", "去世日期", "死亡年月日", "2026-03-18"));
        };
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String decorated(String heading) {
        return switch (random.nextInt(6)) {
            case 0 -> "*" + heading;
            case 1 -> heading + "（必填）";
            case 2 -> heading.charAt(0) + " " + heading.substring(1);
            case 3 -> heading + "\n";
            default -> heading;
        };
    }

    private void write(List<String> numbers) {
        for (var i = random.nextInt(3); i > 0; i--) {
            rows.add(alone(any("某某旗" + register.label() + "情况表", "二〇二六年上半年", "填报单位：某某局（盖章）")));
        }
        if (random.nextInt(3) == 0) {
            rows.add(alone(""));
        }
        rows.add(ordered(headings));
        if (random.nextInt(4) == 0) {
            var columns = new ArrayList<String>();
            for (var i = 1; i <= width; i++) {
                columns.add("" + i);
            }
            noRecord(columns.toArray(String[]::new));
        }
        for (var number : numbers) {
            person(number);
            switch (random.nextInt(8)) {
                case 0 -> rows.add(alone(""));
                case 1 -> noRecord(ordered(headings));
                case 2 -> noRecord(alone(any("小计", "本页合计", "某某镇小计", "合 计")));
                case 3 -> {
                    wrongOne();
                }
                default -> {}
            }
        }
        if (random.nextBoolean()) {
            var total = alone(any("合计", "总计", "合  计：", "共计"));
            total[width - 1] = total[width - 1].isEmpty() ? "4" : total[width - 1];
            noRecord(total);
        }
        if (random.nextBoolean()) {
            noRecord(alone(any("填表人：张三    审核人：李四", "备注：数据截至6月底", "制表日期：2026年6月30日", "以下空白", "注：按月更新")));
        }
    }

    private void noRecord(String[] row) {
        rows.add(row);
        noRecords++;
    }

    private void wrongOne() {
        var cells = cells("150699194812125025");
        rows.add(ordered(cells));
        wrong++;
    }

    private void person(String number) {
        people.add(number);
        rows.add(ordered(cells(number)));
    }

    private List<String> cells(String number) {
        var cells = new ArrayList<String>();
        cells.add(typed(register == Register.DISABILITY ? number + "43" : number));
        cells.add(any("阿拉坦仓", "吕洋明", "萧 娟", "𠮷洋"));
        for (var column : told()) {
            cells.add(valued(column.get(column.size() - 1)));
        }
        while (cells.size() < width) {
            cells.add(
                    switch (headings.get(cells.size())) {
                        case "序号" -> "" + (people.size() + 1);
                        case "性别" -> any("男", "女");
                        case "联系电话" -> "13900000000";
                        case "备注" -> any("", "见附件", "说：“好”");
                        default -> any("", "某某");
                    });
        }
        return cells;
    }

    private String typed(String number) {
        return switch (random.nextInt(9)) {
            case 0 -> number.toLowerCase(java.util.Locale.ROOT);
            case 1 -> " " + number + "  ";
            case 2 -> "'" + number;
            case 3 -> number + "\u00a0";
            case 4 -> "\u200b" + number;
            case 5 ->
                number.codePoints()
                        .mapToObj(c -> Character.toString(c + 0xFEE0))
                        .collect(Collectors.joining());
            case 6 -> number.substring(0, 6) + " " + number.substring(6);
            default -> number;
        };
    }

    private String valued(String value) {
        return switch (value) {
            case "35000" -> any("35000", "35,000.00", "￥35,000", "３５０００", " 35000元", "35000.0");
            case "2026-03-18" ->
                any("2026-03-18", "2026/3/18", "2026年3月18日", "20260318", "2026.3.18", "2026-03-18 00:00:00");
            case "D级" -> any("D级", "D", "d级", "Ｄ级", "Dsu级");
            case "三级" -> any("三级", "3级", "3", "叁级", "");
            default -> any(value, value + " ", "\u3000" + value);
        };
    }

    private String[] alone(String cell) {
        var row = new String[width];
        Arrays.fill(row, "");
        row[0] = cell;
        return row;
    }

    private String[] ordered(List<String> cells) {
        return order.stream().map(cells::get).toArray(String[]::new);
    }

    String[][] rows() {
        return rows.toArray(String[][]::new);
    }

    List<String> people() {
        return people;
    }

    int wrong() {
        return wrong;
    }

    int noRecords() {
        return noRecords;
    }

    Path write(Path folder) throws IOException {
        var file = folder.resolve("list");
        if (text) {
            var separator = format.indexOf(' ') < 0 ? "," : format.substring(format.indexOf(' ') + 1);
            var lines = rows.stream()
                    .map(row -> Arrays.stream(row)
                            .map(cell -> random.nextBoolean() || cell.matches("(?s).*[\"\n,;\t].*")
                                    ? "\"" + cell.replace("\"", "\"\"") + "\""
                                    : cell)
                            .collect(Collectors.joining(separator)))
                    .collect(Collectors.joining(any("\n", "\r\n", "\r")));
            return Files.write(file, lines.getBytes(Charset.forName(format.split(" ")[0])));
        }
        try (var book = format.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            var sheet = book.createSheet("Sheet1");
            for (var i = 0; i < rows.size(); i++) {
                var row = sheet.createRow(i);
                for (var j = 0; j < width; j++) {
                    if (!rows.get(i)[j].isEmpty()) {
                        row.createCell(j).setCellValue(rows.get(i)[j]);
                    }
                }
                if (rows.get(i)[0].startsWith("某某旗")) {
                    sheet.addMergedRegion(new CellRangeAddress(i, i, 0, width - 1));
                }
            }
            book.write(out);
        }
        return file;
    }
}
