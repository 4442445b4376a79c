package org.duenotice.custody;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.Turns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anchors: once a day the heads of all logs that moved are written down, signed, chained and kept as a file outside the database.
 * Whoever cuts or rewrites a log afterwards would have to do the same to signed statements that others hold.
 */
@Component
@RequiredArgsConstructor
public class Anchors {

    private static final int PART = 500;

    private final JdbcClient sql;
    private final Turns turns;
    private final AnchorKeys keys;
    private final AnchorFiles files;
    private final Clock clock;

    /** How a log stood when it was anchored. */
    public record AnchoredHead(long anchorNo, UUID caseId, long length, String hash) {

        /** What the anchor's digest is taken of. */
        public String line() {
            return caseId + " " + length + " " + hash;
        }
    }

    /** Anchors now, also when nothing moved, so that a missing day shows. */
    @Transactional
    public Anchor anchor() {
        turns.take("custody anchor");
        var last = last();
        var no = last.map(Anchor::no).orElse(0L) + 1;
        keepHeads(no);
        var keyId = keys.id();
        sql.sql("insert into custody_key (id, public_key) values (?, ?) on conflict do nothing")
                .params(keyId, keys.publicPem())
                .update();
        var covered = covered(no);
        var anchor = Anchor.open(
                        no,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        covered.heads(),
                        covered.digest(),
                        keyId,
                        last.map(Anchor::hash).orElse(CustodyEntry.NONE))
                .signed(keys);
        insert(anchor);
        files.keepAfterCommit(anchor);
        return anchor;
    }

    /** A day back, so that entries which committed late are not missed; what is anchored already is left out. */
    private void keepHeads(long no) {
        sql.sql(
                        """
                        insert into custody_anchor_head (anchor_no, case_id, length, hash)
                        select :no, e.case_id, e.no, e.hash
                        from (select case_id, max(no) as no from custody_entry where recorded_at >=
                                  coalesce((select max(recorded_at) from custody_anchor), '-infinity') - interval '1 day'
                              group by case_id) moved
                        join custody_entry e using (case_id, no)
                        where not exists (select from custody_anchor_head h where h.case_id = e.case_id and h.length = e.no)
                        """)
                .param("no", no)
                .update();
    }

    private record Covered(long anchorNo, long heads, String digest) {

        static Covered nothing(long no) {
            return new Covered(no, 0, Digests.sha256(""));
        }
    }

    private Covered covered(long no) {
        return covered(List.of(no)).getOrDefault(no, Covered.nothing(no));
    }

