package org.duenotice.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.recreation.Mirrors;
import org.springframework.stereotype.Component;

/** A target and the one that it is said to be a copy of, for a form. */
@Component
@RequiredArgsConstructor
class MirrorFacts {

    private final Mirrors mirrors;
    private final Cases cases;
    private final Shown shown;

    Map<String, Object> of(String number, Locale locale) {
        var mirror = mirrors.byNumber(number);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", mirror.number());
        facts.put(
                "pair",
                List.of(
                        line("COPY", mirror.caseNumber(), mirror.no(), locale),
                        line("ORIGINAL", mirror.ofCase(), mirror.ofNo(), locale)));
        facts.put("reasons", mirror.reasons());
        facts.put("proposedBy", mirror.proposedBy());
        facts.put("proposedAt", shown.moment(mirror.proposedAt()));
        facts.put("evidenceLink", evidence(mirror.caseNumber()));
        facts.put("ofEvidenceLink", evidence(mirror.ofCase()));
        return facts;
    }

    private static String evidence(String caseNumber) {
        return "/cases/%s/evidence".formatted(caseNumber);
    }

    private Map<String, Object> line(String which, String caseNumber, int no, Locale locale) {
        var target = cases.targets(cases.byNumber(caseNumber).id()).stream()
                .filter(one -> one.no() == no)
                .findFirst();
        return Map.of(
                "which", shown.code("pair", which, locale),
                "case", caseNumber,
                "no", no,
                "address", target.map(CaseTarget::originalAddress).orElse(""),
                "disposition",
                        target.map(one -> shown.code("disposition", one.disposition(), locale))
                                .orElse(""));
    }
}
