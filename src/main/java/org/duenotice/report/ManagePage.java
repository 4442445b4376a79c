package org.duenotice.report;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where those who answer for the work find what they ask for: the report of a period, also as files, and how it stood on a day. */
@Controller
@RequiredArgsConstructor
class ManagePage {

    private final PeriodReports reports;
    private final ReportTables tables;
    private final Sentences sentences;
    private final AsOf asOf;
    private final CurrentPerson person;
    private final Words words;
    private final Clock clock;

    record Cell(String text, boolean number) {}

    /** A table as the page writes it: the first cell of a row is its head. */
    record Shown(String code, String title, String note, List<Cell> heads, List<List<Cell>> rows, List<Cell> total) {}

    @GetMapping("/manage")
    String show(Model page) {
        person.requireAny(Groups.MANAGERS, Groups.AUDITORS, Groups.LAWYERS);
        page.addAttribute("reads", reads());
        var today = LawDay.of(clock.instant());
        return form(today.withDayOfMonth(1), today, today, page);
    }

    @GetMapping("/manage/report")
    String report(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        readers();
        try {
            var report = reports.of(from, to);
            page.addAttribute("title", words.text("report.period", locale, from, to));
            page.addAttribute(
                    "sentences",
                    List.of(
                            sentences.conservation(report.dispositions(), locale),
                            sentences.errors(report.undone(), locale),
                            sentences.openWork(report.openWork(), locale)));
            page.addAttribute(
                    "tables",
                    tables.of(report, locale).stream()
                            .map(table -> shown(table, new Figures(locale)))
                            .toList());
        } catch (Problem wrong) {
            refuse(wrong, response, locale, page);
        }
        return form(from, to, LawDay.of(clock.instant()), page);
    }

    @GetMapping("/manage/as-of")
    String asOf(@RequestParam LocalDate at, HttpServletResponse response, Locale locale, Model page) {
        readers();
        var today = LawDay.of(clock.instant());
        try {
            var told = asOf.at(at, locale);
            page.addAttribute("title", words.text("page.manage.as-of", locale));
            page.addAttribute("sentences", told.text());
        } catch (Problem wrong) {
            refuse(wrong, response, locale, page);
        }
        return form(today.withDayOfMonth(1), today, at, page);
    }

    private boolean reads() {
        return person.isIn(Groups.MANAGERS) || person.isIn(Groups.AUDITORS);
    }

    private void readers() {
        person.requireAny(Groups.MANAGERS, Groups.AUDITORS);
    }

    private void refuse(Problem wrong, HttpServletResponse response, Locale locale, Model page) {
        response.setStatus(Problems.status(wrong).value());
        page.addAttribute("wrong", words.of(wrong, locale));
    }

    private String form(LocalDate from, LocalDate to, LocalDate at, Model page) {
        page.addAttribute("reads", reads());
        page.addAttribute("from", from);
        page.addAttribute("to", to);
        page.addAttribute("at", at);
        return "manage";
    }

    private static Shown shown(Table table, Figures figures) {
        var kinds = table.columns().stream().map(Table.Column::kind).toList();
        return new Shown(
                table.code(),
                table.title(),
                table.note(),
                table.columns().stream()
                        .map(column -> new Cell(column.head(), column.kind() != Table.Kind.WORDS))
                        .toList(),
                table.rows().stream().map(row -> cells(row, kinds, figures)).toList(),
                cells(table.total(), kinds, figures));
    }

    private static List<Cell> cells(List<Object> row, List<Table.Kind> kinds, Figures figures) {
        var cells = new ArrayList<Cell>();
        for (var place = 0; place < row.size(); place++) {
            var kind = kinds.get(place);
            cells.add(new Cell(figures.cell(row.get(place), kind), kind != Table.Kind.WORDS));
        }
        return cells;
    }
}
