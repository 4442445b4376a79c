-- A restriction ends, or somebody who did not decide it says anew why it must stand. A review is a round of its own before the authorised
-- body, over what falls due on one day; what nobody looked at is lifted. And what lost its ground is found, whichever version it rests on.

create sequence review_number;

-- ---- the day on which a measure ends if nobody decides anew ---------------------------------------------------------------------

alter table restriction_measure add column due_on date;
create index measure_due on restriction_measure (due_on, id)
    where due_on is not null and state in ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED');

update restriction_measure m set due_on = d.day
from (select distinct on (a.case_target_id) a.case_target_id, a.round_id, least(a.review_on, a.ends_on) as day
      from restriction_decision a where a.decision = 'APPROVED' order by a.case_target_id, a.id desc) d
where d.case_target_id = m.case_target_id and d.round_id = m.round_id
  and m.state in ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'FAILED');

-- Whatever stands of a restriction, or is on its way; a target that was undone or is looked at anew has nothing standing, whatever its
-- measure came to.
create view standing_measure as
select m.id, o.restriction_id, m.case_target_id, m.state, m.due_on
from restriction_measure m join restriction_round o on o.id = m.round_id
where m.state in ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
  and (select d.disposition from disposition d where d.case_target_id = m.case_target_id order by d.id desc limit 1) not in
      ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_REFUSED', 'RESTRICTION_LIFTED', 'BEING_RESTORED', 'WITHDRAWN', 'NO_VIOLATION',
       'OUT_OF_COMPETENCE', 'DUPLICATE', 'RESCINDED', 'MOVED');
grant select on standing_measure to ${runtime-role};

-- ---- rounds of review -----------------------------------------------------------------------------------------------------------

alter table restriction_round drop constraint restriction_round_kind_check;
alter table restriction_round add constraint restriction_round_kind_check check (kind in ('FIRST', 'ESCALATION', 'REVIEW'));

alter table restriction_decision drop constraint restriction_decision_decision_check;
alter table restriction_decision add constraint restriction_decision_decision_check
    check (decision in ('APPROVED', 'RETURNED', 'REFUSED', 'SUBMITTED', 'SENT_BACK', 'LIFTED'));
drop index one_final_decision;
create unique index one_final_decision on restriction_decision (round_id, case_target_id)
    where decision in ('APPROVED', 'REFUSED', 'LIFTED');

-- One per restriction and day that falls due, and per look that found it. "open" is kept by a trigger.
create table restriction_review (
    id             uuid primary key,
    number         text        not null unique,
    restriction_id uuid        not null references restriction,
    round_id       uuid        not null unique references restriction_round,
    due_on         date        not null,
    opened_at      timestamptz not null,
    open           boolean     not null default true
);
create index on restriction_review (restriction_id);
create index restriction_review_open on restriction_review (due_on, number) where open;
create index restriction_review_by_day on restriction_review (due_on, number);

-- What is looked at: the measure, and the decision on it that counted until now.
create table restriction_review_target (
    review_id      uuid   not null references restriction_review,
    case_target_id uuid   not null references case_target,
    measure_id     uuid   not null references restriction_measure,
    decision_id    bigint not null references restriction_decision,
    primary key (review_id, case_target_id)
);
create index on restriction_review_target (case_target_id);
create index on restriction_review_target (measure_id);

-- What became of it. ENDED: the end that was set had come, or it never stood; LAPSED: the day of review had come and nobody decided;
-- OVERTAKEN: it was undone on another ground meanwhile.
create table restriction_review_outcome (
    review_id      uuid        not null,
    case_target_id uuid        not null,
    outcome        text        not null check (outcome in ('RENEWED', 'NARROWED', 'LIFTED', 'ENDED', 'LAPSED', 'OVERTAKEN')),
    recorded_by    text        not null,
    recorded_at    timestamptz not null,
    primary key (review_id, case_target_id),
    foreign key (review_id, case_target_id) references restriction_review_target
);

-- The last approved decision says the day; of the measures on one target only the last one has one.
create function keep_due_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    decided uuid;
begin
    select t.measure_id into decided from restriction_review v
    join restriction_review_target t on t.review_id = v.id and t.case_target_id = new.case_target_id
    where v.round_id = new.round_id;
    if decided is null then
        select m.id into decided from restriction_measure m
        where m.round_id = new.round_id and m.case_target_id = new.case_target_id;
    end if;
    update restriction_measure m set due_on = case when m.id = decided then least(new.review_on, new.ends_on) end
    where m.case_target_id = new.case_target_id;
    return null;
end $$;
create trigger keep_due_day after insert on restriction_decision
    for each row when (new.decision = 'APPROVED') execute function keep_due_day();

-- What ended has no day any more, and a review is open while one of its targets has no outcome.
create function close_review() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.outcome in ('LIFTED', 'ENDED', 'LAPSED', 'OVERTAKEN') then
        update restriction_measure m set due_on = null from restriction_review_target t
        where t.review_id = new.review_id and t.case_target_id = new.case_target_id and m.id = t.measure_id;
    end if;
    update restriction_review v set open = exists (
        select from restriction_review_target t where t.review_id = v.id and not exists (
            select from restriction_review_outcome o where o.review_id = t.review_id and o.case_target_id = t.case_target_id))
    where v.id = new.review_id;
    return null;
