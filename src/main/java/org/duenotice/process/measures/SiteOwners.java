package org.duenotice.process.measures;

import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.measure.Measures;
import org.duenotice.platform.SiteContact;
import org.duenotice.platform.SiteContacts;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Reads who answers for which site: a line is a host and an e-mail address, or one address alone for all sites. */
@Component
@RequiredArgsConstructor
class SiteOwners {

    private final SiteContacts known;

    Owners of(String lines) {
        var byHost = new HashMap<String, String>();
        for (var line :
                lines.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            var parts = line.split("\\s+");
            if (parts.length > 2 || !parts[parts.length - 1].contains("@")) {
                throw Problem.invalid("measure.owner-line", line);
            }
            byHost.put(parts.length == 2 ? parts[0].toLowerCase(java.util.Locale.ROOT) : "", parts[parts.length - 1]);
        }
        return new Owners(byHost, known);
    }

    /** The entered addresses first, then what is known from before; null where nobody is known. */
    record Owners(Map<String, String> byHost, SiteContacts known) {

        String of(CaseTarget target) {
            if (!Measures.isSite(target)) {
                return null;
            }
            var host = Measures.host(target);
            var entered = byHost.getOrDefault(host, byHost.get(""));
            return entered != null
                    ? entered
                    : known.of(host).map(SiteContact::address).orElse(null);
        }
    }
}
