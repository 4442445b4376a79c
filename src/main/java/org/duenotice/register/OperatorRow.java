package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** An operator or technical service that carries out orders. */
record OperatorRow(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,99}") String code,
        @NotNull Kind kind,
        @NotBlank @Size(max = SHORT) String name,
        @NotNull @Size(max = SHORT) @Pattern(regexp = "[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+") String address,
        @NotNull Boolean verified,
        @NotBlank @Size(max = LONG) String source,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    enum Kind {
        OPERATOR,
        TECHNICAL_SERVICE
    }

    @Override
    public void check() {
        Row.period(validFrom, validTo);
    }
}
