package org.duenotice.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.DecisionService;
import org.duenotice.calendar.LawDay;
import org.duenotice.notice.Gates;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Notices;
import org.duenotice.platform.Platforms;
import org.springframework.stereotype.Component;

/** What the term table is asked for a notice; also asked when a letter is composed, so that the paper names the term that will run. */
@Component
@RequiredArgsConstructor
public class NoticeSla {

    private final DecisionService decisions;
    private final Notices notices;
    private final Platforms platforms;
    private final Gates gates;
    private final Clock clock;

    /** The inputs of notice-sla, named as its columns. */
    public Map<String, Object> facts(String noticeNumber, LetterKind kind) {
        var platform = platforms.get(notices.byNumber(noticeNumber).platformCode(), LawDay.of(clock.instant()));
        var facts = new HashMap<String, Object>();
        facts.put("platform", platform.code());
        facts.put("platformUnderLaw", platform.underLaw());
        facts.put("letterKind", kind.name());
        facts.put("newTermHours", gates.newTermHours(noticeNumber).orElse(null));
        return facts;
    }

    /** The code of the deadline rule that a first notice to the platform would set. */
    public String ruleOfFirstNotice(String platform) {
        var facts = new HashMap<String, Object>();
        facts.put("platform", platform);
        facts.put(
                "platformUnderLaw",
                platforms.get(platform, LawDay.of(clock.instant())).underLaw());
        facts.put("letterKind", LetterKind.NOTICE.name());
        facts.put("newTermHours", null);
        return ruleOf(facts);
    }

    /** The code of the deadline rule that a letter of this kind sets. */
    String ruleOf(Map<String, Object> facts) {
        return decisions
                .evaluateDecisionTableByKey("notice-sla", facts)
                .getSingleResult()
                .getEntry("deadlineRule");
    }

    public String rule(String noticeNumber, LetterKind kind) {
        return ruleOf(facts(noticeNumber, kind));
    }
}
