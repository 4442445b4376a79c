package org.duenotice.law;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The register of legal bases. No decision is made without one that is valid on its day. */
@Service
@RequiredArgsConstructor
public class LegalBases {

    private final JdbcClient jdbc;

    /**
     * The basis as last recorded: a repeal or a correction recorded since the id was chosen counts.
     *
     * @throws Problem {@code law.basis-unknown}, or {@code law.basis-not-valid} when it does not stand on that day
     */
    public LegalBasis validOn(UUID id, LocalDate day) {
        var basis = recorded(id);
        if (!basis.validOn(day)) {
            throw Problem.invalid("law.basis-not-valid", basis.article(), basis.paragraph(), day.toString());
        }
        return basis;
    }

    /** The row as it is recorded last. */
    private LegalBasis recorded(UUID id) {
        return jdbc.sql(
                        """
                        select c.* from legal_basis b
                        join current_legal_basis c on c.code = b.code and c.valid_from = b.valid_from
                        where b.id = :id
                        """)
                .param("id", id)
                .query(LegalBases::basis)
                .optional()
                .orElseThrow(() -> Problem.invalid("law.basis-unknown"));
    }

    /**
     * The provision as it is worded that day: the basis itself, or what an amendment made of it under the same code.
     *
     * @throws Problem as {@link #validOn} when nothing of it stands on that day
     */
    public LegalBasis standingOn(UUID id, LocalDate day) {
        return worded(id, day).orElseGet(() -> validOn(id, day));
    }

    /** Something of the provision stands that day, as the basis has it or as it was amended. */
    public boolean stands(UUID id, LocalDate day) {
        return worded(id, day).isPresent() || recorded(id).validOn(day);
    }

    private Optional<LegalBasis> worded(UUID id, LocalDate day) {
        return jdbc.sql(
                        """
                        select c.* from legal_basis b join current_legal_basis c on c.code = b.code
                        where b.id = :id and :day >= c.valid_from and (c.valid_to is null or :day <= c.valid_to)
                        """)
                .param("id", id)
                .param("day", day)
                .query(LegalBases::basis)
                .optional();
    }

    /** What a decision for this purpose in a case of this category can rest on that day, by code. */
    public List<LegalBasis> of(Purpose purpose, String category, LocalDate day) {
        return jdbc.sql(
                        """
                        select * from current_legal_basis
                        where purpose = :purpose and :category = any(categories)
                          and :day >= valid_from and (valid_to is null or :day <= valid_to)
                        order by code, valid_from desc
                        """)
                .param("purpose", purpose.name())
                .param("category", category)
                .param("day", day)
                .query(LegalBases::basis)
                .list();
    }

    /** The basis exactly as it was recorded under this id, valid or not. */
    public LegalBasis get(UUID id) {
        return jdbc.sql("select * from legal_basis where id = :id")
                .param("id", id)
                .query(LegalBases::basis)
                .optional()
                .orElseThrow(() -> Problem.notFound("law.basis-unknown"));
    }

    private static LegalBasis basis(ResultSet row, int no) throws SQLException {
        return new LegalBasis(
                row.getObject("id", UUID.class),
                row.getString("code"),
                Purpose.valueOf(row.getString("purpose")),
                new Wording(row.getString("act_ru"), row.getString("act_kk"), row.getString("act_en")),
                row.getString("article"),
                row.getString("paragraph"),
                new Wording(row.getString("summary_ru"), row.getString("summary_kk"), row.getString("summary_en")),
                List.of((String[]) row.getArray("categories").getArray()),
                row.getBoolean("needs_act"),
                Measure.valueOf(row.getString("widest_measure")),
                row.getString("source"),
                row.getBoolean("verified"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }
}
