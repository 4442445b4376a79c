package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.duenotice.problem.Problem;

/**
 * Who takes a category over on a route.
 *
 * @param offenceRoute NONE names the body that decides on a restriction
 * @param provisions articles, parts and points over which the body has jurisdiction, such as {@code 217(3)(3)}; none for all
 */
record CompetenceRow(
        @NotNull @Pattern(regexp = CATEGORY) String category,
        @NotNull Boolean within,
        @NotNull Route offenceRoute,
        @NotBlank @Size(max = SHORT) String bodyCode,
        List<@NotNull @Pattern(regexp = PROVISION) String> provisions,
        @NotBlank @Size(max = LONG) String citation,
        @NotBlank @Size(max = LONG) String source,
        @NotNull Boolean verified,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    private static final String PROVISION = "\\d{1,4}(-\\d{1,2})?(\\(\\d{1,2}(-\\d{1,2})?\\)){0,2}";

    /** What people may say and believe is no category of illegal content, whoever approves. */
    private static final Set<String> PROTECTED = Set.of(
            "OPINION",
            "POLITICAL",
            "POLITICAL_OPINION",
            "POLITICS",
            "PRESS",
            "JOURNALISM",
            "RELIGION",
            "RELIGIOUS",
            "SATIRE",
            "ART",
            "ARTISTIC",
            "SCIENTIFIC",
            "PRIVATE_MESSAGES",
            "PROTEST");

    CompetenceRow {
        provisions = provisions == null ? List.of() : List.copyOf(provisions);
    }

    enum Route {
        CRIMINAL,
        ADMINISTRATIVE,
        NONE
    }

    @Override
    public void check() {
        Row.period(validFrom, validTo);
        if (within && PROTECTED.contains(category)) {
            throw Problem.invalid("register.protected-category", category);
        }
    }
}
