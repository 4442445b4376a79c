package org.duenotice.register;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.duenotice.problem.Problem;

/**
 * Whom to write to at a platform.
 *
 * @param position 1 is written to first
 */
record PlatformContactRow(
        @NotBlank String platformCode,
        @NotNull @Min(1) @Max(9) Integer position,
        @NotBlank @Size(max = SHORT) String name,
        @NotNull Channel channel,
        @NotBlank @Size(max = SHORT) String address,
        @NotNull @Pattern(regexp = LANGUAGE) String language,
        @NotNull Boolean verified,
        @NotBlank @Size(max = LONG) String source,
        @NotNull LocalDate validFrom,
        LocalDate validTo)
        implements Row {

    enum Channel {
        EMAIL,
        API,
        LETTER,
        WEB_FORM
    }

    @Override
    public void check() {
        Row.period(validFrom, validTo);
        if (channel == Channel.EMAIL && !address.matches("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+")) {
            throw Problem.invalid("register.not-an-email", address);
        }
    }
}
