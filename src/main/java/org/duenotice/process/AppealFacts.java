package org.duenotice.process;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages;
import org.duenotice.appeal.AppealRecords;
import org.duenotice.appeal.AppealTerms;
import org.duenotice.appeal.Appeals;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.appeal.Appellants;
import org.duenotice.appeal.Attachments;
import org.duenotice.appeal.FileAccesses;
import org.duenotice.appeal.MessageWords;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.Cases;
import org.duenotice.evidence.Evidence;
import org.duenotice.law.Competences;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.stereotype.Component;

/** What the forms of an appeal show. Who appeals is shown only to the office, and only where somebody has to be written to. */
@Component
@RequiredArgsConstructor
class AppealFacts {

    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final AppealMessages messages;
    private final MessageWords messageWords;
    private final Appellants appellants;
    private final FileAccesses files;
    private final Cases cases;
    private final CaseReaders readers;
    private final Attachments attachments;
    private final Competences competences;
    private final CurrentPerson person;
    private final Shown shown;
    private final Clock clock;

    Map<String, Object> of(String task, String number, Locale locale) {
        var appeal = appeals.byNumber(number);
        var variables = new LinkedHashMap<String, Object>();
        variables.put("facts", facts(appeal, locale));
        if (task.equals("decideAdmissibility")) {
            variables.put(
                    "bodies",
                    competences.bodies(LawDay.of(clock.instant())).stream()
                            .map(body -> Map.of("label", Shown.in(body.name(), locale), "value", body.code()))
                            .toList());
        }
        return variables;
    }

    private Map<String, Object> facts(Appeal appeal, Locale locale) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("appealNumber", appeal.number());
        facts.put("appealState", shown.code("appeal-state", appeal.state(), locale));
        facts.put("appellant", shown.code("appellant", appeal.appellant(), locale));
        facts.put("received", shown.moment(appeal.receivedAt()));
        facts.put("contested", appeal.contested());
        facts.put("late", appeal.late());
        facts.put("unconfirmed", !records.isConfirmed(appeal));
        facts.put("grounds", appeal.grounds());
        facts.put("demands", appeal.demands());
        if (!appeal.evidence().isEmpty()) {
            facts.put("proof", appeal.evidence());
        }
        terms.of(appeal).stream()
                .filter(term -> term.state().equals("RUNNING") || term.state().equals("BREACHED"))
                .findFirst()
                .ifPresent(term -> {
                    facts.put("dueAt", shown.moment(term.dueAt()));
                    facts.put("citation", term.citation().in(locale));
                });
        if (appeal.caseId() != null && readers.mayRead(appeal.caseId())) {
            ofCase(facts, appeal, locale);
        }
        steps(facts, appeal, locale);
        files(facts, appeal);
        return facts;
    }

    private void ofCase(Map<String, Object> facts, Appeal appeal, Locale locale) {
        var caseFile = cases.byId(appeal.caseId());
        facts.put("caseNumber", caseFile.number());
        facts.put("evidenceLink", "/cases/%s/evidence".formatted(caseFile.number()));
        var contested = new HashSet<>(records.contested(appeal));
        facts.put(
                "targets",
                cases.targets(caseFile.id()).stream()
                        .filter(target -> contested.isEmpty() || contested.contains(target.id()))
                        .map(target -> Map.<String, Object>of(
                                "no", target.no(),
                                "address", target.originalAddress(),
                                "disposition", shown.code("disposition", target.disposition(), locale)))
                        .toList());
        facts.put(
                "decisions",
                files.decisions(appeal, locale.getLanguage()).stream()
                        .map(decision -> Map.<String, Object>of(
                                "no",
                                decision.no(),
                                "at",
                                shown.moment(decision.decidedAt()),
                                "decision",
                                shown.code("body-decision", decision.decision(), locale),
                                "scope",
                                shown.code("scope", decision.scope(), locale),
                                "basis",
                                Stream.of(decision.citation(), decision.court())
                                        .filter(part -> part != null)
                                        .collect(Collectors.joining("; ")),
                                "reasons",
                                decision.reasons()))
                        .toList());
    }

    private void steps(Map<String, Object> facts, Appeal appeal, Locale locale) {
        records.suspension(appeal)
                .ifPresent(suspension ->
                        facts.put("suspension", shown.code("appeal-suspension", suspension.result(), locale)));
        records.opinion(appeal).ifPresent(opinion -> facts.put("opinion", opinion.reasons()));
        records.hearing(appeal)
                .ifPresent(hearing -> facts.put(
                        "hearing",
                        Stream.of(hearing.preliminary(), hearing.reasons(), hearing.minutes())
                                .filter(words -> words != null && !words.isEmpty())
                                .collect(Collectors.joining("\n\n"))));
        records.decision(appeal)
                .ifPresent(decided -> facts.put(
                        "decided",
                        Stream.of(
                                        shown.code("appeal-outcome", decided.outcome(), locale),
                                        decided.ordered(),
                                        decided.reasons())
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining("\n"))));
        var said = records.said(appeal).stream()
                .map(one -> Map.<String, Object>of("at", shown.moment(one.saidAt()), "words", one.words()))
                .toList();
        if (!said.isEmpty()) {
            facts.put("said", said);
        }
    }

    /** For the office, which takes them away as files. */
    private void files(Map<String, Object> facts, Appeal appeal) {
        var files = attachments.of(appeal);
        if (!files.isEmpty() && person.isIn(Groups.APPEALS)) {
            facts.put(
                    "files",
                    files.stream()
                            .map(file -> Map.<String, Object>of(
                                    "name",
                                    file.name(),
                                    "size",
                                    Evidence.sizeShown(file.size()),
                                    "link",
                                    "/api/v1/appeals/%s/files/%d/content".formatted(appeal.number(), file.no())))
                            .toList());
        }
    }

    /**
     * What is to be told by hand, in which words and to whom; that the office looked is kept.
     *
     * @param hand who has the task; null when nobody has
     */
    Map<String, Object> message(String number, String hand, Locale locale) {
        var message = messages.byNumber(number);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("messageNumber", number);
        facts.put("messageKind", shown.code("appeal-message", message.kind(), locale));
        if (person.isIn(Groups.APPEALS)) {
            var appellant = appellants.look(AppealMessages.appealOf(number), number, person.id());
            facts.put("name", appellant.name());
            facts.put("contact", appellant.contact());
            facts.put("messageText", messageWords.of(number, person.id().equals(hand), person.id()));
        }
        return Map.of("facts", facts);
    }
}
