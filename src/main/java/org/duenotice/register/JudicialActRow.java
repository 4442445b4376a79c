package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;

/**
 * A decision of a court on named content.
 *
 * @param inForceUntil the last day, nothing while it stands
 * @param targets what it names: canonical keys, or addresses, which become keys
 */
record JudicialActRow(
        @NotBlank @Size(max = SHORT) String number,
        @NotBlank @Size(max = LONG) String court,
        @NotNull LocalDate actDate,
        @NotBlank @Size(max = 20_000) String operativePart,
        @NotBlank @Size(max = LONG) String source,
        @NotNull Boolean verified,
        @NotNull LocalDate inForceSince,
        LocalDate inForceUntil,
        @NotEmpty @Size(max = 10_000) List<@NotBlank @Size(max = 2_048) String> targets)
        implements Row {

    @Override
    public void check() {
        Row.period(inForceSince, inForceUntil);
        if (inForceSince.isBefore(actDate)) {
            throw Problem.invalid("register.in-force-before-made", inForceSince.toString(), actDate.toString());
        }
    }

    /** The same with keys for addresses, each once and in their order. */
    JudicialActRow identified(TargetIdentities identities) {
        var keys = targets.stream()
                .map(target -> target.contains("://") ? key(target, identities) : target.strip())
                .distinct()
                .sorted()
                .toList();
        return new JudicialActRow(
                number, court, actDate, operativePart, source, verified, inForceSince, inForceUntil, keys);
    }

    private static String key(String address, TargetIdentities identities) {
        try {
            return identities.identify(address.strip()).canonicalKey();
        } catch (IllegalAddress e) {
            throw Problem.invalid("register.target-address", address);
        }
    }
}
