package org.duenotice.process;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.restoration.Addressees;
import org.duenotice.restoration.Confirmations;
import org.duenotice.restoration.Looks;
import org.duenotice.restoration.MailedAnswers;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.Restorations;
import org.springframework.stereotype.Component;

/** The facts of a restoration for a form, beside those of its case: what it undoes and why, and what everyone who was told has said. */
@Component
@RequiredArgsConstructor
class RestorationFacts {

    private final Restorations restorations;
    private final Addressees addressees;
    private final Confirmations confirmations;
    private final MailedAnswers mails;
    private final Looks looks;
    private final Cases cases;
    private final Clocks clocks;
    private final CaseFacts caseFacts;
    private final ProbeFacts probeFacts;
    private final Shown shown;

    /** @param key the number of the restoration, or of one of its letters */
    UUID caseOf(String key) {
        return restorations.byNumber(number(key)).caseId();
    }

    private String number(String key) {
        return key.startsWith("RS-") ? key : confirmations.restorationOf(key);
    }

    Map<String, Object> of(String key, Locale locale) {
        var restoration = restorations.byNumber(number(key));
        var about = new HashMap<String, Object>();
        about.put("number", restoration.number());
        about.put("kind", shown.code("restoration-kind", restoration.kind(), locale));
        about.put("basis", shown.code("restoration-ground", restoration.ground(), locale));
        about.put("occasion", restoration.occasion());
        about.put("reasons", restoration.reasons());
        about.put("openedBy", restoration.openedBy());
        about.put("openedAt", shown.moment(restoration.openedAt()));
        about.put("round", restorations.round(restoration));
        var targets = restorations.targets(restoration);
        about.put(
                "targets", targets.stream().map(target -> line(target, locale)).toList());
        about.put(
                "told",
                addressees.of(restoration.id()).stream()
                        .map(told -> Map.of(
                                "number", told.number(),
                                "party", told.party(),
                                "state", shown.code("restoration-told", told.state(), locale),
                                "dueAt", told.dueAt() == null ? "" : shown.moment(told.dueAt())))
                        .toList());
        var facts = new HashMap<String, Object>();
        facts.put("restoration", about);
        clockOf(key).ifPresent(clock -> facts.put("clock", caseFacts.clock(clock, locale)));
        var arrived = mails(key, restoration);
        if (!arrived.isEmpty()) {
            facts.put("mails", arrived);
        }
        var wanted = looks.wanted(restoration.number()).stream()
                .collect(Collectors.toMap(CaseTarget::no, CaseTarget::targetId));
        probeFacts.of(wanted, locale).ifPresent(suggested -> facts.put("probe", suggested));
        return facts;
    }

    /** That of the look once there is one, before that of the officer's word; of a letter its own. */
    private Optional<ClockView> clockOf(String key) {
        return key.startsWith("RS-")
                ? clocks.last(key + "/look").or(() -> clocks.last(key + "/order"))
                : clocks.last(key);
    }

    /** Those that may answer the letter, or any letter of the restoration. */
    private List<Map<String, Object>> mails(String key, Restoration restoration) {
        var arrived = key.startsWith("RS-") ? mails.of(restoration.id()) : mails.to(key);
        return arrived.stream()
                .map(mail -> Map.<String, Object>of(
                        "letter", mail.letter(),
                        "number", mail.number(),
                        "sender", mail.sender(),
                        "receivedAt", shown.moment(mail.receivedAt()),
                        "subject", mail.subject(),
                        "text", mail.text()))
                .toList();
    }

    /** The mails in which the addressee's word can be read. */
    List<Map<String, String>> mailChoices(String letter) {
        return mails.to(letter).stream()
                .map(mail -> FormChoices.option(
                        "%s · %s · %s".formatted(mail.number(), mail.sender(), mail.subject()), mail.number()))
                .toList();
    }

    private Map<String, Object> line(CaseTarget target, Locale locale) {
        return Map.of(
                "no", target.no(),
                "address", target.originalAddress(),
                "disposition", shown.code("disposition", target.disposition(), locale));
    }

    /** The targets that a person has to look at. */
    List<Map<String, String>> choices(String number) {
        return looks.wanted(number).stream()
                .map(target -> FormChoices.target(target.no(), target.originalAddress()))
                .toList();
    }
}
