package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.operator.Order;
import org.duenotice.operator.Orders;
import org.duenotice.restoration.Addressees;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people do when measures are undone. */
@Component
class RestorationDesk {

    static final List<String> OPERATORS = List.of("OPERATOR_NORTH", "OPERATOR_SOUTH", "TECHNICAL_SERVICE");

    private final Casework casework;
    private final Restorations restorations;
    private final Addressees addressees;
    private final Orders orders;
    private final JdbcClient sql;

    RestorationDesk(
            Casework casework, Restorations restorations, Addressees addressees, Orders orders, JdbcClient sql) {
        this.casework = casework;
        this.restorations = restorations;
        this.addressees = addressees;
        this.orders = orders;
        this.sql = sql;
    }

    /** A case with that many items on a platform, asked for by a notice, and that many sites, ordered to operators. */
    String asked(int items, int sites) {
        var addresses = IntStream.range(0, items + sites)
                .mapToObj(no -> no < items ? Casework.address() : Casework.siteAddress())
                .toArray(String[]::new);
        var number = casework.restrictionSought(addresses);
        casework.bodyDecides(number);
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        return number;
    }

    /** The same with everything carried out, and the case closed. */
    String restricted(int items, int sites) {
        var number = asked(items, sites);
        if (items > 0) {
            var notice = casework.onlyNotice(number).number();
            casework.answers(notice, ItemOutcome.REMOVED, null);
            casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        }
        if (sites > 0) {
            confirmOrder(order(number).number());
        }
        casework.runJobs();
        return number;
    }

    Order order(String caseNumber) {
        return orders.of(casework.cases.byNumber(caseNumber).id()).get(0);
    }

    /** The number of the last order of that restriction. */
    String orderOf(String restriction) {
        return sql.sql("select o.number from operator_order o join restriction r on r.id = o.restriction_id "
                        + "where r.number = ? order by o.number desc limit 1")
                .param(restriction)
                .query(String.class)
                .single();
    }

    void confirmOrder(String order) {
        OPERATORS.forEach(operator -> {
            casework.complete(
                    "body-officer1",
                    "recordConfirmation",
                    order + "/" + operator,
                    Map.of("confirmation", "EXECUTED", "reference", "C-1"));
            casework.runJobs();
        });
    }

    List<UUID> targets(String caseNumber, Integer... numbers) {
        var wanted = List.of(numbers);
        return casework.cases.targets(casework.cases.byNumber(caseNumber).id()).stream()
                .filter(target -> wanted.contains(target.no()))
                .map(CaseTarget::id)
                .toList();
    }

    Restorations.Wanted wanted(
            String caseNumber, RestorationKind kind, RestorationGround ground, String occasion, Integer... numbers) {
        return new Restorations.Wanted(
                casework.cases.byNumber(caseNumber).id(),
                targets(caseNumber, numbers),
                kind,
                ground,
                occasion,
                "The page was the shop of somebody else");
    }

    String ordered(String caseNumber, RestorationKind kind, String occasion, Integer... numbers) {
        var number = decided(caseNumber, kind, occasion, numbers);
        casework.runJobs();
        return number;
    }

    /** Ordered, and nobody told of it yet. */
    String decided(String caseNumber, RestorationKind kind, String occasion, Integer... numbers) {
        return restorations.order(
                wanted(caseNumber, kind, RestorationGround.APPEAL, occasion, numbers), "appeal-officer1");
    }

    List<Addressees.Told> told(String restoration) {
        return addressees.of(restorations.byNumber(restoration).id());
    }

    /** The letters of the restoration, and its orders, that wait for a word. */
    List<String> waiting(String restoration) {
        return told(restoration).stream()
                .filter(told -> told.state() == Addressees.State.TOLD || told.state() == Addressees.State.SILENT)
                .map(Addressees.Told::number)
                .toList();
    }

    /** Everyone who was told confirms, over the task that waits for it. */
    void everyoneConfirms(String restoration) {
        waiting(restoration).forEach(number -> {
            if (number.startsWith("O-")) {
                casework.complete("body-officer1", "recordConfirmation", number, Map.of("confirmation", "EXECUTED"));
            } else {
                casework.complete(
                        "liaison1",
                        "recordRestorationConfirmation",
                        number,
                        Map.of("restorationConfirmation", "CARRIED_OUT", "reference", "P-1"));
            }
            casework.runJobs();
        });
    }

    void looks(String restoration, Map<String, Object> input) {
        casework.complete("caseworker1", "verifyRestoration", restoration, input);
        casework.runJobs();
    }

    Map<Integer, Disposition> dispositions(String caseNumber) {
        return casework.cases.targets(casework.cases.byNumber(caseNumber).id()).stream()
                .collect(Collectors.toMap(CaseTarget::no, CaseTarget::disposition));
    }

    /** The state of the last measure on the target. */
    String measure(String caseNumber, int no) {
        return sql.sql(
                        "select state from restriction_measure where case_target_id = ? order by proposed_at desc limit 1")
                .param(targets(caseNumber, no).get(0))
                .query(String.class)
                .single();
    }

    /** What the public register says happened to the target, in its order. */
    List<String> publicHistory(String caseNumber, int no) {
        return sql.sql(
                        """
                        select v.kind from public_entry e join public_entry_event v on v.seq = e.seq
                        join restriction r on r.number = e.restriction_number join case_file f on f.id = r.case_id
                        where f.number = ? and e.number = r.number || '-' || ? order by v.happened_at, v.rank
                        """)
                .params(caseNumber, no)
                .query(String.class)
                .list();
    }

    /** How the public register says that the target stands. */
    String publicStatus(String caseNumber, int no) {
        return sql.sql(
                        """
                        select e.status from public_entry e join restriction r on r.number = e.restriction_number
                        join case_file f on f.id = r.case_id where f.number = ? and e.number = r.number || '-' || ?
                        """)
                .params(caseNumber, no)
                .query(String.class)
                .single();
    }

    List<String> lettersOf(String notice, String kind) {
        return sql.sql("select l.number from letter l join notice n on n.id = l.notice_id "
                        + "where n.number = ? and l.kind = ? order by l.number")
                .params(notice, kind)
                .query(String.class)
                .list();
    }

    /** The numbers of the targets that the letter names. */
    List<Integer> named(String letter) {
        return sql.sql(
                        """
                        select (item ->> 'no')::int from current_letter l, jsonb_array_elements(l.content::jsonb -> 'items') item
                        where l.number = ? order by 1
                        """)
                .param(letter)
                .query(Integer.class)
                .list();
    }

    static HttpResponse<String> post(int port, String person, String path, String body) {
        return Caller.of(port, person).act(path, body);
    }

    static void isCreated(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
