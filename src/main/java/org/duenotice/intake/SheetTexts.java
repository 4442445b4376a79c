package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.duenotice.problem.Problem;

/** The texts that the cells of a workbook share, by their number. They are held in memory, and therefore limited. */
final class SheetTexts {

    /** Characters of all shared texts together; some 250,000 rows with a description of their own. */
    private static final long MOST = 40_000_000;

    private final List<String> texts = new ArrayList<>();

    static SheetTexts none() {
        return new SheetTexts();
    }

    static SheetTexts of(InputStream part) throws IOException {
        var read = new SheetTexts();
        try (var xml = new SheetXml(part)) {
            var length = 0L;
            while (xml.next()) {
                if (xml.begins("si")) {
                    var text = text(xml, "si");
                    length += text.length() + 24;
                    if (length > MOST) {
                        throw Problem.invalid("import.unpacks-too-large", MOST / (1024 * 1024));
                    }
                    read.texts.add(text);
                }
            }
        }
        return read;
    }

    /** The runs of a text one after the other, without what says how to pronounce it. */
    static String text(SheetXml xml, String element) throws IOException {
        var text = new StringBuilder();
        var pronounced = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.begins("rPh") || xml.ends("rPh")) {
                pronounced = xml.begins("rPh");
            } else if (xml.begins("t") && !pronounced) {
                xml.textInto(text);
            }
        }
        return text.toString();
    }

    /** The text, empty where there is none of that number. */
    String get(String number) {
        try {
            var at = Integer.parseInt(number.strip());
            return at >= 0 && at < texts.size() ? texts.get(at) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