end $$;
create trigger close_review after insert on restriction_review_outcome for each row execute function close_review();

grant select, insert on restriction_review, restriction_review_target, restriction_review_outcome to ${runtime-role};
grant update (id) on restriction_review to ${runtime-role}; -- the right to hold a row
grant usage on sequence review_number to ${runtime-role};

-- ---- nobody reviews what they decided -------------------------------------------------------------------------------------------

insert into duty values ('REVIEWER', 'AUTHORISED_BODY');
insert into duty_exclusion
select 'REVIEWER', d.role, 'CASE', case when d.role = 'APPEAL_OFFICER' then 'Administrative Procedural Code, art. 97(2)'
                                        else 'Administrative Procedural Code, art. 67; another organisation decides' end
from duty d where d.side <> 'AUTHORISED_BODY';
insert into duty_exclusion select e.other, e.role, e.within, e.source from duty_exclusion e where e.role = 'REVIEWER';
insert into duty_exclusion values
    ('REVIEWER', 'BODY_OFFICER', 'DECISION', 'A measure is reviewed by somebody who did not decide it'),
    ('BODY_OFFICER', 'REVIEWER', 'DECISION', 'A measure is reviewed by somebody who did not decide it'),
    ('REVIEWER', 'HEAD_OF_BODY', 'DECISION', 'A measure is reviewed by somebody who did not decide it'),
    ('HEAD_OF_BODY', 'REVIEWER', 'DECISION', 'A measure is reviewed by somebody who did not decide it');

-- Whoever decides in a review is the reviewer of the decision that counted until then.
create or replace function take_part_in_restriction_decision() returns trigger language plpgsql as $$
begin
    perform take_part(r.case_id, new.decided_by, case when new.decision = 'SENT_BACK' then 'HEAD_OF_BODY' else 'BODY_OFFICER' end,
                      new.round_id) from restriction r where r.id = new.restriction_id;
    perform take_part(r.case_id, new.approved_by, 'HEAD_OF_BODY', new.round_id)
    from restriction r where r.id = new.restriction_id and new.approved_by is not null;
    perform take_part(r.case_id, new.decided_by, 'REVIEWER', reviewed.round_id)
    from restriction r
    join restriction_review v on v.restriction_id = r.id and v.round_id = new.round_id
    join restriction_review_target t on t.review_id = v.id and t.case_target_id = new.case_target_id
    join restriction_decision reviewed on reviewed.id = t.decision_id
    where r.id = new.restriction_id and new.decision <> 'SENT_BACK';
    return null;
end $$;

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('restriction-review', 10, 'WORKING_DAYS',
     'Порядок работы подразделения: пересмотр ограничения открывается за 10 рабочих дней до дня пересмотра или окончания; без решения в срок ограничение снимается',
     'Бөлімшенің жұмыс тәртібі: шектеуді қайта қарау қайта қарау күніне немесе аяқталу күніне дейін 10 жұмыс күні бұрын ашылады; мерзімінде шешім болмаса, шектеу алынады',
     'Working order of the unit: the review of a restriction opens 10 working days before the day of review or end; without a decision by then the restriction is lifted',
     'Set by the unit, no term of law', false, date '2023-09-10');

-- The case that a number people speak belongs to; null for what belongs to none.
create or replace function case_of(spoken text) returns uuid language sql stable as $$
    select case split_part(spoken, '-', 1)
        when 'DN' then (select id from case_file where number = split_part(spoken, '/', 1))
        when 'N' then (select case_id from notice where number = split_part(spoken, '/', 1))
        when 'O' then (select case_id from operator_order where number = split_part(spoken, '/', 1))
        when 'R' then (select case_id from restriction where number = split_part(spoken, '/', 1))
        when 'RF' then (select case_id from referral where number = split_part(spoken, '/', 1)) -- its packages, too
        when 'RQ' then (select case_id from recusal where number = spoken)
        when 'RS' then (select case_id from restoration where number = split_part(spoken, '/', 1))
        when 'RV' then (select r.case_id from restriction_review v join restriction r on r.id = v.restriction_id where v.number = spoken)
        when 'A' then (select case_id from appeal where number = split_part(spoken, '/', 1))
        when 'CR' then (select case_id from citizen_report where number = spoken)
        when 'U' then (
            select r.case_id from body_notification n join body_notification_draft d on d.id = n.draft_id
            join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id where n.number = spoken)
    end
$$;

-- ---- what lost its ground -------------------------------------------------------------------------------------------------------

-- A restriction whose provision or judicial act no longer stands, found once for each time that it fell. The restoration is proposed with
-- it, or soon after where there are many; until then its number is missing.
create table fallen_basis (
    restriction_id uuid        not null references restriction,
    register       text        not null check (register in ('LEGAL_BASIS', 'JUDICIAL_ACT')),
    row_key        text        not null, -- the code of the provision, the number and date of the act
    fell_on        date        not null, -- its last day
    occasion       text        not null, -- the change of the register that says so, where there is one
    found_by       text        not null,
    found_at       timestamptz not null,
    restoration    text,
    primary key (restriction_id, register, row_key, fell_on)
);
create index fallen_basis_waiting on fallen_basis (found_at, restriction_id) where restoration is null;

grant select, insert, update (restoration) on fallen_basis to ${runtime-role};
