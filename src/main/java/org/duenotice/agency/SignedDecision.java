package org.duenotice.agency;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.duenotice.law.Scope;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Collateral;
import org.duenotice.restriction.Hearings;
import org.duenotice.restriction.Officer;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Step;

/**
 * A decision as the other system signs it.
 *
 * @param notification the number of ours that it answers
 * @param reference its own number; the same one is the same decision
 */
record SignedDecision(
        @NotBlank String notification,
        @NotBlank @Size(max = 100) String reference,
        @NotNull @Valid Person officer,
        LocalDate reviewOn,
        LocalDate endsOn,
        NoHearing noHearing,
        Collateral.Assessment collateral,
        @NotEmpty @Size(max = 500) List<@NotNull @Valid Target> targets) {

    record Person(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String function) {}

    record NoHearing(@NotNull Hearings.Ground ground, @Size(max = 4000) String reasons) {}

    enum Word {
        APPROVED,
        RETURNED,
        REFUSED
    }

    record Target(
            @NotNull Integer no,
            @NotNull Word decision,
            @NotBlank @Size(max = 4000) String reasons,
            Scope scope,
            Step.Ground ground,
            @Size(max = 4000) String words,
            @Size(max = 2048) String object) {}

    Restrictions.Decision forRound(String subject) {
        return new Restrictions.Decision(
                subject,
                targets.stream()
                        .map(target -> new Restrictions.TargetDecision(
                                target.no(),
                                BodyDecision.valueOf(target.decision().name()),
                                target.reasons(),
                                new Step(target.scope(), target.ground(), target.words(), target.object())))
                        .toList(),
                reviewOn,
                endsOn,
                null,
                noHearing == null ? null : new Hearings.Choice(false, noHearing.ground(), noHearing.reasons()),
                collateral,
                new Officer(officer.id(), officer.name(), officer.function()));
    }
}
