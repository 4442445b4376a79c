package org.duenotice.seal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.SealedStubs;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what is sealed from its first moment. Each report is a case of its own; it is never grouped, never attached to another case
 * and refused for nothing but being empty: an address that cannot be read is material all the same.
 */
@Component
@RequiredArgsConstructor
public class SealedArrivals {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_ADDRESS = 4_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 2_500;

    private final JdbcClient sql;
    private final SealedStubs stubs;
    private final TargetIdentities identities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** How a sealed detection came in. */
    public enum Way {
        REPORTED,
        IMPORTED,
        CITIZEN
    }

    /**
     * What came in, as it was said.
     *
     * @param reference the source's own; empty for none
     */
    public record Arrival(
            SealedCategory category,
            Way way,
            String source,
            String reference,
            String description,
            List<String> addresses,
            List<SealedHash> hashes,
            String person) {}

    /**
     * Opens a sealed case; empty when the source has reported the same reference before.
     *
     * @throws Problem {@code sealed.nothing} when nothing at all is said
     */
    @Transactional
    public Optional<CaseFile> take(Arrival arrival) {
        var source = clean(arrival.source(), LONGEST_NAME);
        var reference = shortened(clean(arrival.reference(), LONGEST_ADDRESS));
        var addresses = arrival.addresses().stream()
                .map(address -> clean(address, LONGEST_ADDRESS))
                .filter(address -> !address.isEmpty())
                .toList();
        var description = clean(arrival.description(), LONGEST_TEXT);
        if (description.isEmpty() && addresses.isEmpty() && arrival.hashes().isEmpty()) {
            throw Problem.invalid("sealed.nothing");
        }
        if (!reference.isEmpty() && known(source, reference).isPresent()) {
            return Optional.empty();
        }
        var stub = stubs.open();
        sql.sql("insert into sealed_case values (?, ?, ?, ?, ?, ?, '', ?, ?)")
                .params(
                        stub.id(),
                        arrival.category().name(),
                        arrival.way().name(),
                        source,
                        arrival.person(),
                        description,
                        arrival.person(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (!reference.isEmpty()) {
            sql.sql("insert into sealed_reference values (?, ?, ?)")
                    .params(source, reference, stub.id())
                    .update();
        }
        for (var no = 1; no <= addresses.size(); no++) {
            sql.sql("insert into sealed_address values (?, ?, ?, ?)")
                    .params(stub.id(), no, addresses.get(no - 1), key(addresses.get(no - 1)))
                    .update();
        }
        arrival.hashes().stream().distinct().forEach(hash -> sql.sql("insert into sealed_hash values (?, ?, ?)")
                .params(stub.id(), hash.algorithm(), hash.value())
                .update());
        events.publishEvent(new MaterialSealed(stub.number()));
        return Optional.of(stub);
    }

    /** The number under which the source has reported this reference before; whoever asks at the same moment waits. */
    @Transactional
    public Optional<String> known(String source, String reference) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(? || E'\\n' || ?, 20618))::text")
                .params(source, reference)
                .query(String.class)
                .single();
        return sql.sql("select f.number from sealed_reference r join case_file f on f.id = r.case_id "
                        + "where r.source = ? and r.reference = ?")
                .params(source, reference)
                .query(String.class)
                .optional();
    }

    /** Those of the canonical keys under which sealed material is known, with what it is. */
    @Transactional(readOnly = true)
    public Map<String, SealedCategory> known(Collection<String> keys) {
        var found = new HashMap<String, SealedCategory>();
        sql.sql(
                        """
                        select distinct a.canonical_key, s.category from sealed_address a
                        join sealed_case s on s.case_id = a.case_id where a.canonical_key = any (?)
                        """)
                .param(keys.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString(1), SealedCategory.valueOf(row.getString(2)));
                });
        return found;
    }

    /** Who reported it, for the group alone. */
    @Transactional
    public void keepReporter(UUID caseId, String report, String name, String contact) {
        sql.sql("insert into sealed_reporter values (?, ?, ?, ?)")
                .params(caseId, report, name, contact)
                .update();
    }

    private String key(String address) {
        try {
            var key = identities.identify(address).canonicalKey();
            return key.length() <= LONGEST_KEY ? key : null;
        } catch (IllegalAddress e) {
            return null;
        }
    }

    /** What is too long for an index stands there by its hash. */
    private static String shortened(String reference) {
        return reference.length() <= LONGEST_NAME
                ? reference
                : SealedHash.of(reference).value();
    }

    /** As the database can keep it. */
    private static String clean(String text, int longest) {
        if (text == null) {
            return "";
        }
        var kept = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace('\0', '\uFFFD')
                .strip();
        return kept.length() <= longest ? kept : kept.substring(0, longest).strip();
    }
}
