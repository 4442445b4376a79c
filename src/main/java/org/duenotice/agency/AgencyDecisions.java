package org.duenotice.agency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Restrictions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decisions of the other system: checked as the form is, recorded once, kept as they were signed. */
@Component
@RequiredArgsConstructor
class AgencyDecisions {

    private final JdbcClient sql;
    private final Notifications notifications;
    private final Restrictions restrictions;
    private final ApplicationEventPublisher events;
    private final Validator validator;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * Takes a decision over; a refused one leaves nothing behind and the round stays to be decided.
     *
     * @param signed the compact signature, kept as evidence
     * @param payload what was signed
     */
    @Transactional
    public String take(String signed, String payload) {
        var decision = read(payload);
        var sha256 = sha256(payload);
        var known = sql.sql("select sha256 from agency_decision where reference = ?")
                .param(decision.reference())
                .query(String.class)
                .optional();
        if (known.isPresent()) {
            if (!known.get().equals(sha256)) {
                throw Problem.conflict("agency.reference-reused", decision.reference());
            }
            return decision.reference();
        }
        var round = notifications.roundOf(decision.notification());
        sql.sql("insert into agency_decision values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        decision.reference(),
                        decision.notification(),
                        signed,
                        sha256,
                        decision.officer().id(),
                        decision.officer().name(),
                        decision.officer().function(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var state = restrictions.decide(decision.forRound(round.subject()));
        switch (state) {
            case ASSESSMENT -> throw Problem.invalid("restriction.assessment-incomplete");
            case HEARING -> throw Problem.invalid("restriction.hearing-missing");
            default -> events.publishEvent(new BodyDecided(round.subject()));
        }
        return decision.reference();
    }

    private SignedDecision read(String payload) {
        try {
            var decision = json.readValue(payload, SignedDecision.class);
            var wrong = decision == null
                    ? null
                    : validator.validate(decision).stream().findFirst().orElse(null);
            if (wrong != null) {
                throw Problem.invalid("agency.decision-field", wrong.getPropertyPath());
            }
            return decision;
        } catch (JsonProcessingException e) {
            throw Problem.invalid("agency.decision-unreadable");
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
