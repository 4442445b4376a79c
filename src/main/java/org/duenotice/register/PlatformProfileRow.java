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
 * What a platform is called, whether the law on online platforms binds it, and who represents it; a code that is not known yet is a
 * new platform. Where it is found is told by the rules of target identity.
 *
 * @param representativeCountry two letters; with the representative it may be empty where none is known
 */
record PlatformProfileRow(
        @NotNull @Pattern(regexp = CATEGORY) String platformCode,
        @NotBlank @Size(max = SHORT) String name,
        @NotNull Boolean underLaw,
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
