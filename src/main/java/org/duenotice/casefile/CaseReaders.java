package org.duenotice.casefile;

import java.util.Collection;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may read which case, decided here and nowhere else: an ordinary one everybody with a login; of a sealed one nobody more than its
 * stub on the ordinary ways, its number and state. What is known of it the group for it reads in {@code seal}, which keeps who did.
 */
@Component
@RequiredArgsConstructor
public class CaseReaders {

    /** What the stub of a sealed case has for a category. */
    public static final String SEALED_CATEGORY = "SEALED_MATERIAL";

    private final JdbcClient sql;

    /**
     * A condition for lists and searches: what belongs to an ordinary case.
     *
     * @param caseId the column with the id of the case, such as {@code f.id}
     */
    public static String ordinary(String caseId) {
        return "not exists (select from kept_sealed sealed where sealed.case_id = %s)".formatted(caseId);
    }

    public boolean mayRead(UUID caseId) {
        return sql.sql("select not exists (select from kept_sealed where case_id = ?)")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /** True once what is known of it stands in the sealed tables; one that is only of such a category waits for that. */
    public boolean isSealed(UUID caseId) {
        return sql.sql("select exists (select from sealed_case where case_id = ?)")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Refuses a sealed case in words that say nothing about it.
     *
     * @throws Problem {@code sealed.material}
     */
    public void requireOrdinary(UUID caseId) {
        if (!mayRead(caseId)) {
            throw refusal();
        }
    }

    static Problem refusal() {
        return Problem.forbidden("sealed.material");
    }

    /** True when the name is a number that people speak of something of a case. */
    boolean isOfCase(String name) {
        return sql.sql("select case_of(?) is not null")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    /** True when one of the names, a number people speak or the id of a clock, belongs to a sealed case. */
    boolean namesSealed(Collection<String> names) {
        return sql.sql(
                        """
                        select exists (select from kept_sealed s where s.case_id in (
                            select case_of(name) from unnest(:names::text[]) name
                            union all select case_id from clock where id = any (:ids)
                            union all select t.case_id from mirror m join case_target t
                                on t.id in (m.case_target_id, m.of_case_target) where m.id = any (:ids)))
                        """)
                .param("names", names.toArray(String[]::new))
                .param(
                        "ids",
                        names.stream()
                                .filter(CaseReaders::isId)
                                .map(UUID::fromString)
                                .toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    private static boolean isId(String name) {
        return name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
