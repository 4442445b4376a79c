package org.duenotice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.duenotice.DueNoticeTest;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the running application may do to its tables, asked with its own connection. */
@DueNoticeTest
class AppendOnlyTest {

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    private Set<String> tablesWith(String privilege) {
        return Set.copyOf(sql.sql(
                        """
                        select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                        and relname not like 'act%' and has_table_privilege(oid, :privilege)
                        """)
                .param("privilege", privilege)
                .query(String.class)
                .list());
    }

    @Test
    void onlyPresentStateCanBeUpdatedAndOnlyIdempotencyKeysDeleted() {
        assertThat(tablesWith("UPDATE"))
                .containsExactlyInAnyOrder(
                        "detection_import",
                        "import_group",
                        "channel_health",
                        "rekeying",
                        "time_stamp_wait",
                        "idempotency_key");
        assertThat(tablesWith("DELETE")).containsExactly("idempotency_key");
        assertThat(tablesWith("TRUNCATE")).isEmpty();
        assertThat(sql.sql("select count(*) from pg_tables where schemaname = 'public' and tableowner = current_user")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void ofATargetOnlyItsKeyAndWhatFollowsFromItCanChange() {
        assertThat(sql.sql(
                                """
                                select attname from pg_attribute where attrelid = 'target'::regclass and attnum > 0
                                and has_column_privilege('target', attname, 'UPDATE')
                                """)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "canonical_key", "kind", "platform_code", "unresolved", "rule_version", "keyed_at");
    }

    /** Beside these a trigger says which values may follow. */
    @Test
    void ofNoticesAnswersAndOrdersOnlyTheirPresentStateCanChange() {
        assertThat(sql.sql(
                                """
                                select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                                where c.relname in ('notice_item', 'delivery_attempt', 'answer', 'answer_item', 'operator_order',
                                    'operator_order_item', 'operator_execution', 'operator_sending', 'operator_confirmation', 'verification')
                                and c.relnamespace = 'public'::regnamespace and a.attnum > 0
                                and has_column_privilege(c.oid, a.attnum, 'UPDATE')
                                """)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "notice_item.outcome",
                        "notice_item.ground",
                        "notice_item.verified",
                        "notice_item.undone_by",
                        "delivery_attempt.state",
                        "delivery_attempt.words",
                        "delivery_attempt.started_at",
                        "delivery_attempt.finished_at",
                        "delivery_attempt.next_key",
                        "delivery_attempt.corrected_channel",
                        "delivery_attempt.corrected_address",
                        "answer.assessed_at",
                        "operator_order.closed_at",
                        "operator_order.pdf_sha256",
                        "operator_order_item.cancelled",
                        "operator_execution.state",
                        "operator_execution.words",
                        "operator_execution.sent_at",
                        "operator_execution.settled_at",
                        "operator_sending.state",
                        "operator_sending.words",
                        "operator_sending.started_at",
                        "operator_sending.finished_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update disposition set disposition = 'REMOVED'",
                "delete from disposition",
                "update qualification_decision set decided_by = 'x'",
                "delete from case_event",
                "update clock_event set state = 'MET'",
                "update legal_basis set valid_to = null",
                "delete from evidence",
                "update evidence set sha256 = repeat('0', 64)",
                "update custody_entry set hash = repeat('0', 64)",
                "delete from custody_entry",
                "delete from custody_detail",
                "update custody_anchor set signature = ''",
                "delete from custody_anchor",
                "delete from custody_anchor_head",
                "delete from working_copy",
                "alter table custody_entry disable trigger custody_in_order",
                "update measure_decision set addressee = 'PLATFORM'",
                "delete from operator_confirmation",
                "update answer set remarks = 'x'",
                "delete from answer",
                "update notice_item set open = true",
                "update operator_order set reasons = 'x'",
                "update operator_order_item set open = false",
                "update delivery_attempt set address = 'x'",
                "insert into allowed_step values ('DELIVERY', 'SENT', 'CLAIMED')",
                "insert into sealed_platform (case_target_id, old_platform, effective_at) select id, 'WEB', now() from case_target",
                "update sealed_platform set old_platform = 'WEB'",
                "update case_link set recorded_by = 'x'",
                "delete from recheck",
                "update judicial_act set in_force_until = null",
                "update register_change_decision set decided_by = 'x'",
                "delete from register_change_draft",
                "update platform_relation set confirmed_by = 'BOTH_SIDES'",
                "update body_name set name_ru = 'x'",
                "update platform_profile set name = 'x'",
                "update target_rule_draft set rules = ''",
                "update target set first_seen_at = now()",
                "update target_rule set rules = ''",
                "update target_key_history set old_key = ''",
                "delete from target_merge",
                "update case_target set case_id = case_id",
                "update target_move set reasons = 'x'",
                "delete from mirror_decision",
                "truncate case_event",
                "drop table state_move",
                "alter table state_move disable trigger all",
                "update case_file set state = 'CLOSED'",
                "update notice set state = 'WITHDRAWN'",
                "update notice set closed_at = now()",
                "update clock_state set due_at = now()",
                "update clock_state set state = 'MET'",
                "insert into clock_state select * from clock_state",
                "update notice_end set ended_at = now()",
                "delete from notice_end",
                "update case_category_history set old_category = 'x'",
                "update evidence set entered_at = now()",
                "update evidence_target set recorded_at = now()",
                "update restriction_measure set state = 'REMOVED'",
                "update restriction_measure set due_on = null",
                "update restriction_review set open = false",
                "update restriction_review_outcome set outcome = 'RENEWED'",
                "delete from restriction_review_target",
                "update fallen_basis set fell_on = current_date",
                "delete from fallen_basis",
                "update appeal set state = 'DISMISSED'",
                "update state_move set to_state = 'REMOVED'",
                "delete from state_move",
                "insert into state_allowed_move values ('CASE', '', 'CLOSED', false)",
                "delete from duty_exclusion",
                "update participation set role = 'UNIT_MEMBER'",
                "delete from participation"
            })
    void theRunningApplicationCannotRewriteWhatHappened(String statement) {
        casework.preparedCase();
        assertThatThrownBy(() -> sql.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
}
