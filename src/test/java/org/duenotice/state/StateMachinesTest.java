package org.duenotice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.Appeals;
import org.duenotice.appeal.Appeals.Appellant;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.NoticeState;
import org.duenotice.problem.Problem;
import org.duenotice.process.Casework;
import org.duenotice.restriction.MeasureState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class StateMachinesTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final String INSERT =
            """
            insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
            select :machine, subject, id, to_state, effective_at, :to, 'by hand', 'somebody', effective_at
            from state_move where subject = :subject order by id desc limit 1
            """;

    @Autowired
    private Casework casework;

    @Autowired
    private Moves moves;

    @Autowired
    private Appeals appeals;

    @Autowired
    private JdbcClient sql;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private static State[] states(Machine machine) {
        return switch (machine) {
            case CASE -> CaseState.values();
            case TARGET -> Disposition.values();
            case NOTICE -> NoticeState.values();
            case RESTRICTION -> MeasureState.values();
            case APPEAL -> AppealState.values();
        };
    }

    private UUID subject(Machine machine) {
        if (machine == Machine.NOTICE || machine == Machine.RESTRICTION) {
            var notice =
                    casework.notices.byNumber(casework.noticeSent("https://t.me/demo_walks/" + NEXT.incrementAndGet()));
            return machine == Machine.NOTICE
                    ? notice.id()
                    : sql.sql(
                                    "select m.id from restriction_measure m join notice_item i using (case_target_id) where notice_id = ?")
                            .param(notice.id())
                            .query(UUID.class)
                            .single();
        }
        var caseFile = casework.cases.byNumber(casework.preparedCase());
        return switch (machine) {
            case TARGET -> casework.cases.targets(caseFile.id()).get(0).id();
            case APPEAL ->
                appeals.receive(caseFile, null, Appellant.OWNER, "Not mine", casework.clock.instant(), "caseworker1")
                        .id();
            default -> caseFile.id();
        };
    }

    private State now(Machine machine, UUID subject) {
        var name = moves.of(subject).get(moves.of(subject).size() - 1).to();
        return Arrays.stream(states(machine))
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseAllowsTheVeryMovesThatTheCodeAllows(Machine machine) {
        var table = Set.copyOf(sql.sql(
                        "select from_state || '>' || to_state from state_allowed_move where machine = ? and not taken_over")
                .param(machine.name())
                .query(String.class)
                .list());
        var code = new HashSet<String>();
        Stream.of(states(machine)).forEach(from -> from.next().forEach(to -> code.add(from.name() + ">" + to.name())));
        code.add(">" + states(machine)[0].name());
        assertThat(table).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateCanBeReachedFromTheFirst(Machine machine) {
        var reached = new HashSet<State>(Set.of(states(machine)[0]));
        var left = new ArrayList<>(reached);
        while (!left.isEmpty()) {
            left.remove(0).next().forEach(next -> {
                if (reached.add(next)) {
                    left.add(next);
                }
            });
        }
        assertThat(reached).containsExactlyInAnyOrder(states(machine));
    }

    @ParameterizedTest
    @EnumSource
    void onRandomWalksCodeAndDatabaseAlwaysAgreeAndPresentStateFollows(Machine machine) {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var walk = 0; walk < 4; walk++) {
            var subject = subject(machine);
            for (var step = 0; step < 40; step++) {
                var from = now(machine, subject);
                var to = states(machine)[random.nextInt(states(machine).length)];
                var label = "seed " + seed + ": " + from + " to " + to;
                var before = moves.of(subject).size();
                var expected = isAllowed(subject, from, to);
                boolean written;
                try {
                    written = sql.sql(INSERT)
                                    .param("machine", machine.name())
                                    .param("to", to.name())
                                    .param("subject", subject)
                                    .update()
                            == 1;
                } catch (DataIntegrityViolationException e) {
                    written = false;
                }
                assertThat(written).as(label).isEqualTo(expected);
                assertThat(moves.of(subject)).as(label).hasSize(before + (written ? 1 : 0));
            }
            assertThat(present(machine, subject))
                    .isEqualTo(now(machine, subject).name());
        }
    }

    /** Of a hold only what it was held from follows; the state of sealed material comes with the material alone. */
    private boolean isAllowed(UUID subject, State from, State to) {
        var story = moves.of(subject);
        return to != CaseState.SEALED
                && from.next().contains(to)
                && (!(from instanceof CaseState held && held.isHold())
                        || to.name().equals(story.get(story.size() - 1).from()));
    }

    private String present(Machine machine, UUID subject) {
        var from =
                switch (machine) {
                    case CASE -> "state from case_file where id = ?";
                    case TARGET -> "disposition from current_disposition where case_target_id = ?";
                    case NOTICE -> "state from notice where id = ?";
                    case RESTRICTION -> "state from restriction_measure where id = ?";
                    case APPEAL -> "state from appeal where id = ?";
                };
        return sql.sql("select " + from).param(subject).query(String.class).single();
    }

    @Test
    void anIllegalMoveIsAConflictThatLeavesEverythingAsItWas() {
        var subject = subject(Machine.APPEAL);
        assertThatThrownBy(() -> moves.move(subject, AppealState.DISMISSED, "No", "appeal1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getKind()).isEqualTo(Problem.Kind.CONFLICT));
        assertThat(moves.of(subject)).hasSize(1);
    }

    @Test
    void ofManyMovesAtTheSameMomentExactlyOneStands() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (var round = 0; round < 5; round++) {
                var subject = subject(Machine.APPEAL);
                Callable<Boolean> mover = () -> {
                    try {
                        return sql.sql(INSERT)
                                        .param("machine", "APPEAL")
                                        .param("to", "REGISTERED")
                                        .param("subject", subject)
                                        .update()
                                == 1;
                    } catch (DataIntegrityViolationException lost) {
                        return false;
                    }
                };
                var won = 0;
                for (Future<Boolean> one : threads.invokeAll(java.util.Collections.nCopies(8, mover))) {
                    won += one.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
                assertThat(moves.of(subject)).extracting(Moves.Move::to).containsExactly("RECEIVED", "REGISTERED");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aMoveFollowsTheLastOneAndEachIsFollowedOnce() {
        var subject = subject(Machine.APPEAL);
        moves.move(subject, AppealState.REGISTERED, "", "caseworker1");
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                                select 'APPEAL', subject, id, to_state, effective_at, 'WITHDRAWN', '', 'x', effective_at
                                from state_move where subject = ? and from_state = ''
                                """)
                        .param(subject)
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // of another state than the one it stands in
                "select 'APPEAL', subject, id, 'SILENT', effective_at, 'DISMISSED', '', 'x', effective_at",
                // before the move it follows
                "select 'APPEAL', subject, id, to_state, effective_at, 'REGISTERED', '', 'x', effective_at - interval '1 day'",
                // a second beginning
                "select 'APPEAL', subject, null::bigint, '', null::timestamptz, 'RECEIVED', '', 'x', effective_at",
                // out of the middle
                "select 'APPEAL', subject, null::bigint, to_state, null::timestamptz, 'REGISTERED', '', 'x', effective_at",
                // as a move of another machine
                "select 'CASE', subject, id, 'DETECTED', effective_at, 'QUALIFICATION', '', 'x', effective_at"
            })
    void aChainCannotBeForgedByTheRunningApplication(String row) {
        var subject = subject(Machine.APPEAL);
        assertThatThrownBy(() -> sql.sql(
                                "insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, "
                                        + "effective_at) " + row + " from state_move where subject = ?")
                        .param(subject)
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(moves.of(subject)).hasSize(1);
    }

    @Test
    void whenAMoveWasRecordedAndThatItIsNewIsSaidByTheDatabaseAlone() {
        var subject = subject(Machine.APPEAL);
        for (var column : List.of("recorded_at", "taken_over")) {
            assertThatThrownBy(() -> sql.sql(
                                    "insert into state_move (machine, subject, from_state, to_state, reason, actor, "
                                            + "effective_at, " + column
                                            + ") select machine, subject, '', to_state, '', '', effective_at, "
                                            + column + " from state_move where subject = ?")
                            .param(subject)
                            .update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> sql.sql(
                                "insert into case_file (id, number, category, description, source, reported_by, state, opened_at, "
                                        + "closed_at, close_reason) values (gen_random_uuid(), 'DN-FORGED', 'DRUG_SALE', '', "
                                        + "'OWN_MONITORING', 'x', 'CLOSED', now(), now(), 'NO_VIOLATION')")
                        .update())
                .rootCause()
                .hasMessageContaining("an_allowed_move");
    }

    @Test
    void aFactRecordedLateTakesEffectWhenItWasAndNeverBeforeTheOneItFollows() {
        var subject = subject(Machine.APPEAL);
        casework.clock.pass(Duration.ofDays(3));
        var dayBefore = casework.clock.instant().minus(Duration.ofDays(1));
        moves.move(List.of(subject), AppealState.REGISTERED, "Letter found", "caseworker1", dayBefore);
        moves.move(List.of(subject), AppealState.ADMISSIBILITY, "", "caseworker1", dayBefore.minus(Duration.ofDays(9)));
        var story = moves.of(subject);
        assertThat(story.get(1).effectiveAt().toEpochMilli()).isEqualTo(dayBefore.toEpochMilli());
        assertThat(story.get(2).effectiveAt()).isEqualTo(story.get(1).effectiveAt());
        assertThatThrownBy(() -> moves.move(
                        List.of(subject),
                        AppealState.UNDER_REVIEW,
                        "",
                        "x",
                        casework.clock.instant().plusSeconds(60)))
                .isInstanceOf(Problem.class)
                .hasMessage("state.future");
    }

    @Test
    void aWholeCaseOf500TargetsMovesInOneStatement() {
        var addresses = java.util.stream.IntStream.rangeClosed(1, 500)
                .mapToObj(n -> "https://moves-" + n + ".example/play")
                .toArray(String[]::new);
        var caseFile = casework.cases.byNumber(casework.detection("ILLEGAL_GAMBLING", addresses));
        var targets = casework.cases.targets(caseFile.id());
        moves.move(targets.stream().map(t -> t.id()).toList(), Disposition.NO_VIOLATION, "None", "approver1");
        assertThat(casework.cases.targets(caseFile.id()))
                .hasSize(500)
                .allMatch(target -> target.disposition() == Disposition.NO_VIOLATION);
        assertThat(sql.sql("select count(*) from state_move where subject = any (?) and effective_at > ?")
                        .params(
                                targets.stream().map(t -> t.id()).toArray(UUID[]::new),
                                caseFile.openedAt().atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(500);
    }
}
