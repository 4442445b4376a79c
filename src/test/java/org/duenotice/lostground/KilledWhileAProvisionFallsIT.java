package org.duenotice.lostground;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.duenotice.process.RegisterDesk;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A provision falls on which many restrictions rest. The first kill meets the approval of the change, the second one a proposal of
 * those that follow it: the one before its clock is written, the other before its task is, because the test holds these tables.
 */
class KilledWhileAProvisionFallsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int AT_ONCE = 50;

    private ApplicationProcess copy;

    @AfterEach
    void itIsEnded() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    void eachRestrictionOnAFallenProvisionHasExactlyOneTaskWhateverTheKillsMet() throws Exception {
        copy = ApplicationProcess.onNewData("killed-while-falling").startAndAwaitReady();
        var provision = RegisterDesk.basis();
        registers().recorded("legal-bases", provision);
        new RestingCases(copy.sql(), provision.path("code").asText())
                .insert(Clock.systemUTC().instant());
        var change = registers().proposed("legal-bases", provision.put("validTo", yesterday()));

        try (var held = holding("clock")) {
            var broken = CompletableFuture.supplyAsync(() -> registers().approve(change));
            await("the approval proposing", () -> aProposalWaits("clock"));
            copy.kill();
            assertThat(broken.handle((answer, failure) -> failure != null).get())
                    .isTrue();
        }
        copy = ApplicationProcess.on(copy.data()).startAndAwaitReady();
        assertThat(one("select count(*) from fallen_basis")).isZero();
        assertThat(one("select count(*) from restoration")).isZero();
        assertThat(one("select count(*) from act_ru_task where task_def_key_ = 'approveChange'"))
                .isOne();

        assertThat(registers().approve(change).statusCode()).isEqualTo(200);
        await("the watch going on", () -> proposed() > AT_ONCE);
        try (var held = holding("act_ru_task")) {
            await("a proposal of the watch", () -> aProposalWaits("act_ru_task"));
            copy.kill();
        }
        var atTheKill = proposed();
        assertThat(atTheKill).isBetween(AT_ONCE + 1, RestingCases.ALL - 1);

        copy = ApplicationProcess.on(copy.data()).startAndAwaitReady();
        await("the rest being proposed", () -> one("select count(*) from fallen_basis where restoration is null") == 0);
        assertThat(proposed()).isEqualTo(RestingCases.ALL);
        assertThat(one("select count(distinct case_id) from restoration where ground = 'BASIS_FELL'"))
                .isEqualTo(RestingCases.ALL);
        assertThat(one("select count(*) from restoration")).isEqualTo(RestingCases.ALL);
        assertThat(one("select count(*) from clock where subject like 'RS-%/order'"))
                .isEqualTo(RestingCases.ALL);
        assertThat(
                        one(
                                """
                                select count(*) from restoration r where 1 = (
                                    select count(*) from act_ru_task t join act_ru_execution p on p.id_ = t.proc_inst_id_
                                    where p.business_key_ = r.number and t.task_def_key_ = 'orderRestoration')
                                """))
                .isEqualTo(RestingCases.ALL);
        assertThat(one("select count(*) from act_ru_task where task_def_key_ = 'orderRestoration'"))
                .isEqualTo(RestingCases.ALL);
    }

    private int proposed() {
        return one("select count(*) from fallen_basis where restoration is not null");
    }

    /** Nobody else writes into that table until the connection is closed. */
    private Connection holding(String table) throws SQLException {
        var connection = copy.dataSource("postgres").getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table %s in share mode".formatted(table));
        return connection;
    }

    private boolean aProposalWaits(String table) {
        return one(
                        """
                        select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                        where not l.granted and l.relation = '%1$s'::regclass and a.query ilike '%%insert into %1$s%%'
                        """
                                .formatted(table))
                > 0;
    }

    /** Of the copy that runs now. */
    private RegisterDesk registers() {
        return new RegisterDesk(copy.uri("/").getPort());
    }

    private static String yesterday() {
        return LocalDate.now(ZoneId.of("Asia/Almaty")).minusDays(1).toString();
    }

    private int one(String query) {
        return copy.sql().sql(query).query(Integer.class).single();
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(5);
        }
    }
}
