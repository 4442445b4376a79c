package org.duenotice.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.intake.ImportChunks.Counts;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedContents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which copy of the application works on which import. A lease ends by itself, so that the import of a copy that died is taken up
 * again; every change of an import asks whether the lease still holds and whether nobody else went on meanwhile.
 */
@Component
@RequiredArgsConstructor
class ImportLeases {

    private static final String WHERE =
            " where id = :id and worker = :worker and rows_done = :done and state = 'RUNNING' returning *";

    private final JdbcClient sql;
    private final ImportSettings settings;
    private final SealedContents sealedContents;
    private final Clock clock;

    /** Somebody else has taken the import over; nothing of the present transaction may stay. */
    static final class LeaseLost extends RuntimeException {

        LeaseLost(UUID id) {
            super("Import " + id + " is worked on by somebody else");
        }
    }

    /** Takes an import that nobody works on, the given one or, for null, the oldest. */
    Optional<DetectionImport> take(UUID id, String worker) {
        return sql.sql(
                        """
                        update detection_import set worker = :worker, tries = tries + 1,
                            leased_until = clock_timestamp() + make_interval(secs => :lease)
                        where id = (
                            select id from detection_import
                            where state = 'RUNNING' and (leased_until is null or leased_until < clock_timestamp())
                              and (:id::uuid is null or id = :id)
                            order by imported_at limit 1 for update skip locked)
                        returning *
                        """)
                .param("worker", worker)
                .param("lease", seconds())
                .param("id", id)
                .query(Imports::read)
                .optional();
    }

    /** How often the import was taken since anything of it was last done. */
    int tries(UUID id) {
        return sql.sql("select tries from detection_import where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    DetectionImport counted(DetectionImport running, String worker, int total) {
        return held(
                running,
                sql.sql("update detection_import set total = :total, "
                                + "leased_until = clock_timestamp() + make_interval(secs => :lease) " + WHERE)
                        .param("total", total)
                        .param("lease", seconds()),
                worker);
    }

    /** The file is still being read; that it was tried so often stays. */
    void hold(DetectionImport running, String worker) {
        held(
                running,
                sql.sql("update detection_import set leased_until = clock_timestamp() + make_interval(secs => :lease) "
                                + WHERE)
                        .param("lease", seconds()),
                worker);
    }

    /** The rows of a chunk are done; whether one of them named sealed material, new or known, is kept. */
    DetectionImport progress(DetectionImport running, String worker, Counts counts, boolean namesSealed) {
        return held(
                running,
                sql.sql(
                                """
                                update detection_import set
                                    rows_done = rows_done + :accepted + :sighted + :duplicate + :rejected,
                                    accepted = accepted + :accepted, sighted_again = sighted_again + :sighted,
                                    duplicate = duplicate + :duplicate, rejected = rejected + :rejected, cases = cases + :cases,
                                    sealed = sealed + :sealed, names_sealed = names_sealed or :named,
                                    tries = 0, leased_until = clock_timestamp() + make_interval(secs => :lease)
                                """
                                        + WHERE)
                        .param("accepted", counts.accepted())
                        .param("sighted", counts.sightedAgain())
                        .param("duplicate", counts.duplicate())
                        .param("rejected", counts.rejected())
                        .param("cases", counts.cases())
                        .param("sealed", counts.sealed())
                        .param("named", namesSealed)
                        .param("lease", seconds()),
                worker);
    }

    /** There are no more rows, or none that can be read, for that reason. */
    DetectionImport read(DetectionImport running, String worker, Problem why) {
        return held(
                running,
                sql.sql("update detection_import set was_read = true, total = rows_done, problem = :problem, "
                                + "problem_arguments = :arguments, tries = 0 " + WHERE)
                        .param("problem", why == null ? null : why.getCode())
                        .param("arguments", why == null ? new String[0] : words(why)),
                worker);
    }

    void renew(DetectionImport running, String worker) {
        held(
                running,
                sql.sql("update detection_import set tries = 0, "
                                + "leased_until = clock_timestamp() + make_interval(secs => :lease) " + WHERE)
                        .param("lease", seconds()),
                worker);
    }

    /**
     * The file of an import with a sealed row is not kept any longer.
     *
     * @param why what there is to say of the end; null for nothing. What was said of the reading stays.
     */
    @Transactional
    DetectionImport finish(DetectionImport running, String worker, Problem why) {
        var done = finished(running, worker, why);
        sealedContents.importDone(done.id());
        return done;
    }

    private DetectionImport finished(DetectionImport running, String worker, Problem why) {
        return held(
                running,
                sql.sql(
                                """
                                update detection_import set
                                    state = case when coalesce(problem, :problem) is null then 'DONE' else 'FAILED' end,
                                    problem_arguments = case when problem is null then :arguments else problem_arguments end,
                                    problem = coalesce(problem, :problem), finished_at = :now, worker = null, leased_until = null
                                """
                                        + WHERE)
                        .param("problem", why == null ? null : why.getCode(), java.sql.Types.VARCHAR)
                        .param("arguments", why == null ? new String[0] : words(why))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC)),
                worker);
    }

    private static DetectionImport held(DetectionImport running, JdbcClient.StatementSpec change, String worker) {
        return change.param("id", running.id())
                .param("worker", worker)
                .param("done", running.rowsDone())
                .query(Imports::read)
                .optional()
                .orElseThrow(() -> new LeaseLost(running.id()));
    }

    private static String[] words(Problem why) {
        return Arrays.stream(why.getArguments()).map(String::valueOf).toArray(String[]::new);
    }

    private double seconds() {
        return settings.lease().toMillis() / 1000.0;
    }
}
