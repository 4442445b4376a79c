package org.duenotice.measure;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.platform.Platforms;
import org.duenotice.platform.SiteContacts;
import org.duenotice.restriction.Restrictions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the table measure is asked about a target. */
@Component
@RequiredArgsConstructor
public class MeasureFacts {

    private final JdbcClient sql;
    private final Platforms platforms;
    private final SiteContacts siteContacts;
    private final Restrictions restrictions;
    private final Clock clock;

    /** The inputs of the table, named as its columns. Targets with the same facts have the same answer. */
    public record Facts(
            String platform,
            boolean site,
            boolean platformUnderLaw,
            boolean contactKnown,
            boolean earlierFailure,
            boolean judicialAct) {}

    public Facts of(CaseTarget target, java.util.UUID caseId) {
        var site = Measures.isSite(target);
        var platform = platforms.get(target.platformCode(), LawDay.of(clock.instant()));
        return new Facts(
                platform.code(),
                site,
                platform.underLaw(),
                site
                        ? siteContacts.of(Measures.host(target)).isPresent()
                        : platforms
                                .find(target.platformCode(), 1, LawDay.of(clock.instant()))
                                .isPresent(),
                hasFailedBefore(target),
                restrictions.of(caseId).judicialAct() != null);
    }

    /** A notice about this very target ended without what was asked, or a notice to its site did. */
    private boolean hasFailedBefore(CaseTarget target) {
        var site = Measures.isSite(target) ? "web:" + Measures.host(target) + "|%" : "";
        return sql.sql(
                        """
                        select exists (select from notice n join notice_item i on i.notice_id = n.id join target t on t.id = i.target_id
                                       join current_disposition d on d.case_target_id = i.case_target_id
                                       where not i.open and d.disposition = 'NOT_COMPLIED'
                                       and (i.target_id = ? or (? <> '' and t.canonical_key like ?)))
                        """)
                .params(target.targetId(), site, site)
                .query(Boolean.class)
                .single();
    }
}
