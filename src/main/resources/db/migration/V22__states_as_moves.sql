-- States are moves. What stands where is a chain of rows that are only added: each names the row it follows, each can be followed once,
-- and each must be one of the moves allowed below, which say the same as the enums of the code. Present state beside it is written by
-- triggers alone.

create table state_allowed_move (
    machine    text    not null check (machine in ('CASE', 'TARGET', 'NOTICE', 'RESTRICTION', 'APPEAL')),
    from_state text    not null, -- '' before the first
    to_state   text    not null,
    -- taken over from the time before; nothing new can be written so
    taken_over boolean not null default false,
    primary key (machine, from_state, to_state, taken_over)
);

insert into state_allowed_move (machine, from_state, to_state)
select machine, from_state, unnest(string_to_array(to_states, ' ')) from (values
    ('CASE', '', 'DETECTED'),
    ('CASE', 'DETECTED', 'QUALIFICATION MERGED'),
    ('CASE', 'QUALIFICATION', 'LEGAL_REVIEW RIGHTS_REVIEW MERGED ON_HOLD_HEARING ON_HOLD_APPEAL'),
    ('CASE', 'LEGAL_REVIEW', 'QUALIFICATION ROUTED CLOSED ON_HOLD_HEARING ON_HOLD_APPEAL'),
    ('CASE', 'RIGHTS_REVIEW', 'QUALIFICATION CLOSED ON_HOLD_HEARING ON_HOLD_APPEAL'),
    ('CASE', 'ROUTED', 'CLOSED ON_HOLD_HEARING ON_HOLD_APPEAL'),
    ('CASE', 'ON_HOLD_HEARING', 'QUALIFICATION LEGAL_REVIEW RIGHTS_REVIEW ROUTED'),
    ('CASE', 'ON_HOLD_APPEAL', 'QUALIFICATION LEGAL_REVIEW RIGHTS_REVIEW ROUTED'),
    ('CASE', 'CLOSED', 'REOPENED'),
    ('CASE', 'REOPENED', 'QUALIFICATION'),

    ('TARGET', '', 'IN_QUALIFICATION'),
    ('TARGET', 'IN_QUALIFICATION',
     'REFERRED RESTRICTION_SOUGHT NO_VIOLATION ALREADY_UNAVAILABLE OUT_OF_COMPETENCE DUPLICATE RESCINDED MOVED'),
    ('TARGET', 'REFERRED', 'IN_QUALIFICATION NO_VIOLATION ALREADY_UNAVAILABLE'),
    ('TARGET', 'RESTRICTION_SOUGHT', 'RESTRICTION_REFUSED UNDER_NOTICE UNDER_ORDER DUPLICATE'),
    ('TARGET', 'UNDER_NOTICE', 'UNDER_ORDER REMOVED GEO_RESTRICTED LABELLED NOT_COMPLIED WITHDRAWN ALREADY_UNAVAILABLE DUPLICATE'),
    ('TARGET', 'UNDER_ORDER',
     'RESTRICTED_BY_OPERATOR RESTRICTION_LIFTED REMOVED GEO_RESTRICTED LABELLED NOT_COMPLIED WITHDRAWN ALREADY_UNAVAILABLE'),
    ('TARGET', 'REMOVED', 'UNDER_ORDER RESTRICTED_BY_OPERATOR RESTRICTION_LIFTED'),
    ('TARGET', 'GEO_RESTRICTED', 'UNDER_ORDER RESTRICTED_BY_OPERATOR RESTRICTION_LIFTED'),
    ('TARGET', 'LABELLED', 'UNDER_ORDER RESTRICTED_BY_OPERATOR RESTRICTION_LIFTED'),
    ('TARGET', 'RESTRICTED_BY_OPERATOR', 'RESTRICTION_LIFTED NOT_COMPLIED'),
    ('TARGET', 'RESTRICTION_REFUSED', 'IN_QUALIFICATION'),
    ('TARGET', 'RESTRICTION_LIFTED', 'IN_QUALIFICATION'),
    ('TARGET', 'NOT_COMPLIED', 'UNDER_ORDER RESTRICTED_BY_OPERATOR RESTRICTION_LIFTED IN_QUALIFICATION'),
    ('TARGET', 'WITHDRAWN', 'IN_QUALIFICATION'),
    ('TARGET', 'NO_VIOLATION', 'IN_QUALIFICATION'),
    ('TARGET', 'ALREADY_UNAVAILABLE', 'IN_QUALIFICATION'),
    ('TARGET', 'OUT_OF_COMPETENCE', 'IN_QUALIFICATION'),
    ('TARGET', 'DUPLICATE', 'IN_QUALIFICATION'),
    ('TARGET', 'RESCINDED', 'IN_QUALIFICATION'),
    ('TARGET', 'MOVED', 'IN_QUALIFICATION'),

    ('NOTICE', '', 'DRAFT'),
    ('NOTICE', 'DRAFT', 'SENT UNDELIVERED ANSWERED BREACHED FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('NOTICE', 'SENT', 'UNDELIVERED ANSWERED BREACHED FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('NOTICE', 'UNDELIVERED', 'SENT ANSWERED BREACHED FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('NOTICE', 'ANSWERED', 'SENT UNDELIVERED BREACHED FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('NOTICE', 'BREACHED', 'SENT UNDELIVERED ANSWERED FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('NOTICE', 'PARTIALLY_COMPLIED', 'SENT UNDELIVERED ANSWERED BREACHED FULLY_COMPLIED NOT_COMPLIED WITHDRAWN'),

    ('RESTRICTION', '', 'PROPOSED'),
    ('RESTRICTION', 'PROPOSED', 'PROPORTIONALITY_CHECKED REFUSED ANNULLED'),
    ('RESTRICTION', 'PROPORTIONALITY_CHECKED', 'PROPOSED APPROVED REFUSED ANNULLED'),
    ('RESTRICTION', 'APPROVED', 'PENDING_ACTIVATION FAILED EXPIRED ANNULLED'),
    ('RESTRICTION', 'PENDING_ACTIVATION', 'ACTIVE FAILED SUSPENDED PENDING_REMOVAL EXPIRED ANNULLED'),
    ('RESTRICTION', 'ACTIVE', 'PENDING_REVIEW PARTIALLY_LIFTED SUSPENDED PENDING_REMOVAL FAILED EXPIRED ANNULLED'),
    ('RESTRICTION', 'PENDING_REVIEW', 'ACTIVE PARTIALLY_LIFTED SUSPENDED PENDING_REMOVAL EXPIRED ANNULLED'),
    ('RESTRICTION', 'PARTIALLY_LIFTED', 'PENDING_REVIEW SUSPENDED PENDING_REMOVAL EXPIRED ANNULLED'),
    ('RESTRICTION', 'SUSPENDED', 'ACTIVE PARTIALLY_LIFTED PENDING_REMOVAL EXPIRED ANNULLED'),
    ('RESTRICTION', 'FAILED', 'PENDING_ACTIVATION ACTIVE PENDING_REMOVAL ANNULLED'),
    ('RESTRICTION', 'EXPIRED', 'PENDING_REMOVAL'),
    ('RESTRICTION', 'ANNULLED', 'PENDING_REMOVAL'),
    ('RESTRICTION', 'PENDING_REMOVAL', 'REMOVED'),

    ('APPEAL', '', 'RECEIVED'),
    ('APPEAL', 'RECEIVED', 'REGISTERED WITHDRAWN'),
    ('APPEAL', 'REGISTERED', 'ADMISSIBILITY WITHDRAWN'),
    ('APPEAL', 'ADMISSIBILITY', 'LEFT_WITHOUT_CONSIDERATION FORWARDED SELF_CORRECTED UNDER_REVIEW WITHDRAWN'),
    ('APPEAL', 'UNDER_REVIEW',
     'HEARING SELF_CORRECTED SILENT CANCELLED CANCELLED_NEW_ACT ACTION_ORDERED DISMISSED RETURNED WITHDRAWN'),
    ('APPEAL', 'HEARING', 'SILENT CANCELLED CANCELLED_NEW_ACT ACTION_ORDERED DISMISSED RETURNED WITHDRAWN'),
    ('APPEAL', 'SILENT', 'HEARING CANCELLED CANCELLED_NEW_ACT ACTION_ORDERED DISMISSED RETURNED WITHDRAWN COURT_PENDING'),
    ('APPEAL', 'LEFT_WITHOUT_CONSIDERATION', 'COURT_PENDING'),
    ('APPEAL', 'SELF_CORRECTED', 'RESTORATION_ORDERED'),
    ('APPEAL', 'CANCELLED', 'RESTORATION_ORDERED'),
    ('APPEAL', 'CANCELLED_NEW_ACT', 'RESTORATION_ORDERED COURT_PENDING'),
    ('APPEAL', 'ACTION_ORDERED', 'RESTORATION_ORDERED COURT_PENDING'),
    ('APPEAL', 'DISMISSED', 'COURT_PENDING'),
    ('APPEAL', 'RETURNED', 'COURT_PENDING'),
    ('APPEAL', 'COURT_PENDING', 'COURT_UPHELD COURT_OVERTURNED'),
    ('APPEAL', 'COURT_OVERTURNED', 'RESTORATION_ORDERED'),
    ('APPEAL', 'RESTORATION_ORDERED', 'RESTORATION_CONFIRMED')
) as m(machine, from_state, to_states);

-- A measure sought, and then in force, on one target: one per round in which the body was asked for it.
create table restriction_measure (
    id             uuid primary key,
    round_id       uuid        not null,
    case_target_id uuid        not null,
    state          text        not null,
    proposed_at    timestamptz not null,
    unique (round_id, case_target_id),
    foreign key (round_id, case_target_id) references restriction_round_target
);
create index on restriction_measure (case_target_id, proposed_at desc);
create index on restriction_measure (state);

-- Somebody disagrees: with a decision on one target, or with all of the case.
create sequence appeal_number;
create table appeal (
    id             uuid primary key,
    number         text        not null unique,
    case_id        uuid        not null references case_file,
    case_target_id uuid references case_target,
    appellant      text        not null check (appellant in ('OWNER', 'AUTHOR', 'PLATFORM', 'THIRD_PARTY', 'USER')),
    grounds        text        not null check (grounds <> ''),
    state          text        not null,
    received_at    timestamptz not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null default clock_timestamp()
);
create index on appeal (case_id);
create index on appeal (state, number);

create table state_move (
    id           bigint generated always as identity primary key,
    machine      text        not null,
    subject      uuid        not null,
    replaces     bigint unique,
    from_state   text        not null,
    since        timestamptz, -- from when it stood there
    to_state     text        not null,
    reason       text        not null,
    actor        text        not null,
    effective_at timestamptz not null,
    recorded_at  timestamptz not null default clock_timestamp(),
    taken_over   boolean     not null default false,
    -- what it is a state of
    case_id        uuid generated always as (case when machine = 'CASE' then subject end) stored references case_file,
    case_target_id uuid generated always as (case when machine = 'TARGET' then subject end) stored references case_target,
    notice_id      uuid generated always as (case when machine = 'NOTICE' then subject end) stored references notice,
    measure_id     uuid generated always as (case when machine = 'RESTRICTION' then subject end) stored references restriction_measure,
    appeal_id      uuid generated always as (case when machine = 'APPEAL' then subject end) stored references appeal,
    constraint an_allowed_move foreign key (machine, from_state, to_state, taken_over) references state_allowed_move,
    constraint follows_the_move_before unique (id, subject, to_state, effective_at),
    foreign key (replaces, subject, from_state, since) references state_move (id, subject, to_state, effective_at),
    constraint only_the_first_follows_nothing check ((replaces is null) = (from_state = '') and (replaces is null) = (since is null)),
    constraint not_before_the_move_before check (effective_at >= since)
);
create unique index one_first_move on state_move (subject) where replaces is null;
create index state_move_last on state_move (subject, id);

-- What history knows of the time before.
create temp table old_move on commit drop as
select 'TARGET' as machine, case_target_id as subject, disposition as to_state, reasons as reason, recorded_by as actor, effective_at,
       recorded_at, id as seq
from disposition
union all
select 'CASE', id, 'DETECTED', '', reported_by, opened_at, opened_at, 0 from case_file
union all
select 'CASE', f.id, case when f.close_reason = 'MERGED' then 'MERGED' else f.state end, coalesce(f.close_reason, ''), 'duenotice',
       coalesce(f.closed_at, e.last, f.opened_at), coalesce(f.closed_at, e.last, f.opened_at), 1
from case_file f left join lateral (select max(happened_at) as last from case_event e where e.case_id = f.id) e on true
where f.state <> 'DETECTED'
union all
select 'NOTICE', id, 'DRAFT', '', 'duenotice', created_at, created_at, 0 from notice
union all
select 'NOTICE', n.id, n.state, '', 'duenotice', coalesce(n.closed_at, l.last, n.created_at), coalesce(n.closed_at, l.last, n.created_at), 1
from notice n left join lateral (select max(composed_at) as last from letter l where l.notice_id = n.id) l on true
where n.state <> 'DRAFT';

insert into restriction_measure (id, round_id, case_target_id, state, proposed_at)
select gen_random_uuid(), t.round_id, t.case_target_id, 'PROPOSED', r.opened_at
from restriction_round_target t join restriction_round r on r.id = t.round_id;
insert into old_move
select 'RESTRICTION', id, 'PROPOSED', '', 'duenotice', proposed_at, proposed_at, 0 from restriction_measure;
insert into old_move
select 'RESTRICTION', m.id, case
           when d.decision in ('SUBMITTED', 'SENT_BACK') then 'PROPORTIONALITY_CHECKED'
           when d.decision = 'REFUSED' then 'REFUSED'
           when c.disposition in ('UNDER_NOTICE', 'UNDER_ORDER') then 'PENDING_ACTIVATION'
           when c.disposition in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR') then 'ACTIVE'
           when c.disposition = 'NOT_COMPLIED' then 'FAILED'
           when c.disposition = 'RESTRICTION_LIFTED' then 'REMOVED'
           when c.disposition = 'ALREADY_UNAVAILABLE' then 'EXPIRED'
           when c.disposition in ('WITHDRAWN', 'RESCINDED', 'DUPLICATE') then 'ANNULLED'
           else 'APPROVED' end,
       d.reasons, d.decided_by, greatest(d.decided_at, c.effective_at, m.proposed_at), greatest(d.decided_at, c.effective_at), 1
from restriction_measure m
join lateral (select * from restriction_decision d where d.round_id = m.round_id and d.case_target_id = m.case_target_id
              order by d.id desc limit 1) d on d.decision <> 'RETURNED'
join current_disposition c on c.case_target_id = m.case_target_id;

-- an effect is never before the one before it
create temp table old_chain on commit drop as
select machine, subject, to_state, reason, actor, recorded_at,
       max(effective_at) over (partition by subject order by seq) as effective_at,
       row_number() over (order by recorded_at, seq, subject) as no,
       row_number() over (partition by subject order by seq) as place
from old_move;
insert into state_allowed_move (machine, from_state, to_state, taken_over)
select distinct machine, coalesce(lag(to_state) over (partition by subject order by place), ''), to_state, true from old_chain;
insert into state_move (id, machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at, recorded_at, taken_over)
overriding system value
select no, machine, subject, lag(no) over w, coalesce(lag(to_state) over w, ''), lag(effective_at) over w, to_state, reason, actor,
       effective_at, recorded_at, true
from old_chain window w as (partition by subject order by place) order by no;
select setval(pg_get_serial_sequence('state_move', 'id'), (select coalesce(max(id), 0) + 1 from state_move), false);

-- counted without a join: into a state less out of it
create index state_move_count on state_move (machine, effective_at) include (subject, from_state, to_state, recorded_at);

-- How a target stands, under the names it always had.
create or replace view current_disposition as
select m.id, m.subject as case_target_id, m.replaces, m.to_state as disposition, m.reason as reasons, m.effective_at, m.recorded_at,
       m.actor as recorded_by
from state_move m
where m.machine = 'TARGET' and not exists (select from state_move later where later.replaces = m.id);
drop table disposition;
create view disposition as
select id, subject as case_target_id, replaces, to_state as disposition, reason as reasons, effective_at, recorded_at, actor as recorded_by
from state_move where machine = 'TARGET';

-- Present state beside the moves, for lists and locks.
alter table case_file drop constraint case_file_check1;
update case_file set state = 'MERGED' where close_reason = 'MERGED';
alter table case_file add constraint closed_has_its_time check ((state in ('CLOSED', 'MERGED')) = (closed_at is not null));
update restriction_measure m set state = c.to_state
from state_move c where c.subject = m.id and not exists (select from state_move l where l.replaces = c.id);

create function keep_present_state() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    case new.machine
        when 'CASE' then
            update case_file set state = new.to_state,
                closed_at = case when new.to_state in ('CLOSED', 'MERGED') then new.effective_at end,
                close_reason = case when new.to_state in ('CLOSED', 'MERGED') then new.reason end
            where id = new.subject;
        when 'NOTICE' then
            update notice set state = new.to_state where id = new.subject;
        when 'RESTRICTION' then
            update restriction_measure set state = new.to_state where id = new.subject;
        when 'APPEAL' then
            update appeal set state = new.to_state where id = new.subject;
    end case;
    return null;
end $$;
create trigger keep_present_state after insert on state_move
    for each row when (new.machine <> 'TARGET' and new.replaces is not null) execute function keep_present_state();

-- A hold is no way from one state to another: what is held goes on where it stood, or is sealed.
create function go_on_where_it_stood() returns trigger language plpgsql as $$
begin
    if new.to_state <> 'SEALED' and new.to_state <> (select held.from_state from state_move held where held.id = new.replaces) then
        raise exception 'a held case goes on where it stood' using errcode = 'check_violation',
            constraint = 'held_cases_go_on_where_they_stood';
    end if;
    return new;
end $$;
create trigger go_on_where_it_stood before insert on state_move
    for each row when (new.from_state in ('ON_HOLD_HEARING', 'ON_HOLD_APPEAL')) execute function go_on_where_it_stood();

-- Whatever has a state begins with the first one.
create function begin_states() returns trigger language plpgsql as $$
begin
    insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
    values (tg_argv[0], new.id, '', new.state, '', coalesce(to_jsonb(new) ->> tg_argv[2], 'duenotice'),
            (to_jsonb(new) ->> tg_argv[1])::timestamptz);
    return null;
end $$;
create trigger begin_states after insert on case_file for each row execute function begin_states('CASE', 'opened_at', 'reported_by');
create trigger begin_states after insert on notice for each row execute function begin_states('NOTICE', 'created_at', '');
create trigger begin_states after insert on restriction_measure
    for each row execute function begin_states('RESTRICTION', 'proposed_at', '');
create trigger begin_states after insert on appeal for each row execute function begin_states('APPEAL', 'received_at', 'recorded_by');

revoke update on case_file, notice from ${runtime-role};
-- the right to hold a row; the key itself is held by what refers to it
grant update (id) on case_file, restriction_measure, appeal to ${runtime-role};
grant update (closed_at) on notice to ${runtime-role};
grant select on state_allowed_move, state_move, disposition, current_disposition to ${runtime-role};
grant insert (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at) on state_move to ${runtime-role};
grant select, insert on restriction_measure, appeal to ${runtime-role};

-- Separation of duties. What a person did is written by the facts themselves, so nobody can decide without having taken part.
create table duty (
    role text primary key,
    side text not null check (side in ('UNIT', 'AUTHORISED_BODY', 'RIGHTS_LAWYER', 'APPEAL')),
    unique (role, side)
);
insert into duty values
    ('UNIT_MEMBER', 'UNIT'), ('PREPARER', 'UNIT'), ('APPROVER', 'UNIT'), ('VERIFIER', 'UNIT'),
    ('BODY_OFFICER', 'AUTHORISED_BODY'), ('HEAD_OF_BODY', 'AUTHORISED_BODY'),
    ('RIGHTS_LAWYER', 'RIGHTS_LAWYER'), ('APPEAL_OFFICER', 'APPEAL');

-- Which two duties one person never has: in one case, or in one decision of it. Both directions stand here.
create table duty_exclusion (
    role   text not null references duty,
    other  text not null references duty,
    within text not null check (within in ('CASE', 'DECISION')),
    source text not null,
    primary key (role, other)
);
insert into duty_exclusion
select a.role, b.role, 'CASE', case when 'APPEAL_OFFICER' in (a.role, b.role) then 'Administrative Procedural Code, art. 97(2)'
                                    else 'Administrative Procedural Code, art. 67; another organisation decides' end
from duty a join duty b on a.side <> b.side;
insert into duty_exclusion values
    ('PREPARER', 'APPROVER', 'DECISION', 'Four eyes, rule of the unit'), ('APPROVER', 'PREPARER', 'DECISION', 'Four eyes, rule of the unit'),
    ('BODY_OFFICER', 'HEAD_OF_BODY', 'DECISION', 'Four eyes, rule of the unit'),
    ('HEAD_OF_BODY', 'BODY_OFFICER', 'DECISION', 'Four eyes, rule of the unit');

alter table participation drop constraint participation_pkey, drop constraint participation_side_check;
alter table participation
    add column role     text,
    add column decision uuid; -- of which decision, where one case has several
update participation set role = case side when 'AUTHORISED_BODY' then 'BODY_OFFICER' when 'RIGHTS_LAWYER' then 'RIGHTS_LAWYER'
                                          else 'UNIT_MEMBER' end;
alter table participation
    alter column role set not null,
    add foreign key (role, side) references duty (role, side),
    add constraint one_duty_once unique nulls not distinct (case_id, person, role, decision);

create function separate_duties() returns trigger language plpgsql as $$
begin
    -- two of one person at the same moment come one after the other
    perform pg_advisory_xact_lock(hashtextextended(new.case_id::text || ' ' || new.person, 0));
    if exists (select from participation p join duty_exclusion e on e.role = new.role and e.other = p.role
               where p.case_id = new.case_id and p.person = new.person and (e.within = 'CASE' or p.decision = new.decision)) then
        raise exception 'separation_of_duties: % cannot be % in this case', new.person, new.role
            using errcode = 'check_violation', constraint = 'separation_of_duties', table = 'participation';
    end if;
    return new;
end $$;
create trigger separate_duties before insert on participation for each row execute function separate_duties();

create function take_part(of_case uuid, who text, as_role text, in_decision uuid) returns void language sql as $$
    insert into participation (case_id, person, side, role, decision)
    select of_case, who, side, role, in_decision from duty
    where role = as_role and not exists (select from participation p where p.case_id = of_case and p.person = who
                                         and p.role = as_role and p.decision is not distinct from in_decision)
    on conflict do nothing
$$;

create function take_part_in_qualification() returns trigger language plpgsql as $$
begin
    perform take_part(new.case_id, new.prepared_by, 'PREPARER', new.id);
    return null;
end $$;
create trigger take_part after insert on qualification for each row execute function take_part_in_qualification();

create function take_part_in_qualification_decision() returns trigger language plpgsql as $$
begin
    perform take_part(q.case_id, new.decided_by, 'APPROVER', q.id) from qualification q where q.id = new.qualification_id;
    return null;
end $$;
create trigger take_part after insert on qualification_decision for each row execute function take_part_in_qualification_decision();

create function take_part_in_rights_review() returns trigger language plpgsql as $$
begin
    perform take_part(new.case_id, new.decided_by, 'RIGHTS_LAWYER', new.id);
    return null;
end $$;
create trigger take_part after insert on rights_review for each row execute function take_part_in_rights_review();

create function take_part_in_notification() returns trigger language plpgsql as $$
begin
    perform take_part(r.case_id, new.prepared_by, 'PREPARER', new.id)
    from restriction_round o join restriction r on r.id = o.restriction_id where o.id = new.round_id;
    return null;
end $$;
create trigger take_part after insert on body_notification_draft for each row execute function take_part_in_notification();

create function take_part_in_notification_approval() returns trigger language plpgsql as $$
begin
    perform take_part(r.case_id, new.approved_by, 'APPROVER', d.id)
    from body_notification_draft d join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id
    where d.id = new.draft_id;
    return null;
end $$;
create trigger take_part after insert on body_notification_approval
    for each row execute function take_part_in_notification_approval();

create function take_part_in_restriction_decision() returns trigger language plpgsql as $$
begin
    perform take_part(r.case_id, new.decided_by, case when new.decision = 'SENT_BACK' then 'HEAD_OF_BODY' else 'BODY_OFFICER' end,
                      new.round_id) from restriction r where r.id = new.restriction_id;
    perform take_part(r.case_id, new.approved_by, 'HEAD_OF_BODY', new.round_id)
    from restriction r where r.id = new.restriction_id and new.approved_by is not null;
    return null;
end $$;
create trigger take_part after insert on restriction_decision for each row execute function take_part_in_restriction_decision();

create function take_part_in_gate_decision() returns trigger language plpgsql as $$
begin
    perform take_part(n.case_id, new.decided_by, 'PREPARER', new.id)
    from gate g join notice n on n.id = g.notice_id where g.id = new.gate_id;
    return null;
end $$;
create trigger take_part after insert on gate_decision for each row execute function take_part_in_gate_decision();

create function take_part_in_gate_approval() returns trigger language plpgsql as $$
begin
    perform take_part(n.case_id, new.approved_by, 'APPROVER', d.id)
    from gate_decision d join gate g on g.id = d.gate_id join notice n on n.id = g.notice_id where d.id = new.gate_decision_id;
    return null;
end $$;
create trigger take_part after insert on gate_approval for each row execute function take_part_in_gate_approval();

create function take_part_in_verification() returns trigger language plpgsql as $$
begin
    perform take_part(n.case_id, new.verified_by, 'VERIFIER', new.notice_id) from notice n where n.id = new.notice_id;
    return null;
end $$;
create trigger take_part after insert on verification for each row execute function take_part_in_verification();

-- Whoever looks into an appeal or decides it: nobody else's part in the case goes with that.
create function take_part_in_appeal() returns trigger language plpgsql as $$
begin
    perform take_part(a.case_id, new.actor, 'APPEAL_OFFICER', a.id) from appeal a where a.id = new.subject;
    return null;
end $$;
create trigger take_part after insert on state_move
    for each row when (new.machine = 'APPEAL' and new.actor <> 'duenotice' and new.to_state in
        ('UNDER_REVIEW', 'HEARING', 'CANCELLED', 'CANCELLED_NEW_ACT', 'ACTION_ORDERED', 'DISMISSED', 'RETURNED'))
    execute function take_part_in_appeal();

grant select on duty, duty_exclusion to ${runtime-role};

-- What a hold pauses: only terms of the unit's own working order, never one of law that runs against the unit or for a person.
create table clock_held (
    rule_code text primary key,
    source    text not null
);
insert into clock_held values
    ('body-decision', 'Working order of the unit; no term of law was found'),
    ('gate-decision', 'Working order of the unit; no term of law');
grant select on clock_held to ${runtime-role};

-- Detections by when they came in: the intake side of the conservation check.
create index detection_by_time on detection (reported_at);
create index detection_by_import on detection (import_id) where import_id is not null;
create index target_move_newest on target_move (from_case_target, id desc);

grant usage on all sequences in schema public to ${runtime-role};
