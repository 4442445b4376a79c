package org.duenotice.custody;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEntry.Head;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks the log of a case from its first entry and says where it is not what was written. */
@Component
@RequiredArgsConstructor
public class CustodyChain {

    private static final int PART = 1000;

    private final CustodyLog log;
    private final Anchors anchors;
    private final JdbcClient sql;

    /** How far the log goes, how much of it is anchored, and the first break, if there is one. */
    public record Walked(Head head, long anchored, Optional<Break> broken) {}

    /**
     * Checks the log of the case, and the anchors as far as they vouch for it.
     *
     * @param taker is given each entry that is as it was written, in order
     */
    public Walked walk(UUID caseId, Consumer<CustodyLog.Told> taker) {
        var last = Head.EMPTY;
        var began = Instant.MAX;
        var named = Optional.<String>empty();
        while (true) {
            var part = log.after(caseId, last.length(), PART);
            for (var told : part) {
                var broken = broken(last, told);
                if (broken.isPresent()) {
                    return new Walked(last, 0, broken);
                }
                taker.accept(told);
                began = told.entry().no() == 1 ? told.entry().happenedAt() : began;
                named = newest(named, log.detail(told, CustodyLog.ANCHOR));
                last = new Head(told.entry().no(), told.entry().hash());
            }
            if (part.size() < PART) {
                break;
            }
        }
        var walked = anchored(caseId, last, began);
        return walked.broken().isPresent()
                ? walked
                : new Walked(walked.head(), walked.anchored(), named.flatMap(this::missing));
    }

    /** What is written while an anchor is gone names an older one. */
    private static Optional<String> newest(Optional<String> before, Optional<String> now) {
        return now.isEmpty()
                        || before.filter(one -> number(one) >= number(now.get()))
                                .isPresent()
                ? before
                : now;
    }

    private static long number(String anchor) {
        return Long.parseLong(anchor.substring(0, anchor.indexOf(' ')));
    }

    /** The newest anchor that the log names, by its number and hash. */
    private Optional<Break> missing(String anchor) {
        return anchors.missing(number(anchor), anchor.substring(anchor.indexOf(' ') + 1));
    }

    private static Optional<Break> broken(Head last, CustodyLog.Told told) {
        var entry = told.entry();
        if (entry.no() != last.length() + 1) {
            return Optional.of(Break.ofEntry(
                    Break.Kind.ENTRY_MISSING, entry, "entry " + (last.length() + 1) + " is not in the log"));
        }
        if (!entry.previousHash().equals(last.hash())) {
            return Optional.of(
                    Break.ofEntry(Break.Kind.LINK_BROKEN, entry, "does not hold the hash of the entry before it"));
        }
        if (!entry.hash().equals(entry.computedHash())) {
            return Optional.of(Break.ofEntry(Break.Kind.ENTRY_CHANGED, entry, "gives " + entry.computedHash()));
        }
        if (told.detail() != null
                && !Digests.sha256(told.salt() + told.detail()).equals(entry.personal())) {
            return Optional.of(Break.ofEntry(Break.Kind.DETAIL_CHANGED, entry, "its details do not give their digest"));
        }
        return Optional.empty();
    }

    private Walked anchored(UUID caseId, Head head, Instant began) {
        var found = anchors.headsOf(caseId);
        var longest = 0L;
        for (var anchored : found) {
            var broken = against(caseId, head, anchored);
            if (broken.isPresent()) {
                return new Walked(head, longest, broken);
            }
            longest = Math.max(longest, anchored.length());
        }
        return new Walked(head, longest, anchors.broken(found, began));
    }

    private Optional<Break> against(UUID caseId, Head head, Anchors.AnchoredHead anchored) {
        if (anchored.length() > head.length()) {
            return Optional.of(new Break(
                    Break.Kind.TAIL_CUT,
                    head.length() + 1,
                    anchored.anchorNo(),
                    null,
                    "the log has " + head.length() + " entries, the anchor saw " + anchored.length()));
        }
        var hash = sql.sql("select hash from custody_entry where case_id = ? and no = ?")
                .params(caseId, anchored.length())
                .query(String.class)
                .single();
        return hash.equals(anchored.hash())
                ? Optional.empty()
                : Optional.of(new Break(
                        Break.Kind.REWRITTEN,
                        anchored.length(),
                        anchored.anchorNo(),
                        null,
                        "the anchor saw " + anchored.hash()));
    }
}
