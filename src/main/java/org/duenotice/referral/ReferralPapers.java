package org.duenotice.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.paper.Paper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts a package on paper: a report of detection or a cover letter with its annexes, one PDF for each language. A new version of
 * the law brings a new folder and a row; what was composed before keeps its folder and prints the same bytes again.
 */
@Component
@RequiredArgsConstructor
class ReferralPapers {

    static final List<String> LANGUAGES = List.of("ru", "kk");

    private final JdbcClient sql;
    private final Paper paper;

    /** The version of wording and look for a document of that day. */
    String template(ReferralKind kind, LocalDate day) {
        return sql.sql("select template from document_template where document = ? and valid_from <= ? "
                        + "order by valid_from desc, recorded_at desc limit 1")
                .params(kind.name(), day)
                .query(String.class)
                .single();
    }

    byte[] print(ReferralContent content, String template, String language, String digest, String checkCode) {
        var kind = content.kind().name().toLowerCase(Locale.ROOT);
        var words = new ReferralLanguage(template, language);
        return paper.print(
                template + "/" + kind,
                Map.of(
                        "c", content,
                        "t", words,
                        "kind", kind,
                        "facts", words.of(content.facts()).strip().lines().toList(),
                        "code", checkCode,
                        "digest", digest),
                new Paper.Marks(content.number(), words.of(content.unit()), content.composedAt(), digest));
    }
}
