package org.duenotice.register;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.duenotice.calendar.Term;
import org.duenotice.problem.Problem;

/** A term with the words of law that set it; clocks that already run keep the term they were started with. No days are the same day. */
record DeadlineRuleRow(
        @NotNull @Pattern(regexp = CODE) String code,
        @NotNull @Min(0) @Max(10_000) Integer amount,
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
        if (amount == 0 && unit != Term.Unit.CALENDAR_DAYS) {
            throw Problem.invalid("register.term-of-nothing", unit);
        }
    }
}
