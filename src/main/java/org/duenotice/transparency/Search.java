package org.duenotice.transparency;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.TargetIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Understands what somebody looks for in the register: a number, a host, or an address in any of its spellings. Each becomes a condition on
 * {@code decided_target d} that an index answers.
 */
@Component
@RequiredArgsConstructor
class Search {

    private static final int LONGEST = 2048;
    private static final int MOST_LABELS = 6;
    private static final Pattern ENTRY = Pattern.compile("(R-\\d{4}-\\d{1,12})[-/](\\d{1,3})");
    private static final Pattern DECISION = Pattern.compile("R-\\d{4}-\\d{1,12}");
    private static final Pattern OTHER_NUMBER = Pattern.compile("((?:N|O|DN|RS)-\\d{4}-\\d{1,12})(?:/\\d{1,3})?");
    private static final Pattern PAGE = Pattern.compile("web:([^|]+)\\|(.*)");
    private static final String FRONT_PAGE = "/|";
    private static final String WEB = "WEB";
    private static final int FEW = 500;
    private static final String ON_HOST = "t.platform_code = 'WEB' and (reverse(host_of_key(t.canonical_key)) = ?"
            + " or reverse(host_of_key(t.canonical_key)) like ?)";
    private static final String ON_PLATFORM = "t.platform_code = ? and t.platform_code <> 'WEB'";

    /** Of categories that say so themselves; asked once and not for each row. */
    private static final String SHOWN = " and d.category = any (array(select category from current_publication_rule"
            + " where place = '%s' and shown in ('ADDRESS', 'HOST')))";

    private final TargetIdentities identities;
    private final JdbcClient sql;

    /** What the rows of {@code decided_target d} have in common; several conditions are alternatives. */
    record Sought(List<Condition> conditions) {

        static Sought of(String sql, Object... parameters) {
            return new Sought(List.of(new Condition(sql, List.of(parameters))));
        }
    }

    record Condition(String sql, List<Object> parameters) {}

    /** @throws Problem {@code register.search-too-long} or that of an address which is none */
    Sought understand(String text) {
        var asked = text.strip();
        if (asked.isEmpty()) {
            return Sought.of("true");
        }
        if (asked.length() > LONGEST) {
            throw Problem.invalid("register.search-too-long", LONGEST);
        }
        var entry = numbered(asked);
        if (entry.isPresent()) {
            return new Sought(List.of(entry.get()));
        }
        var number = asked.toUpperCase(Locale.ROOT);
        if (DECISION.matcher(number).matches()) {
            return Sought.of("d.restriction_number = ?", number);
        }
        var other = OTHER_NUMBER.matcher(number);
        if (other.matches()) {
            return Sought.of(
                    "(d.restriction_id, d.case_target_id) in "
                            + "(select restriction_id, case_target_id from public_entry_number where number = ?)",
                    other.group(1));
        }
        return address(asked);
    }

    /** The one entry with that number, if it is a number of an entry. */
    static Optional<Condition> numbered(String number) {
        var entry = ENTRY.matcher(number.strip().toUpperCase(Locale.ROOT));
        return entry.matches()
                ? Optional.of(new Condition(
                        "d.restriction_number = ? and d.no = ?",
                        List.of(entry.group(1), Integer.valueOf(entry.group(2)))))
                : Optional.empty();
    }

    private Sought address(String asked) {
        var identity = identify(asked);
        var page = PAGE.matcher(identity.canonicalKey());
        var conditions = new ArrayList<Condition>();
        var keys = new LinkedHashSet<>(Set.of(identity.canonicalKey()));
        if (page.matches() && page.group(2).equals(FRONT_PAGE)) {
            conditions.add(everythingOf(identity, page.group(1)));
        }
        if (page.matches() && identity.platform().equals(WEB)) {
            addSites(page.group(1), keys);
        }
        conditions.add(new Condition("d.target_id = any (?)", List.of((Object) targets(keys))));
        return new Sought(conditions);
    }

    private TargetIdentity identify(String asked) {
        try {
            return identities.identify(asked);
        } catch (IllegalAddress refused) {
            throw Problem.invalid(refused.code());
        }
    }

    /**
     * What is on a host, of which the host is shown; of a platform's front page everything on the platform. Few targets are named one by one;
     * many are met soon by going through the newest entries.
     */
    private Condition everythingOf(TargetIdentity identity, String site) {
        var onSite = identity.platform().equals(WEB);
        var reversed = new StringBuilder(withoutPort(site)).reverse().toString();
        var where = onSite ? ON_HOST : ON_PLATFORM;
        var shown = SHOWN.formatted(onSite ? "SITE" : "PLATFORM");
        List<Object> named =
                onSite ? List.of(reversed, reversed.replace("_", "\\_") + ".%") : List.of(identity.platform());
        var few = sql.sql("select t.id from target t where " + where + " limit " + (FEW + 1))
                .params(named)
                .query(UUID.class)
                .list();
        return few.size() <= FEW
                ? new Condition("d.target_id = any (?)" + shown, List.of((Object) few.toArray(UUID[]::new)))
                : new Condition(
                        "(exists (select from target t where t.id = d.target_id and " + where + ")) is true" + shown,
                        named);
    }

    /** The front pages of the page's host and of the hosts above it: what is decided about them concerns the page. */
    private void addSites(String site, Set<String> keys) {
        var host = withoutPort(site);
        for (var labels = 0; labels < MOST_LABELS && host.indexOf('.') > 0; labels++) {
            keys.add("web:" + host + "|" + FRONT_PAGE);
            host = host.substring(host.indexOf('.') + 1);
        }
    }

    private static String withoutPort(String site) {
        return site.replaceFirst(":\\d+$", "");
    }

    private UUID[] targets(Set<String> keys) {
        return sql.sql("select target_id from target_of_key where canonical_key = any (?)")
                .param(keys.toArray(String[]::new))
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
    }
}
