package cn.bangfu.ledger;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Which cell styles show a number as a date. */
final class Styles extends DefaultHandler {

    private static final int MOST = 65_536;

    private final Map<Integer, String> formats = new HashMap<>();
    private final BitSet dates = new BitSet();
    private boolean inCellFormats;
    private int style;

    @Override
    public void startElement(@Nullable String uri, String name, String qName, Attributes attributes) {
        switch (name) {
            case "numFmt" -> {
                var code = attributes.getValue("formatCode");
                if (code != null && formats.size() < MOST) {
                    formats.put(XlsxFile.number(attributes.getValue("numFmtId")), code);
                }
            }
            case "cellXfs" -> inCellFormats = true;
            case "xf" -> {
                if (inCellFormats && style < MOST) {
                    var format = XlsxFile.number(attributes.getValue("numFmtId"));
                    var code = formats.getOrDefault(format, BuiltinFormats.getBuiltinFormat(Math.max(format, 0)));
                    dates.set(style++, format >= 0 && code != null && DateUtil.isADateFormat(format, code));
                }
            }
            default -> {}
        }
    }

    @Override
    public void endElement(@Nullable String uri, String name, String qName) {
        if (name.equals("cellXfs")) {
            inCellFormats = false;
        }
    }

    boolean isDate(int index) {
        return index >= 0 && dates.get(index);
    }
}
