package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.duenotice.problem.Problem;

/**
 * Where a platform is found and who represents it.
 *
 * @param hosts as published; what an address belongs to is told by the rules of target identity
 * @param representativeCountry two letters; with the representative it may be empty where none is known
 */
record PlatformProfileRow(
        @NotBlank String platformCode,
        @NotNull List<@NotNull @Pattern(regexp = "[a-z0-9.-]{3,250}") String> hosts,
        @NotEmpty List<@NotNull @Pattern(regexp = LANGUAGE) String> languages,
        @NotNull @Size(max = SHORT) String representative,
        @NotNull @Size(max = LONG) String representativeAddress,
        @NotNull @Pattern(regexp = "([A-Z]{2})?") String representativeCountry,
        @NotNull Boolean verified,
        @NotBlank @Size(max = LONG) String source,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    @Override
    public void check() {
        Row.period(validFrom, validTo);
        if (representative.isBlank() != representativeCountry.isEmpty()) {
            throw Problem.invalid("register.representative-country");
        }
    }
}