    /** What these anchors cover now, in one pass; one that covers nothing is missing. */
    private Map<Long, Covered> covered(Collection<Long> numbers) {
        return sql
                .sql(
                        """
                        select anchor_no, count(*) as heads, encode(sha256(convert_to(
                            string_agg(case_id || ' ' || length || ' ' || hash || chr(10), '' order by case_id), 'UTF8')), 'hex') as digest
                        from custody_anchor_head where anchor_no = any (?) group by anchor_no
                        """)
                .param(numbers.toArray(Long[]::new))
                .query(Covered.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Covered::anchorNo, Function.identity()));
    }

    private void insert(Anchor anchor) {
        sql.sql(
                        """
                        insert into custody_anchor
                            (no, anchored_at, heads, heads_digest, key_id, previous_hash, hash, signature)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        anchor.no(),
                        anchor.anchoredAt().atOffset(ZoneOffset.UTC),
                        anchor.heads(),
                        anchor.headsDigest(),
                        anchor.keyId(),
                        anchor.previousHash(),
                        anchor.hash(),
                        anchor.signature())
                .update();
    }

    public Optional<Anchor> last() {
        return sql.sql("select * from custody_anchor order by no desc limit 1")
                .query(Anchor.class)
                .optional();
    }

    /** The anchors after that number, in order. */
    public List<Anchor> after(long no, int limit) {
        return sql.sql("select * from custody_anchor where no > ? order by no limit ?")
                .params(no, limit)
                .query(Anchor.class)
                .list();
    }

    /**
     * Writes the files of anchors that have none: the folder was full, away or not writable when they were made. Only what its
     * signature vouches for.
     *
     * @return how many have none still
     */
    public int exportMissing() {
        var left = 0;
        var no = 0L;
        List<Anchor> part;
        do {
            part = after(no, PART);
            for (var anchor : part) {
                left += files.has(anchor) || (signed(anchor) && files.keep(anchor)) ? 0 : 1;
                no = anchor.no();
            }
        } while (part.size() == PART);
        return left;
    }

    /** The log of this case in all anchors that cover it, oldest first. */
    public List<AnchoredHead> headsOf(UUID caseId) {
        return sql.sql(
                        "select anchor_no, case_id, length, hash from custody_anchor_head where case_id = ? order by anchor_no")
                .param(caseId)
                .query(AnchoredHead.class)
                .list();
    }

    /** All heads of an anchor, in the order of its digest, a part at a time. */
    public void heads(long no, Consumer<AnchoredHead> taker) {
        var after = new UUID(0, 0);
        List<AnchoredHead> part;
        do {
            part = sql.sql("select anchor_no, case_id, length, hash from custody_anchor_head "
                            + "where anchor_no = ? and case_id > ? order by case_id limit ?")
                    .params(no, after, PART)
                    .query(AnchoredHead.class)
                    .list();
            part.forEach(taker);
            after = part.isEmpty() ? after : part.get(part.size() - 1).caseId();
        } while (part.size() == PART);
    }

    public Anchor get(long no) {
        return sql.sql("select * from custody_anchor where no = ?")
                .param(no)
                .query(Anchor.class)
                .single();
    }

    public String publicKey(String keyId) {
        return sql.sql("select public_key from custody_key where id = ?")
                .param(keyId)
                .query(String.class)
                .single();
    }

    /** The first thing wrong with the anchors themselves: their chain, signatures, what they cover, and the files outside. */
    public Optional<Break> broken() {
        return broken(anchor -> true);
    }

    /**
     * The first thing wrong with the chain of the anchors, with those of them that cover these heads, or with one of those that were
     * made since the log began: a head that was taken away is missed by the anchor that covered it.
     */
    Optional<Break> broken(Collection<AnchoredHead> heads, Instant since) {
        var covering = heads.stream().map(AnchoredHead::anchorNo).collect(Collectors.toSet());
        return broken(
                anchor -> covering.contains(anchor.no()) || !anchor.anchoredAt().isBefore(since));
    }

    /** The anchor that a log names as the newest of its time: whether it is there as it was. */
    Optional<Break> missing(long no, String hash) {
        var there = sql.sql("select hash from custody_anchor where no = ?")
                .param(no)
                .query(String.class)
                .optional();
        if (there.isEmpty()) {
            return wrong(Break.Kind.ANCHOR_MISSING, no, "the log names it, and it is not in the table");
        }
        return there.get().equals(hash)
                ? Optional.empty()
                : wrong(Break.Kind.ANCHOR_CHANGED, no, "is not the anchor that the log names");
    }

    private Optional<Break> broken(Predicate<Anchor> inFull) {
        var previous = CustodyEntry.NONE;
        var no = 0L;
        while (true) {
            var part = after(no, PART);
            var full = part.stream().filter(inFull).map(Anchor::no).toList();
            var covered = covered(full);
            for (var anchor : part) {
                var broken = broken(anchor, no, previous)
                        .or(() -> full.contains(anchor.no())
                                ? broken(anchor, covered.getOrDefault(anchor.no(), Covered.nothing(anchor.no())))
                                : Optional.empty());
                if (broken.isPresent()) {
                    return broken;
                }
                no = anchor.no();
                previous = anchor.hash();
            }
            if (part.size() < PART) {
                break;
            }
        }
        var there = no;
        return files.last()
                .filter(kept -> kept > there)
                .map(kept -> Break.ofAnchor(
                        Break.Kind.ANCHOR_MISSING,
                        there + 1,
                        "anchor " + kept + " was exported and is not in the table"));
    }

    private static Optional<Break> broken(Anchor anchor, long last, String previous) {
        if (anchor.no() != last + 1) {
            return wrong(Break.Kind.ANCHOR_MISSING, last + 1, "the next anchor is " + anchor.no());
        }
        if (!anchor.previousHash().equals(previous)) {
            return wrong(Break.Kind.ANCHOR_CHANGED, anchor.no(), "does not hold the hash of the anchor before it");
        }
        if (!anchor.hash().equals(anchor.computedHash())) {
            return wrong(Break.Kind.ANCHOR_CHANGED, anchor.no(), "does not give its hash");
        }
        return Optional.empty();
    }

    private Optional<Break> broken(Anchor anchor, Covered covered) {
        if (!signed(anchor)) {
            return wrong(Break.Kind.ANCHOR_CHANGED, anchor.no(), "does not give its signature");
        }
        if (covered.heads() != anchor.heads() || !covered.digest().equals(anchor.headsDigest())) {
            return wrong(
                    Break.Kind.ANCHOR_CHANGED, anchor.no(), "the heads that it covers are not those that were signed");
        }
        return files.differs(anchor)
                ? wrong(Break.Kind.ANCHOR_CHANGED, anchor.no(), "is not the anchor that was exported")
                : Optional.empty();
    }

    /** With the key of its time; a key in the table is the one that its id was made of. */
    private boolean signed(Anchor anchor) {
        var pem = anchor.keyId().equals(keys.id()) ? keys.publicPem() : publicKey(anchor.keyId());
        return AnchorKeys.id(pem).equals(anchor.keyId())
                && AnchorKeys.signed(
                        pem,
                        anchor.canonical().getBytes(StandardCharsets.US_ASCII),
                        Base64.getDecoder().decode(anchor.signature()));
    }

    private static Optional<Break> wrong(Break.Kind kind, long anchor, String detail) {
        return Optional.of(Break.ofAnchor(kind, anchor, detail));
    }
}
