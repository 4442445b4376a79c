-- A year of detections, five in seven of them on platforms: cases of twenty targets over all days of 2025, each walked to its end by the
-- moves that the database allows. ${cases} is how many cases.

create temp table bench_case as
select n, gen_random_uuid() as case_id, gen_random_uuid() as qualification_id, gen_random_uuid() as restriction_id,
       gen_random_uuid() as round_id, gen_random_uuid() as hearing_id, gen_random_uuid() as notice_id, gen_random_uuid() as letter_id,
       gen_random_uuid() as clock_id, gen_random_uuid() as answer_id, lpad(n::text, 6, '0') as no,
       timestamptz '2025-01-01 03:00Z' + n * (interval '364 days' / ${cases}) as at,
       (array['TELEGRAM', 'INSTAGRAM', 'FACEBOOK', 'TIKTOK', 'VK', 'WEB', 'WEB'])[1 + n % 7] as platform,
       (array['FINANCIAL_PYRAMID', 'ILLEGAL_GAMBLING', 'FRAUD_PHISHING', 'DRUG_SALE'])[1 + n % 4] as category,
       case when n % 10 = 0 then 'CLOSE' else 'MEASURES' end as proposal,
       n % 10 <> 0 and n % 9 <> 0 as restriction, n % 8 <> 0 as answered
from generate_series(1, ${cases}) n;

create temp table bench_target as
select c.*, k, gen_random_uuid() as target_id, gen_random_uuid() as case_target_id,
       case when k in (5, 11) then 'REFUSED' when k = 7 then 'NO_ACTION' when k = 13 then 'GEO_RESTRICTED' else 'REMOVED' end as outcome
from bench_case c cross join generate_series(1, 20) k;
analyze bench_case;
analyze bench_target;

insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
select target_id, 'web:bench-year-' || n || '.example|/' || k || '|', 'ITEM', platform, false, 2, at from bench_target;
insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
select case_id, 'DN-2025-' || no, category, 'bench', 'OWN_MONITORING', 'bench', 'DETECTED', at from bench_case;
insert into case_target (id, case_id, target_id, no, original_address)
select case_target_id, case_id, target_id, k, 'https://bench-year-' || n || '.example/' || k from bench_target;
insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
select 'TARGET', case_target_id, '', 'IN_QUALIFICATION', '', 'bench', at from bench_target;
insert into detection (id, source, source_reference, case_target_id, reported_by, reported_at)
select gen_random_uuid(), case when n % 10 = 9 then 'OTHER_BODY' else 'OWN_MONITORING' end, 'bench-' || n || '-' || k, case_target_id,
       'bench', at from bench_target;
insert into intake_row (source, source_reference, address, received_by, received_at)
select d.source, d.source_reference, ct.original_address, d.reported_by, d.reported_at
from detection d join case_target ct on ct.id = d.case_target_id where d.source_reference like 'bench-%';

insert into qualification (id, case_id, round, proposal, offence_route, restriction, restriction_basis, closing, reasons, prepared_by,
                           prepared_at)
select qualification_id, case_id, 1, case when restriction then 'MEASURES' else 'CLOSE' end, 'NONE', restriction,
       case when restriction then (select id from legal_basis where code = 'restriction-law' limit 1) end,
       case when not restriction then 'NO_VIOLATION' end, 'bench', 'bench', at + interval '5 hours' from bench_case;
insert into qualification_decision (qualification_id, prepared_by, decision, remarks, decided_by, decided_at)
select qualification_id, 'bench', 'APPROVED', '', 'bench2', at + interval '8 hours' from bench_case;

insert into restriction (id, number, case_id, legal_basis, reasons, proposed_by, proposed_at)
select restriction_id, 'R-2025-' || no, case_id, (select id from legal_basis where code = 'restriction-law' limit 1), 'bench', 'bench',
       at + interval '8 hours' from bench_case where restriction;
insert into restriction_target select restriction_id, case_target_id from bench_target where restriction;
insert into restriction_round (id, restriction_id, no, kind, subject, opened_at)
select round_id, restriction_id, 1, 'FIRST', 'DN-2025-' || no, at + interval '8 hours' from bench_case where restriction;
insert into restriction_round_target select round_id, case_target_id from bench_target where restriction;
insert into hearing (id, round_id, ground, reasons, preliminary, recorded_by, recorded_at)
select hearing_id, round_id, 'IMMEDIATE_ACT_NEEDED', 'bench', '', 'bench3', at + interval '1 day' from bench_case where restriction;
insert into restriction_decision (restriction_id, case_target_id, decision, reasons, review_on, decided_by, decided_at, round_id, scope,
                                  hearing_id)
select restriction_id, case_target_id, 'APPROVED', 'bench', date '2027-01-01', 'bench3', at + interval '1 day', round_id, 'ITEM', hearing_id
from bench_target where restriction;

