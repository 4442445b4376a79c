package org.duenotice.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An XLSX file as spreadsheets write it, with shared texts; every third text stands in its cell, as some programs do it. */
final class Workbook {

    private final Map<String, String> parts = new LinkedHashMap<>();

    Workbook(List<List<String>> rows) {
        var shared = new ArrayList<String>();
        var sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var r = 0; r < rows.size(); r++) {
            sheet.append("<row r=\"%d\">".formatted(r + 1));
            for (var c = 0; c < rows.get(r).size(); c++) {
                sheet.append(cell(rows.get(r).get(c), "%c%d".formatted('A' + c, r + 1), shared));
            }
            sheet.append("</row>");
        }
        sheet.append("</sheetData></worksheet>");
        parts.put(
                "xl/workbook.xml",
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="Rows" sheetId="1" r:id="rId7"/></sheets></workbook>""");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId7" Type="x" Target="worksheets/sheet1.xml"/></Relationships>""");
        parts.put("xl/worksheets/sheet1.xml", sheet.toString());
        var texts = new StringBuilder("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        shared.forEach(text -> texts.append(
                "<si><r><t>%s</t></r><r><t xml:space=\"preserve\"/></r><rPh><t>spoken</t></rPh></si>".formatted(text)));
        parts.put("xl/sharedStrings.xml", texts.append("</sst>").toString());
    }

    private static String cell(String value, String reference, List<String> shared) {
        if (value.isEmpty()) {
            return "";
        }
        if (value.matches("\\d+(\\.\\d+)?(E\\d+)?")) {
            return "<c r=\"%s\"><v>%s</v></c>".formatted(reference, value);
        }
        if (value.length() % 3 == 0) {
            return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(reference, escaped(value));
        }
        shared.add(escaped(value));
        return "<c r=\"%s\" t=\"s\"><v>%d</v></c>".formatted(reference, shared.size() - 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    Workbook with(String part, String content) {
        parts.put(part, content);
        return this;
    }

    String part(String name) {
        return parts.get(name);
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
