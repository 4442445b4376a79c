package org.duenotice.process.measures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.DecisionService;
import org.duenotice.casefile.Cases;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.MeasureFacts;
import org.duenotice.measure.Measures;
import org.duenotice.measure.Measures.Proposal;
import org.duenotice.measure.Request;
import org.duenotice.process.DecisionAnswer;
import org.springframework.stereotype.Component;

/** What the table measure proposes for each approved target; it is asked once for all targets with the same facts. */
@Component
@RequiredArgsConstructor
class MeasureProposals {

    private final DecisionService decisions;
    private final Cases cases;
    private final Measures measures;
    private final MeasureFacts facts;

    List<Proposal> of(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var answers = new HashMap<MeasureFacts.Facts, DecisionAnswer>();
        return measures.approved(caseFile).stream()
                .map(target -> {
                    var answer = answers.computeIfAbsent(facts.of(target, caseFile.id()), this::ask);
                    return new Proposal(
                            target.id(),
                            Addressee.valueOf(answer.text("addressee")),
                            Request.valueOf(answer.text("request")),
                            answer.text("whyRu"),
                            answer.text("whyKk"),
                            answer.text("whyEn"));
                })
                .toList();
    }

    private DecisionAnswer ask(MeasureFacts.Facts about) {
        Map<String, Object> inputs = Map.of(
                "platform", about.platform(),
                "site", about.site(),
                "platformUnderLaw", about.platformUnderLaw(),
                "contactKnown", about.contactKnown(),
                "earlierFailure", about.earlierFailure(),
                "judicialAct", about.judicialAct());
        return new DecisionAnswer(decisions
                .evaluateDecisionTableByKey("measure", inputs)
                .getSingleResult()
                .getEntryMap());
    }
}