insert into notice (id, number, case_id, restriction_id, platform_code, state, created_at, closed_at)
select notice_id, 'N-2025-' || no, case_id, restriction_id, platform, 'DRAFT', at + interval '1 day', at + interval '5 days'
from bench_case where restriction;
insert into notice_item (notice_id, case_target_id, target_id, open)
select notice_id, case_target_id, target_id, false from bench_target where restriction;
insert into letter (id, number, notice_id, kind, composed_at)
select letter_id, 'N-2025-' || no || '/1', notice_id, 'NOTICE', at + interval '1 day' from bench_case where restriction;
insert into delivery_attempt (letter_id, no, address, message_id, state, claimed_at, finished_at, channel, key)
select letter_id, 1, 'bench', 'bench-year-' || no, 'CLAIMED', at + interval '1 day', null, 'EMAIL', 'bench-year-' || no
from bench_case where restriction;
update delivery_attempt a set state = 'SENT', finished_at = b.at + interval '25 hours' from bench_case b where b.letter_id = a.letter_id;
insert into clock (id, case_id, subject, rule_code, citation_ru, citation_kk, citation_en, started_at, amount, unit)
select clock_id, case_id, 'N-2025-' || no, 'platform-answer', 'bench', 'bench', 'bench', at + interval '25 hours', 24, 'HOURS'
from bench_case where restriction;
insert into clock_event (clock_id, state, due_at, words, effective_at)
select clock_id, 'RUNNING', at + interval '49 hours', '', at + interval '25 hours' from bench_case where restriction;
insert into clock_event (clock_id, state, due_at, words, effective_at)
select clock_id, case when answered then 'MET' else 'BREACHED' end, at + interval '49 hours', '', at + interval '49 hours'
from bench_case where restriction;
insert into answer (id, notice_id, channel, kind, reference, remarks, answered_at, recorded_by, recorded_at, assessed_at)
select answer_id, notice_id, 'API', 'OUTCOME', 'bench', '', at + interval '26 hours' + n % 40 * interval '1 hour', 'bench',
       at + interval '26 hours' + n % 40 * interval '1 hour', at + interval '70 hours' from bench_case where restriction and answered
union all
select gen_random_uuid(), notice_id, 'API', 'ACKNOWLEDGED', 'bench', '', at + interval '26 hours', 'bench', at + interval '26 hours',
       at + interval '26 hours' from bench_case where restriction and answered and n % 3 = 0;
insert into answer_item (answer_id, case_target_id, outcome, ground)
select answer_id, case_target_id, outcome, case when outcome = 'REFUSED' then 'LAW' end from bench_target where restriction and answered;
insert into verification (notice_id, case_target_id, confirmed, remarks, verified_by, verified_at)
select notice_id, case_target_id, true, '', 'bench4', at + interval '72 hours'
from bench_target where restriction and answered and outcome = 'REMOVED';
update notice_item i set outcome = b.outcome, ground = case when b.outcome = 'REFUSED' then 'LAW' end,
    verified = case when b.outcome = 'REMOVED' then true end
from bench_target b where b.notice_id = i.notice_id and b.case_target_id = i.case_target_id and b.answered;

-- targets to their end, one allowed move after the other
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'TARGET', m.subject, m.id, m.to_state, m.effective_at, case when b.restriction then 'RESTRICTION_SOUGHT'
           when b.n % 10 = 0 then 'NO_VIOLATION' else 'ALREADY_UNAVAILABLE' end, '', 'bench', b.at + interval '8 hours'
from bench_target b join state_move m on m.subject = b.case_target_id and m.from_state = '';
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'TARGET', m.subject, m.id, m.to_state, m.effective_at, 'UNDER_NOTICE', '', 'bench', b.at + interval '25 hours'
from bench_target b join state_move m on m.subject = b.case_target_id and m.to_state = 'RESTRICTION_SOUGHT';
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'TARGET', m.subject, m.id, m.to_state, m.effective_at, case when b.answered and b.outcome in ('REMOVED', 'GEO_RESTRICTED')
           then b.outcome else 'NOT_COMPLIED' end, '', 'bench', b.at + interval '72 hours'
from bench_target b join state_move m on m.subject = b.case_target_id and m.to_state = 'UNDER_NOTICE';

-- cases: all but one in forty are closed
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'CASE', m.subject, m.id, m.to_state, m.effective_at, 'QUALIFICATION', '', 'bench', b.at + interval '2 hours'
from bench_case b join state_move m on m.subject = b.case_id and m.from_state = '';
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'CASE', m.subject, m.id, m.to_state, m.effective_at, 'LEGAL_REVIEW', '', 'bench', b.at + interval '5 hours'
from bench_case b join state_move m on m.subject = b.case_id and m.to_state = 'QUALIFICATION';
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'CASE', m.subject, m.id, m.to_state, m.effective_at, case when b.restriction then 'ROUTED' else 'CLOSED' end, 'NO_VIOLATION', 'bench',
       b.at + interval '8 hours'
from bench_case b join state_move m on m.subject = b.case_id and m.to_state = 'LEGAL_REVIEW';
insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
select 'CASE', m.subject, m.id, m.to_state, m.effective_at, 'CLOSED', 'COMPLIED', 'bench', b.at + interval '5 days'
from bench_case b join state_move m on m.subject = b.case_id and m.to_state = 'ROUTED' where b.n % 40 <> 0;

insert into appeal (id, number, case_id, appellant, grounds, state, received_at, recorded_by)
select gen_random_uuid(), 'A-2025-' || no, case_id, (array['OWNER', 'AUTHOR', 'PLATFORM'])[1 + n % 3], 'bench', 'RECEIVED',
       at + interval '10 days', 'bench' from bench_case where n % 50 = 0;
insert into restoration (id, number, case_id, kind, ground, occasion, reasons, opened_by, opened_at)
select gen_random_uuid(), 'RS-2025-' || no, case_id, 'RESTORATION', 'OVER_BLOCKING', '', 'bench', 'bench', at + interval '9 days'
from bench_case where restriction and n % 100 = 1;
insert into restoration_target
select r.id, b.case_target_id from restoration r join bench_target b on r.number = 'RS-2025-' || b.no where b.k <= 2;
insert into restoration_order select id, 'bench', 'bench', opened_at from restoration where number like 'RS-2025-%';
drop table bench_target;
drop table bench_case;
