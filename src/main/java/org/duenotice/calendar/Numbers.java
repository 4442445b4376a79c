package org.duenotice.calendar;

import java.time.Instant;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the numbers that people speak, such as {@code DN-2026-000123}: kind, year in Kazakhstan, and a count that never repeats. */
@Component
@RequiredArgsConstructor
public class Numbers {

    private final JdbcClient sql;

    /** What is numbered, with the letters its numbers begin with. */
    public enum Kind {
        CASE("DN"),
        RESTRICTION("R"),
        REFERRAL("RF"),
        BODY_NOTIFICATION("U"),
        NOTICE("N"),
        ORDER("O"),
        APPEAL("A"),
        RESTORATION("RS"),
        REVIEW("RV"),
        INBOUND_MAIL("M"),
        CITIZEN_REPORT("CR"),
        REGISTER_CHANGE("RC"),
        RECUSAL("RQ"),
        ABSENCE("AB");

        private final String letters;

        Kind(String letters) {
            this.letters = letters;
        }

        private String sequence() {
            return name().toLowerCase(Locale.ROOT) + "_number";
        }
    }

    public String next(Kind kind, Instant at) {
        var count = sql.sql("select nextval(?::regclass)")
                .param(kind.sequence())
                .query(Long.class)
                .single();
        return "%s-%d-%06d".formatted(kind.letters, LawDay.of(at).getYear(), count);
    }
}
