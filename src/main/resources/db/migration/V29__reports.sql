-- What reports ask for: the facts of a period by their time. Nothing is summed up beforehand; a figure is counted where the facts are.

create index delivery_that_left on delivery_attempt (finished_at) where state in ('SENT', 'SETTLED_AS_SENT');
create index verification_newest on verification (notice_id, case_target_id, id desc) include (confirmed, verified_at);
create index clock_breach on clock_event (effective_at) include (clock_id) where state = 'BREACHED';
create index qualification_approved on qualification_decision (decided_at) include (qualification_id) where decision = 'APPROVED';
create index restriction_decided on restriction_decision (decided_at) include (decision, case_target_id);
create index referral_handed_over on referral_hand_over (handed_over_on);
create index referral_settled on referral_outcome (outcome_on);
create index operator_order_issued on operator_order (issued_at);
create index restoration_ordered on restoration_order (ordered_at);
create index case_linked on case_link (recorded_at);
