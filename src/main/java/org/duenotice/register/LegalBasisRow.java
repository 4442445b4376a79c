package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.duenotice.law.Measure;
import org.duenotice.law.Purpose;
import org.duenotice.problem.Problem;

/**
 * A provision that decisions can rest on.
 *
 * @param code stays the same through all its wordings
 * @param summaryRu the wording, as letters cite it
 * @param widestMeasure NONE unless access is restricted on it
 * @param source where the official text can be read
 * @param validTo the last day, nothing while it stands
 */
record LegalBasisRow(
        @NotNull @Pattern(regexp = CODE) String code,
        @NotNull Purpose purpose,
        @NotBlank @Size(max = LONG) String actRu,
        @NotBlank @Size(max = LONG) String actKk,
        @NotBlank @Size(max = LONG) String actEn,
        @NotBlank @Size(max = SHORT) String article,
        @NotBlank @Size(max = SHORT) String paragraph,
        @NotBlank @Size(max = LONG) String summaryRu,
        @NotBlank @Size(max = LONG) String summaryKk,
        @NotBlank @Size(max = LONG) String summaryEn,
        @NotEmpty List<@NotNull @Pattern(regexp = CATEGORY) String> categories,
        @NotNull Boolean needsAct,
        @NotNull Measure widestMeasure,
        @NotBlank @Size(max = LONG) String source,
        @NotNull Boolean verified,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    @Override
    public void check() {
        Row.period(validFrom, validTo);
        if ((purpose == Purpose.RESTRICTION) == (widestMeasure == Measure.NONE)) {
            throw Problem.invalid("register.measure-of-purpose", purpose, widestMeasure);
        }
    }
}
