package org.duenotice.notice;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.paper.Paper;
import org.springframework.stereotype.Component;

/** Puts a letter on paper: one PDF, Russian part first, then Kazakh, then English for an English-speaking addressee. */
@Component
@RequiredArgsConstructor
class LetterPdf {

    /** More addresses than this stand in an annex, so that the letter itself stays readable. */
    private static final int ITEMS_IN_BODY = 12;

    private final Paper paper;

    byte[] render(LetterContent content) {
        return render(content, "letter");
    }

    /** @param template the file under {@code letters/}, without its ending */
    byte[] render(LetterContent content, String template) {
        return paper.print(
                "letters/" + template,
                Map.of(
                        "letter",
                        content,
                        "paragraphs",
                        content.reasons().strip().lines().toList(),
                        "annexed",
                        content.items().size() > ITEMS_IN_BODY,
                        "partsUnverified",
                        anythingUnverified(content)),
                new Paper.Marks(content.number(), content.authority().ru(), content.composedAt(), content.digest()));
    }

    private static boolean anythingUnverified(LetterContent content) {
        LetterContent.Term term = content.term();
        boolean termUnverified = term != null && term.citation() != null && !term.verified();
        return termUnverified || content.basis().stream().anyMatch(basis -> !basis.verified());
    }
}
