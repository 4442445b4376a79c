package org.duenotice.intake;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.duenotice.problem.Problem;

/**
 * The rows of the first sheet of an XLSX workbook (ECMA-376), read as a stream with the JDK's own means: only the texts that cells
 * share are held. Formulas give the value they had when the workbook was saved.
 */
final class SheetRows implements RowReader {

    private static final int MOST_COLUMNS = 1_000;
    private static final Pattern ROW = Pattern.compile("\\d{1,9}");

    private final Path copy;
    private final ZipFile workbook;
    private final Unpacking unpacking;
    private final SheetTexts texts;
    private final SheetXml sheet;
    private final Header header;
    private int line;

    /** @param mostUnpacked bytes that the parts may have together */
    SheetRows(InputStream file, long mostUnpacked) throws IOException {
        copy = Files.createTempFile("duenotice-import-", ".xlsx");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            workbook = new ZipFile(copy.toFile());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        unpacking = new Unpacking(mostUnpacked);
        try {
            var shared = workbook.getEntry("xl/sharedStrings.xml");
            texts = shared == null ? SheetTexts.none() : SheetTexts.of(part("xl/sharedStrings.xml"));
            sheet = new SheetXml(part(firstSheet()));
            header = new Header(titles());
        } catch (IOException | RuntimeException e) {
            workbook.close();
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private InputStream part(String name) throws IOException {
        var entry = workbook.getEntry(name);
        if (entry == null) {
            throw new IOException("The workbook has no part " + name);
        }
        return unpacking.of(workbook.getInputStream(entry));
    }

    private String firstSheet() throws IOException {
        try (var book = new SheetXml(part("xl/workbook.xml"))) {
            while (book.next()) {
                if (book.begins("sheet")) {
                    return target(book.attribute("id"));
                }
            }
        }
        throw new IOException("The workbook has no sheet");
    }

    private String target(String id) throws IOException {
        try (var relations = new SheetXml(part("xl/_rels/workbook.xml.rels"))) {
            while (relations.next()) {
                if (relations.begins("Relationship")
                        && relations.attribute("Id").equals(id)) {
                    var target = relations.attribute("Target");
                    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
                }
            }
        }
        throw new IOException("The workbook does not say where its sheet is");
    }

    private List<String> titles() throws IOException {
        var titles = cells();
        return titles == null ? List.of() : titles;
    }

    @Override
    public FileRow next() throws IOException {
        var cells = cells();
        if (cells == null) {
            return null;
        }
        var content = String.join(" | ", cells);
        if (cells.stream().anyMatch(cell -> cell.length() > FileRow.LONGEST)) {
            return FileRow.broken(line, content, Problem.invalid("import.row-too-long", FileRow.LONGEST));
        }
        return FileRow.of(line, content, header.values(cells));
    }

    /** The next row with anything in it, null behind the last one. */
    private List<String> cells() throws IOException {
        while (sheet.next()) {
            if (sheet.begins("row")) {
                var number = sheet.attribute("r");
                line = number != null && ROW.matcher(number).matches() ? Integer.parseInt(number) : line + 1;
                var cells = row();
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    return cells;
                }
            }
        }
        return null;
    }

    private List<String> row() throws IOException {
        var cells = new ArrayList<String>();
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.begins("c")) {
                var place = place(sheet.attribute("r"), cells.size());
                var type = sheet.attribute("t");
                var value = cell(type == null ? "n" : type);
                if (place < MOST_COLUMNS) {
                    while (cells.size() <= place) {
                        cells.add("");
                    }
                    cells.set(place, value);
                }
            }
        }
        return cells;
    }

    /** The column of a reference such as AB12, from 0; cells without a reference follow one another. */
    private static int place(String reference, int next) {
        if (reference == null) {
            return next;
        }
        var place = 0;
        for (var i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            place = Math.min(place * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1, MOST_COLUMNS + 1);
        }
        return Math.max(place - 1, 0);
    }

    private String cell(String type) throws IOException {
        var value = new StringBuilder();
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.begins("v")) {
                sheet.textInto(value);
            } else if (sheet.begins("is")) {
                value.append(SheetTexts.text(sheet, "is"));
            }
        }
        var text = value.toString();
        return switch (type) {
            case "s" -> texts.get(text);
            case "n" -> number(text);
            case "b" -> text.equals("1") ? "TRUE" : "FALSE";
            default -> text;
        };
    }

    /** As a person reads it: 42 and not 4.2E1. */
    private static String number(String text) {
        try {
            var number = new BigDecimal(text.strip()).stripTrailingZeros();
            return Math.abs(number.scale()) > 30 ? text : number.toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    @Override
    public void close() throws IOException {
        sheet.close();
        workbook.close();
        Files.deleteIfExists(copy);
    }
}
