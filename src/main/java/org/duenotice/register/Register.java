package org.duenotice.register;

import java.util.Arrays;
import java.util.List;
import lombok.Getter;
import org.duenotice.problem.Problem;

/**
 * The registers that change by two people. Each is a table whose rows are dated twice: in the world, and when they were recorded. Of
 * the rows of one key the last recorded counts.
 */
@Getter
public enum Register {
    LEGAL_BASIS("legal-bases", "legal_basis", LegalBasisRow.class, Dated.VALID, "code", "valid_from"),
    JUDICIAL_ACT("judicial-acts", "judicial_act", JudicialActRow.class, Dated.IN_FORCE, "number", "act_date"),
    COMPETENCE(
            "competences",
            "competence",
            CompetenceRow.class,
            Dated.VALID,
            "category",
            "offence_route",
            "body_code",
            "valid_from"),
    DEADLINE_RULE("deadline-rules", "deadline_rule", DeadlineRuleRow.class, Dated.VALID, "code", "valid_from"),
    CALENDAR_YEAR("calendar-years", "calendar_year", CalendarYearRow.class, Dated.YEAR, "year"),
    CALENDAR_DAY("calendar-days", "calendar_day", CalendarDayRow.class, Dated.DAY, "day"),
    PLATFORM_CONTACT(
            "platform-contacts",
            "platform_contact",
            PlatformContactRow.class,
            Dated.VALID,
            "platform_code",
            "position",
            "valid_from"),
    PLATFORM_PROFILE(
            "platform-profiles",
            "platform_profile",
            PlatformProfileRow.class,
            Dated.VALID,
            "platform_code",
            "valid_from"),
    BODY("bodies", "body_name", BodyRow.class, Dated.VALID, "code", "valid_from"),
    OPERATOR("operators", "operator", OperatorRow.class, Dated.VALID, "code", "valid_from");

    /** Which rows count on a day of the world. */
    enum Dated {
        VALID("cast(:day as date) between valid_from and coalesce(valid_to, 'infinity')"),
        IN_FORCE("cast(:day as date) between in_force_since and coalesce(in_force_until, 'infinity')"),
        YEAR("year = extract(year from cast(:day as date))"),
        DAY("day = cast(:day as date)");

        private final String condition;

        Dated(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    /** How it is called in addresses, files and lists. */
    private final String path;

    private final String table;
    private final Class<? extends Row> rowType;
    private final Dated dated;
    private final List<String> key;

    Register(String path, String table, Class<? extends Row> rowType, Dated dated, String... key) {
        this.path = path;
        this.table = table;
        this.rowType = rowType;
        this.dated = dated;
        this.key = List.of(key);
    }

    /** @throws Problem {@code register.unknown} with the names there are */
    public static Register of(String path) {
        return Arrays.stream(values())
                .filter(register -> register.path.equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "register.unknown",
                        path,
                        Arrays.stream(values()).map(Register::getPath).toList()));
    }

    /** The columns that name the thing whose periods must not overlap; empty where rows have no period. */
    List<String> thing() {
        return dated == Dated.VALID ? key.subList(0, key.size() - 1) : List.of();
    }
}
