package org.duenotice.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What kinds of records there are, how long each is kept on a day, and what falls due. */
@Component
@RequiredArgsConstructor
class RetentionRules {

    private static final String RULES =
            """
            select t.code as type, t.disposed_by, t.what_ru, t.what_kk, t.what_en, r.id as rule_id, r.amount, r.unit, r.house_rule,
                   r.verified, r.source, r.valid_from
            from retention_type t left join lateral retention_rule_on(t.code, :day) r on true order by t.no
            """;

    private final JdbcClient sql;

    /** Who takes records of a kind away. */
    enum DisposedBy {
        STATEMENT,
        /** With an entry in its log of custody. */
        EVIDENCE,
        /** Another part of the software, see docs/retention.md. */
        ELSEWHERE,
        NOBODY
    }

    /** @param amount of the unit; null for what is kept without a term */
    record Rule(
            String type,
            DisposedBy disposedBy,
            String whatRu,
            String whatKk,
            String whatEn,
            Long ruleId,
            Integer amount,
            String unit,
            Boolean houseRule,
            Boolean verified,
            String source,
            LocalDate validFrom) {

        /** What is kept, in the reader's language. */
        String what(Locale language) {
            return switch (language.getLanguage()) {
                case "ru" -> whatRu;
                case "kk" -> whatKk;
                default -> whatEn;
            };
        }

        boolean hasTerm() {
            return amount != null && (disposedBy == DisposedBy.STATEMENT || disposedBy == DisposedBy.EVIDENCE);
        }
    }

    /**
     * What would go at that moment.
     *
     * @param records without those that are held
     * @param held records whose term is over and that stay because a person holds their case
     * @param examples numbers of some of the cases
     */
    record Due(Rule rule, long records, long cases, long held, List<String> examples) {}

    List<Rule> on(LocalDate day) {
        return sql.sql(RULES).param("day", day).query(Rule.class).list();
    }

    private record Counted(long due, long cases, long held, UUID[] exampleCases) {}

    /** Asks the tables themselves, and changes nothing. */
    @Transactional(readOnly = true)
    public List<Due> due(Instant at) {
        return on(LawDay.of(at)).stream()
                .filter(Rule::hasTerm)
                .map(rule -> due(rule, at))
                .toList();
    }

    private Due due(Rule rule, Instant at) {
        var counted = sql.sql("select due, cases, held, example_cases from retention_due(?, ?)")
                .params(rule.type(), at.atOffset(ZoneOffset.UTC))
                .query((row, no) -> new Counted(row.getLong(1), row.getLong(2), row.getLong(3), (UUID[])
                        row.getArray(4).getArray()))
                .single();
        return new Due(rule, counted.due(), counted.cases(), counted.held(), numbers(counted.exampleCases()));
    }

    private List<String> numbers(UUID[] cases) {
        return Arrays.stream(cases).findAny().isEmpty()
                ? List.of()
                : sql.sql("select number from case_file where id = any (?) order by number")
                        .param(cases)
                        .query(String.class)
                        .list();
    }
}
