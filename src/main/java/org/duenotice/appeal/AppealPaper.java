package org.duenotice.appeal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.WallTime;
import org.duenotice.paper.Paper;
import org.duenotice.problem.Problem;
import org.duenotice.security.OneTimeCodes;
import org.duenotice.web.Words;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decision on paper, Kazakh and Russian part (Administrative Procedural Code, art. 80). Printed anew each time, with the same bytes. */
@Component
@RequiredArgsConstructor
class AppealPaper {

    private static final List<Locale> PARTS = List.of(Locale.forLanguageTag("ru"), Locale.forLanguageTag("kk"));

    private final JdbcClient sql;
    private final AppealRecords records;
    private final Paper paper;
    private final Words words;
    private final Environment environment;

    /** One language of the paper. */
    record Part(
            String language,
            String authority,
            String title,
            List<String> lines,
            String outcome,
            List<String> targets,
            String reasonsTitle,
            String courtTitle,
            String court) {}

    /** @throws Problem {@code appeal.undecided} */
    byte[] decision(Appeal appeal) {
        var decided = records.decision(appeal).orElseThrow(() -> Problem.conflict("appeal.undecided", appeal.number()));
        var addressee = sql.sql("select name from appellant where appeal_id = ?")
                .param(appeal.id())
                .query(String.class)
                .optional()
                .orElse("");
        var parts = PARTS.stream().map(part -> part(appeal, decided, part)).toList();
        var content = Map.<String, Object>of(
                "parts",
                parts,
                "number",
                appeal.number(),
                "at",
                WallTime.shown(decided.decidedAt()),
                "addressee",
                addressee,
                "contested",
                appeal.contested(),
                "reasons",
                decided.reasons(),
                "ordered",
                decided.ordered());
        return paper.print(
                "appeals/decision",
                content,
                new Paper.Marks(appeal.number(), "", decided.decidedAt(), digest(appeal, decided, addressee, parts)));
    }

    /** Of what stands on the paper and of nothing else: an appeal that goes on keeps the paper of its decision. */
    private static String digest(Appeal appeal, AppealRecords.Decided decided, String addressee, List<Part> parts) {
        return OneTimeCodes.sha256(Stream.of(
                        appeal.number(),
                        appeal.contested(),
                        addressee,
                        decided.reasons(),
                        decided.ordered(),
                        decided.decidedAt(),
                        parts)
                .map(String::valueOf)
                .collect(Collectors.joining("\n")));
    }

    private Part part(Appeal appeal, AppealRecords.Decided decided, Locale language) {
        return new Part(
                language.getLanguage(),
                environment.getProperty("duenotice.notice.authority-" + language.getLanguage(), ""),
                words.text("appeal-paper.title", language, appeal.number()),
                List.of(
                        words.text("appeal-paper.contested", language, appeal.contested()),
                        words.text("appeal-paper.received", language, WallTime.shown(appeal.receivedAt()))),
                words.text("appeal-outcome." + decided.outcome(), language),
                records.decidedTargets(appeal).stream()
                        .map(target -> target(target, language))
                        .toList(),
                words.text("appeal-paper.reasons", language),
                words.text("appeal-paper.court", language),
                words.text("appeal-paper.court-text", language));
    }

    private String target(AppealRecords.DecidedTarget target, Locale language) {
        if (target.scope() != null) {
            return words.text(
                    "appeal-paper.target-new",
                    language,
                    target.no(),
                    words.text("scope." + target.scope(), language),
                    target.endsOn() == null ? "—" : target.endsOn());
        }
        return words.text(
                target.restored() ? "appeal-paper.target-restored" : "appeal-paper.target-stands",
                language,
                target.no());
    }
}
