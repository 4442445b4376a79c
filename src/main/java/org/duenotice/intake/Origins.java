package org.duenotice.intake;

import java.util.EnumSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where what is in a case now came from, sightings and the cases it was in before included. */
@Component
@RequiredArgsConstructor
public class Origins {

    private final JdbcClient sql;

    /** The kinds of source that reported any target of the case; at least the one that opened it. */
    public Set<Source> of(CaseFile caseFile) {
        var found = sql.sql(Sightings.HERE
                        + "select distinct d.source from here h join detection d on d.case_target_id = h.id")
                .param("case", caseFile.id())
                .query(Source.class)
                .list();
        return found.isEmpty() ? EnumSet.of(Source.valueOf(caseFile.source())) : EnumSet.copyOf(found);
    }

    /** True when only anonymous messages speak of the case: a lead, and no ground (Criminal Procedure Code, art. 181(6)). */
    public boolean areAnonymousOnly(CaseFile caseFile) {
        return of(caseFile).equals(EnumSet.of(Source.ANONYMOUS));
    }
}
