package org.duenotice.register;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.duenotice.calendar.Term;

/** A term with the words of law that set it; clocks that already run keep the term they were started with. */
record DeadlineRuleRow(
        @NotNull @Pattern(regexp = CODE) String code,
        @NotNull @Min(1) @Max(10_000) Integer amount,
        @NotNull Term.Unit unit,
        @NotBlank @Size(max = LONG) String citationRu,
        @NotBlank @Size(max = LONG) String citationKk,
        @NotBlank @Size(max = LONG) String citationEn,
        @NotBlank @Size(max = LONG) String source,
        @NotNull Boolean verified,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    @Override
    public void check() {
        Row.period(validFrom, validTo);
    }
}
