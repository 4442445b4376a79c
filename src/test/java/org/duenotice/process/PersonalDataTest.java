package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever can hold what a person is called, where they are reached or what they said has a rule by which it goes, or a reason to stay. */
@DueNoticeTest
class PersonalDataTest {

    /** Why something stays, and where: tables or columns. */
    private static final Map<String, List<String>> STAYS = Map.of(
            "registers of bodies, operators and platforms: what is published of an office",
            List.of(
                    "operator.address",
                    "operator.name",
                    "operator_execution.address",
                    "operator_execution.operator_name",
                    "platform_contact.address",
                    "platform_contact.name",
                    "platform_profile.name",
                    "platform_profile.representative",
                    "platform_profile.representative_address",
                    "referral_passing_on.recipient"),
            "who decided in office, as the decision names them",
            List.of("agency_decision.officer_name", "restriction_decision.officer_name"),
            "stands in a paper that stays with its hash",
            List.of(
                    "letter_paper.address",
                    "letter_paper.recipient",
                    "notice_draft.address",
                    "notice_draft.recipient",
                    "notice.owner_address",
                    "measure_decision.owner_address"),
            "addresses of content",
            List.of("case_target.original_address", "incoming_act_row.address", "intake_row.address"),
            "the record of the case: what the unit and the body did and wrote",
            List.of(
                    "appeal_fulfilment.words",
                    "appeal_hearing.preliminary",
                    "hearing.preliminary",
                    "restriction_decision.wider_words",
                    "case_comment.words",
                    "case_event.words"),
            "numbers people speak",
            List.of("case_event.subject", "clock.subject", "restriction_round.subject"),
            "what machines answered",
            List.of(
                    "agency_dispatch.words",
                    "agency_dispatch_settlement.words",
                    "appeal_message_result.words",
                    "channel_health.words",
                    "clock_event.words",
                    "delivery_attempt.words",
                    "delivery_proof.words",
                    "operator_execution.words",
                    "operator_sending.words",
                    "time_stamp_wait.words"),
            "names of files, days and tables",
            List.of(
                    "calendar_day.name",
                    "detection_import.file_name",
                    "open_data_correction.name",
                    "open_data_file.name",
                    "platform_relation_file.name",
                    "retention_type.table_name",
                    "sealing_step.table_name",
                    "working_copy.name"));

    @Autowired
    private JdbcClient sql;

    /** Where the name of a column says that it is about a person, and no rule clears it. */
    private List<String> kept() {
        return sql.sql(
                        """
                        select c.table_name || '.' || c.column_name
                        from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
                        where c.table_schema = 'public' and b.table_type = 'BASE TABLE' and c.data_type = 'text'
                            and c.table_name !~ '^(act_|flyway|sealed_)'
                            and c.column_name ~
                                '(^|_)(name|contact|mail|phone|sender|recipients?|representative|minutes|grounds|demands|preliminary|words|body|subject|address)$'
                            and not exists (
                                select from retention_type t
                                where t.table_name = c.table_name and t.disposed_by in ('STATEMENT', 'EVIDENCE', 'ELSEWHERE')
                                    and (t.change is null or t.change ~ ('\\m' || c.column_name || ' =')))
                        """)
                .query(String.class)
                .list();
    }

    @Test
    void whatIsAboutAPersonHasARuleByWhichItGoesOrAReasonToStay() {
        var reasoned = STAYS.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(kept()))
                .as("columns about people without a row in retention_type and without a reason here; no longer there")
                .isEqualTo(reasoned);
        assertThat(Stream.of(
                        "appellant", "appellant_look", "appeal", "appeal_words", "appeal_minutes", "hearing_outcome"))
                .allSatisfy(table -> assertThat(sql.sql("select count(*) from retention_type where table_name = ?")
                                .param(table)
                                .query(Integer.class)
                                .single())
                        .as(table)
                        .isPositive());
    }

    @Test
    void everyKindOfRecordNamesATableThatIsThereAndAStatementThatRuns() {
        var types =
                sql.sql("select code from retention_type").query(String.class).list();
        assertThat(types)
                .allSatisfy(type -> assertThat(sql.sql("select due from retention_due(?, now() + interval '40 years')")
                                .param(type)
                                .query(Long.class)
                                .single())
                        .as(type)
                        .isNotNegative());
    }
}
