package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What a state body is called; a code that is not known yet is a new body. */
record BodyRow(
        @NotNull @Pattern(regexp = CATEGORY) String code,
        @NotBlank @Size(max = SHORT) String nameRu,
        @NotBlank @Size(max = SHORT) String nameKk,
        @NotBlank @Size(max = SHORT) String nameEn,
        @NotNull Boolean verified,
        @NotBlank @Size(max = LONG) String source,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    @Override
    public void check() {
        Row.period(validFrom, validTo);
    }
}
