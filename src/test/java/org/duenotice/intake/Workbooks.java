package org.duenotice.intake;

import java.util.List;

/** Workbooks for tests of other packages. */
public final class Workbooks {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private Workbooks() {}

    public static byte[] of(List<List<String>> rows) {
        return new Workbook(rows).bytes();
    }

    /** One whose sheet ends in the middle of the row behind that many rows. */
    public static byte[] brokenIn(List<List<String>> rows, int whole) {
        var workbook = new Workbook(rows);
        var sheet = workbook.part(SHEET);
        var end = sheet.indexOf("<row r=\"%d\"".formatted(whole + 1)) + 20;
        return workbook.with(SHEET, sheet.substring(0, end)).bytes();
    }
}
