package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.duenotice.TestClock;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Purpose;
import org.duenotice.measure.Measures;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.Notice;
import org.duenotice.notice.Notices;
import org.duenotice.notice.RefusalGround;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Works a case the way people do: through tasks, messages and timers only. */
@Component
public class Casework {

    static final Map<String, Object> REASONS = Map.of(
            "reasonsRu", "Страница обещает 30 % в месяц и просит приводить друзей",
            "reasonsKk", "Бет айына 30 % уәде етеді және достарды әкелуді сұрайды");

    private static final AtomicInteger NEXT = new AtomicInteger();

    final TaskService tasks;
    final RuntimeService runtime;
    final ManagementService management;
    final HistoryService history;
    private final IdentityService identities;
    private final Detections detections;
    public final Cases cases;
    private final EvidenceFiles evidence;
    private final LegalBases legalBases;
    public final Notices notices;
    private final Answers answers;
    private final Measures measures;
    private final JdbcClient sql;
    public final TestClock clock;

    Casework(
            TaskService tasks,
            RuntimeService runtime,
            ManagementService management,
            HistoryService history,
            IdentityService identities,
            Detections detections,
            Cases cases,
            EvidenceFiles evidence,
            LegalBases legalBases,
            Notices notices,
            Answers answers,
            Measures measures,
            JdbcClient sql,
            TestClock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
        this.history = history;
        this.identities = identities;
        this.detections = detections;
        this.cases = cases;
        this.evidence = evidence;
        this.legalBases = legalBases;
        this.notices = notices;
        this.answers = answers;
        this.measures = measures;
        this.sql = sql;
        this.clock = clock;
    }

    /** A new address on an invented account, never used before in this run. */
    static String address() {
        return "https://t.me/demo_pyramid_test/" + (1000 + NEXT.incrementAndGet());
    }

    /** A new channel that every judicial act names which names the other key, so that no earlier case has it. */
    String addressNamedByCourt(String otherKey) {
        var channel = "demo_court_" + NEXT.incrementAndGet();
        sql.sql("insert into judicial_act_target (judicial_act_id, canonical_key) "
                        + "select judicial_act_id, ? from judicial_act_target where canonical_key = ?")
                .params("tg:channel:" + channel, otherKey)
                .update();
        return "https://t.me/" + channel;
    }

    static String siteAddress() {
        return "https://casino-" + NEXT.incrementAndGet() + ".example/play";
    }

    public String detection(String category, String... addresses) {
        return detection(category, Source.OWN_MONITORING, addresses);
    }

    public String detection(String category, Source source, String... addresses) {
        return as("caseworker1", () -> detections
                .report(new Detections.Report(
                        category, "Promises 30 % a month", source, null, List.of(addresses), "caseworker1"))
                .number());
    }

    <T> T as(String person, Supplier<T> work) {
        var groups = identities.createGroupQuery().groupMember(person).list().stream()
                .map(group -> group.getId())
                .collect(Collectors.toList());
        identities.setAuthentication(person, groups);
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
        }
    }

    void addEvidence(String caseNumber) {
        var content = ("<html>" + UUID.randomUUID() + "</html>").getBytes(StandardCharsets.UTF_8);
        evidence.add(
                cases.byNumber(caseNumber).id(),
                "page.html",
                "text/html",
                new ByteArrayInputStream(content),
                clock.instant(),
                "caseworker1");
    }

    /** The one open task of that kind under the number. */
    Task task(String key, String number) {
        var found = tasks.createTaskQuery()
                .taskDefinitionKey(key)
                .processInstanceBusinessKey(number)
                .list();
        assertThat(found)
                .as("task %s of %s, open: %s", key, number, open(number))
                .hasSize(1);
        return found.get(0);
    }

    List<String> open(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    /** The person takes the task and completes it with what the form sends. */
    public void complete(String person, String key, String number, Map<String, Object> input) {
        if (key.equals("verifyOutcome") && !input.containsKey("noCaptureReason")) {
            addEvidence(caseOf(number));
        }
        var task = task(key, number);
        as(person, () -> {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), person);
            }
            tasks.complete(task.getId(), input);
            return null;
        });
    }

    void captureEvidence(String caseNumber) {
        addEvidence(caseNumber);
        complete("caseworker1", "captureEvidence", caseNumber, Map.of("captureOutcome", "CAPTURED"));
    }

    String basis(Purpose purpose, String category) {
        return legalBases.of(purpose, category, LawDay.of(clock.instant())).stream()
                .filter(basis -> !basis.needsAct())
                .findFirst()
                .map(LegalBasis::id)
                .orElseThrow()
                .toString();
    }

    /** Measures as the form sends them. */
    public Map<String, Object> measures(String category, String offenceRoute, boolean restriction) {
        var input = new HashMap<String, Object>();
        input.put("proposal", "MEASURES");
        input.put("offenceRoute", offenceRoute);
        if (!offenceRoute.equals("NONE")) {
            input.put("offenceBasis", basis(Purpose.valueOf(offenceRoute), category));
        }
        input.put("restriction", restriction);
        if (restriction) {
            input.put("restrictionBasis", basis(Purpose.RESTRICTION, category));
        }
        input.put("reasons", "The page promises 30 % a month and asks to bring friends");
        return input;
    }

    static Map<String, Object> closing(String kind) {
        return Map.of("proposal", "CLOSE", "closing", kind, "reasons", "Looked at the page twice");
    }

    /** Evidence, a closing of that kind and its approval. */
    public void closedWithout(String caseNumber, String kind) {
        captureEvidence(caseNumber);
        complete("caseworker1", "prepareQualification", caseNumber, closing(kind));
        approve(caseNumber);
    }

    /** Evidence, and a criminal referral proposed. */
    public void criminalReferralProposed(String caseNumber) {
        captureEvidence(caseNumber);
        complete(
                "caseworker1",
                "prepareQualification",
                caseNumber,
                measures(cases.byNumber(caseNumber).category(), "CRIMINAL", false));
    }

    void approve(String caseNumber) {
        complete("approver1", "approveQualification", caseNumber, Map.of("decision", "APPROVE"));
    }

    /** The package of the referral that is open: written, composed, ready to be looked at. */
    public void prepareReferral(String caseNumber, String body) {
        var task = open(caseNumber).contains("prepareCriminalReferral")
                ? "prepareCriminalReferral"
                : "prepareAdministrativeReferral";
        complete("caseworker1", task, caseNumber, referralPackage(body));
    }

    /** What the form of a package sends. */
    static Map<String, Object> referralPackage(String body) {
        return Map.of(
                "body",
                body,
                "bodyGround",
                "Article 187 gives it jurisdiction, and it began",
                "factsRu",
                "Страница обещает 30 % в месяц и просит приводить друзей",
                "factsKk",
                "Бет айына 30 % уәде етеді және достарды әкелуді сұрайды");
    }

    /** The prosecutor is told of a registration, with its proof. */
    public void tellProsecutor(String caseNumber) {
        complete(
                "liaison1",
                "recordProsecutorNotice",
                caseNumber,
                Map.of(
                        "prosecutor", "City prosecutor (demo)",
                        "noticeNumber", "P-7",
                        "noticeDate", LawDay.of(clock.instant()).toString(),
                        "proof", "Stamp of the office"));
    }

    /** A case that waits for its second person. */
    public String preparedCase() {
        var number = detection("FINANCIAL_PYRAMID", address());
        captureEvidence(number);
        complete("caseworker1", "prepareQualification", number, measures("FINANCIAL_PYRAMID", "NONE", true));
        return number;
    }

    /** A case whose restriction the second person approved. */
    String restrictionSought(String... addresses) {
        return restrictionSought("FINANCIAL_PYRAMID", List.of(addresses));
    }

    String restrictionSought(String category, List<String> addresses) {
        var number = detection(category, addresses.toArray(String[]::new));
        seekRestriction(number, category);
        return number;
    }

    void seekRestriction(String number, String category) {
        captureEvidence(number);
        complete("caseworker1", "prepareQualification", number, measures(category, "NONE", true));
        approve(number);
        notifyBody(number);
    }

    /** The notification leaves the unit: prepared by one, approved by another. */
    public void notifyBody(String number) {
        complete("caseworker1", "prepareNotification", number, REASONS);
        complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));
        runJobs();
    }

    void bodyApproves(String caseNumber) {
        bodyDecides(caseNumber);
        decidesMeasures(caseNumber);
    }

    /** The body approves every target; who is to act on them is still open. */
    void bodyDecides(String caseNumber) {
        complete(
                "body-officer1",
                "decideRestriction",
                caseNumber,
                withoutHearing(Map.of(
                        "decisionForAll", "APPROVE",
                        "reasons", "Prohibited by law",
                        "reviewDate", LawDay.of(clock.instant()).plusMonths(6).toString())));
    }

    /** The body refuses every target. */
    void bodyRefuses(String caseNumber) {
        complete(
                "body-officer1",
                "decideRestriction",
                caseNumber,
                Map.of("decisionForAll", "REFUSE", "reasons", "Not prohibited by any law"));
    }

    /** The officer's input with a ground for no hearing, as pyramids that take money every hour have it. */
    static Map<String, Object> withoutHearing(Map<String, Object> input) {
        var entered = new HashMap<String, Object>();
        entered.put("hearing", "NOT_HELD");
        entered.put("hearingGround", "IMMEDIATE_ACT_NEEDED");
        entered.put("hearingReasons", "People lose their money as long as the page stands");
        entered.putAll(input);
        return entered;
    }

    /** Every case that has the thing under this key among its targets, the newest first. */
    List<CaseFile> casesOn(String canonicalKey) {
        return sql.sql(
                        """
                        select f.* from case_file f join case_target ct on ct.case_id = f.id join target t on t.id = ct.target_id
                        where t.canonical_key = ? order by f.number desc
                        """)
                .param(canonicalKey)
                .query(CaseFile.class)
                .list();
    }

    /** Platforms are asked, and the owners of sites. */
    void decidesMeasures(String caseNumber) {
        decidesMeasures(caseNumber, "siteOwnerTargets");
    }

    /** Platforms are asked; targets on sites go where the list says. */
    void decidesMeasures(String caseNumber, String listOfSites) {
        var caseFile = cases.byNumber(caseNumber);
        var sites = measures.approved(caseFile).stream()
                .filter(Measures::isSite)
                .map(target -> String.valueOf(target.no()))
                .toList();
        complete(
                "body-officer1",
                "decideMeasures",
                caseNumber,
                Map.of(
                        "addresseeForAll",
                        "PLATFORM",
                        listOfSites,
                        sites,
                        "ownerContacts",
                        "owner@site.example",
                        "reasons",
                        "They answer for these pages"));
    }

    /** A case with one notice whose letter has left. */
    public String noticeSent(String... addresses) {
        var number = restrictionSought(addresses);
        bodyApproves(number);
        runJobs();
        return onlyNotice(number).number();
    }

    /** A notice whose gate waits for the second person of a formal order. */
    public String formalOrderChosen() {
        clock.backToStart();
        var notice = noticeSent(address());
        answers(notice, ItemOutcome.NO_ACTION, null);
        complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "FORMAL_ORDER", "reasons", "They did nothing"));
        return notice;
    }

    Notice onlyNotice(String caseNumber) {
        var found = notices.of(cases.byNumber(caseNumber).id());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    String caseOf(String noticeNumber) {
        return cases.byId(notices.byNumber(noticeNumber).caseId()).number();
    }

    public void answers(String noticeNumber, ItemOutcome outcome, RefusalGround ground) {
        var items = notices.items(notices.byNumber(noticeNumber).id()).stream()
                .map(item -> new Answers.ItemAnswer(item.no(), outcome, ground))
                .toList();
        receives(noticeNumber, items);
    }

    void receives(String noticeNumber, List<Answers.ItemAnswer> items) {
        as(
                "liaison1",
                () -> answers.receive(new Answers.NewAnswer(
                        noticeNumber,
                        Answers.Channel.API,
                        Answers.Kind.OUTCOME,
                        "REF-1",
                        items,
                        clock.instant(),
                        "",
                        "liaison1")));
    }

    /** Runs what is due, job after job, until nothing is due any more. */
    void runJobs() {
        for (var round = 0; round < 100; round++) {
            var due = management
                    .createJobQuery()
                    .executable()
                    .withRetriesLeft()
                    .messages()
                    .list();
            due.addAll(management
                    .createJobQuery()
                    .timers()
                    .duedateLowerThan(clock.date())
                    .withRetriesLeft()
                    .list());
            if (due.isEmpty()) {
                return;
            }
            due.stream()
                    .filter(job ->
                            management.createJobQuery().jobId(job.getId()).count() > 0)
                    .forEach(job -> management.executeJob(job.getId()));
        }
        throw new AssertionError("Jobs without end");
    }

    List<Disposition> dispositions(String caseNumber) {
        return cases.targets(cases.byNumber(caseNumber).id()).stream()
                .map(CaseTarget::disposition)
                .toList();
    }

    boolean isOver(String caseNumber) {
        return history.createHistoricProcessInstanceQuery()
                        .processDefinitionKey("detection-case")
                        .processInstanceBusinessKey(caseNumber)
                        .finished()
                        .count()
                == 1;
    }
}
