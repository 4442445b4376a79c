-- Counts of a past moment that nothing moves any more, and facts of notices and orders that nobody writes past their moves.

-- ---- counts of a past moment ---------------------------------------------------------------------------------------------------

-- When the database came to know of a decision, beside the moment at which it was made by the clock of the application.
alter table qualification_decision add column recorded_at timestamptz;
update qualification_decision set recorded_at = decided_at;
alter table qualification_decision alter column recorded_at set default clock_timestamp(), alter column recorded_at set not null;
revoke insert on qualification_decision from ${runtime-role};
grant insert (qualification_id, prepared_by, decision, remarks, decided_by, decided_at) on qualification_decision to ${runtime-role};

-- A target of a sealed case becomes a placeholder of no platform, and the key it had is forgotten. A count of the day before goes on
-- counting it where it was: under these codes, which name no address.
create table sealed_platform (
    id             bigint generated always as identity primary key,
    case_target_id uuid        not null references case_target,
    old_platform   text        not null,
    effective_at   timestamptz not null,
    recorded_at    timestamptz not null default clock_timestamp()
);
create index on sealed_platform (case_target_id, id);
create index on sealed_platform (effective_at);
create index on sealed_platform (recorded_at);
grant select on sealed_platform to ${runtime-role};

create function keep_platform() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into sealed_platform (case_target_id, old_platform, effective_at, recorded_at)
    select new.id, h.old_platform, h.effective_at, h.changed_at from target_key_history h where h.target_id = old.target_id order by h.id;
    -- the placeholder is as old as the seal
    insert into sealed_platform (case_target_id, old_platform, effective_at)
    select new.id, was.platform_code, placeholder.first_seen_at
    from target was, target placeholder where was.id = old.target_id and placeholder.id = new.target_id;
    return null;
end $$;
create trigger keep_platform after update of target_id on case_target
    for each row when (old.target_id <> new.target_id) execute function keep_platform();

-- What was sealed before: the platform of a case that had one only.
insert into sealed_platform (case_target_id, old_platform, effective_at, recorded_at)
select ct.id, f.platform, s.sealed_at, s.sealed_at
from sealed_case s join case_target ct on ct.case_id = s.case_id and ct.original_address = 'sealed'
join lateral (select min(r.content ->> 'value') as platform from sealed_record r
              where r.case_id = s.case_id and r.from_table = 'case_facet' and r.content ->> 'kind' = 'PLATFORM'
              having count(distinct r.content ->> 'value') = 1) f on true;

-- ---- steps of what leaves and what comes back ----------------------------------------------------------------------------------

-- Attempts and executions have a present state only; what they may become next stands here.
create table allowed_step (
    kind       text not null check (kind in ('DELIVERY', 'SENDING', 'EXECUTION')),
    from_state text not null, -- '' before the first
    to_state   text not null,
    primary key (kind, from_state, to_state)
);
insert into allowed_step (kind, from_state, to_state)
select kind, from_state, unnest(string_to_array(to_states, ' ')) from (values
    ('DELIVERY', '', 'CLAIMED'),
    -- what a person posts or fills in is never started
    ('DELIVERY', 'CLAIMED', 'STARTED SENT UNDELIVERABLE RETRY_LATER IN_DOUBT INCOMPLETE'),
    ('DELIVERY', 'STARTED', 'SENT UNDELIVERABLE RETRY_LATER IN_DOUBT'),
    ('DELIVERY', 'IN_DOUBT', 'SETTLED_AS_SENT SETTLED_AS_NOT_SENT'),
    ('DELIVERY', 'UNDELIVERABLE', 'SETTLED_AS_SENT SETTLED_AS_NOT_SENT'),
    ('DELIVERY', 'INCOMPLETE', 'SETTLED_AS_SENT SETTLED_AS_NOT_SENT'),

    ('SENDING', '', 'CLAIMED'),
    ('SENDING', 'CLAIMED', 'STARTED SETTLED UNDELIVERABLE'),
    ('SENDING', 'STARTED', 'SENT RETRY_LATER UNDELIVERABLE SETTLED'),

    ('EXECUTION', '', 'ISSUED'),
    ('EXECUTION', 'ISSUED', 'SENT CONFIRMED FAILED CANCELLED'),
    ('EXECUTION', 'SENT', 'CONFIRMED FAILED CANCELLED'),
    ('EXECUTION', 'FAILED', 'SENT CONFIRMED CANCELLED'),
    ('EXECUTION', 'CONFIRMED', 'FAILED')
) as s(kind, from_state, to_states);
grant select on allowed_step to ${runtime-role};

create function step() returns trigger language plpgsql as $$
declare
    before text := case when tg_op = 'UPDATE' then old.state else '' end;
begin
    if not exists (select from allowed_step where kind = tg_argv[0] and from_state = before and to_state = new.state) then
        raise exception 'no step of % leads from % to %', tg_argv[0], before, new.state using errcode = 'check_violation',
            constraint = 'an_allowed_step';
    end if;
    return new;
end $$;
create trigger first_step before insert on delivery_attempt
    for each row when (new.state <> 'CLAIMED') execute function step('DELIVERY');
create trigger step before update of state on delivery_attempt
    for each row when (old.state <> new.state) execute function step('DELIVERY');
create trigger first_step before insert on operator_sending
    for each row when (new.state <> 'CLAIMED') execute function step('SENDING');
create trigger step before update of state on operator_sending
    for each row when (old.state <> new.state) execute function step('SENDING');
create trigger first_step before insert on operator_execution
    for each row when (new.state <> 'ISSUED') execute function step('EXECUTION');
create trigger step before update of state on operator_execution
    for each row when (old.state <> new.state) execute function step('EXECUTION');

-- What is written once. Sealing and retention run with the owner's rights and take words and addresses away.
create function stays_written() returns trigger language plpgsql as $$
begin
    if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'MEMBER') then
        raise exception '%: what was written stays', tg_table_name using errcode = 'check_violation', constraint = 'what_was_written_stays';
    end if;
    return new;
end $$;
create trigger result_stays before update on delivery_attempt
    for each row when (old.state = new.state and (old.words, old.started_at, old.finished_at) is distinct from
                                                 (new.words, new.started_at, new.finished_at))
    execute function stays_written();
create trigger key_stays before update of next_key on delivery_attempt
    for each row when (new.next_key is distinct from old.next_key and (old.next_key is not null or new.next_key <> new.key
                                                                     or new.state not in ('RETRY_LATER', 'SETTLED_AS_NOT_SENT')))
    execute function stays_written();
-- another way is given once, for an attempt that did not leave
create trigger correction_stays before update of corrected_channel, corrected_address on delivery_attempt
    for each row when ((old.corrected_channel, old.corrected_address) is distinct from (new.corrected_channel, new.corrected_address)
                       and (coalesce(old.corrected_channel, old.corrected_address) is not null or new.state <> 'SETTLED_AS_NOT_SENT'))
    execute function stays_written();
create trigger result_stays before update on operator_sending
    for each row when (old.state = new.state and (old.words, old.finished_at) is distinct from (new.words, new.finished_at)
                       or old.started_at is not null and old.started_at is distinct from new.started_at)
    execute function stays_written();
create trigger result_stays before update on operator_execution
    for each row when (old.state = 'CANCELLED' and new.state = old.state and
                       (old.words, old.sent_at, old.settled_at) is distinct from (new.words, new.sent_at, new.settled_at))
    execute function stays_written();

revoke update on delivery_attempt, operator_sending, operator_execution, answer, notice_item, operator_order, operator_order_item
    from ${runtime-role};
grant update (state, words, started_at, finished_at, next_key, corrected_channel, corrected_address) on delivery_attempt
    to ${runtime-role};
grant update (state, words, started_at, finished_at) on operator_sending to ${runtime-role};
grant update (state, words, sent_at, settled_at) on operator_execution to ${runtime-role};

-- Only an operator's word carries an order out, and only a later one takes that back.
create function operator_said_so() returns trigger language plpgsql as $$
begin
    if (select c.outcome from operator_confirmation c where c.order_id = new.order_id and c.operator_code = new.operator_code
        order by c.id desc limit 1) is distinct from (case new.state when 'CONFIRMED' then 'EXECUTED' else 'IMPOSSIBLE' end) then
        raise exception 'operator % has not said so', new.operator_code using errcode = 'check_violation',
            constraint = 'operators_say_what_they_did';
    end if;
    return new;
end $$;
create trigger operator_said_so before update of state on operator_execution
    for each row when (old.state <> new.state and 'CONFIRMED' in (old.state, new.state)) execute function operator_said_so();

-- An order ends once, when nothing of it is under way, and its items with it. It is put on paper anew as long as nothing of it left.
create function end_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from operator_execution e where e.order_id = new.id and e.state in ('ISSUED', 'SENT')) then
        raise exception 'order % is still being carried out', new.number using errcode = 'check_violation',
            constraint = 'orders_end_when_carried_out';
    end if;
    update operator_order_item set open = false where order_id = new.id and open;
    return new;
end $$;
create trigger not_ended_at_first before insert on operator_order
    for each row when (new.closed_at is not null) execute function stays_written();
create trigger end_order before update of closed_at on operator_order
    for each row when (old.closed_at is null and new.closed_at is not null) execute function end_order();
create trigger end_stays before update of closed_at on operator_order
    for each row when (old.closed_at is not null and new.closed_at is distinct from old.closed_at) execute function stays_written();

create function on_paper_anew() returns trigger language plpgsql as $$
begin
    if new.closed_at is not null or exists (select from operator_sending s where s.order_id = new.id and s.started_at is not null
                                            and s.state <> 'UNDELIVERABLE') then
        raise exception 'order % has left', new.number using errcode = 'check_violation', constraint = 'what_left_stays_as_it_was';
    end if;
    return new;
end $$;
create trigger on_paper_anew before update of pdf_sha256 on operator_order
    for each row when (old.pdf_sha256 <> new.pdf_sha256) execute function on_paper_anew();
grant update (closed_at, pdf_sha256) on operator_order to ${runtime-role};

create function close_cancelled() returns trigger language plpgsql as $$
begin
    new.open := false;
    return new;
end $$;
create trigger close_cancelled before update of cancelled on operator_order_item
    for each row when (new.cancelled) execute function close_cancelled();
create trigger cancellation_stays before update of cancelled on operator_order_item
    for each row when (old.cancelled and not new.cancelled) execute function stays_written();
create trigger not_cancelled_at_first before insert on operator_order_item
    for each row when (new.cancelled) execute function stays_written();
grant update (cancelled) on operator_order_item to ${runtime-role};

-- What a platform said stays; that it was looked at is noted once.
create trigger assessed_once before update of assessed_at on answer
    for each row when (old.assessed_at is not null and new.assessed_at is distinct from old.assessed_at) execute function stays_written();
grant update (assessed_at) on answer to ${runtime-role};

-- ---- items of a notice ---------------------------------------------------------------------------------------------------------

-- Outcome and verification are what a platform said last and what a person saw last, for all rows of a statement at once.
create function items_follow_facts() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select n.* into wrong from before_it o join after_it n using (notice_id, case_target_id)
    where n.outcome <> o.outcome
        and not coalesce((
            select bool_or(i.outcome = n.outcome and i.ground is not distinct from n.ground)
            from answer a join answer_item i on i.answer_id = a.id and i.case_target_id = n.case_target_id
            where a.notice_id = n.notice_id and a.assessed_at = (
                select max(l.assessed_at) from answer l join answer_item s on s.answer_id = l.id and s.case_target_id = n.case_target_id
                where l.notice_id = n.notice_id)), false)
        and not (n.outcome = 'REMOVED' and seen_again(n.case_target_id) is true)
    or n.verified is null and o.verified and n.outcome = o.outcome
    or n.verified is not null and n.verified is distinct from o.verified
        and n.verified is distinct from (
            select v.confirmed from verification v where v.notice_id = n.notice_id and v.case_target_id = n.case_target_id
            order by v.id desc limit 1)
        and n.verified is distinct from seen_again(n.case_target_id)
    limit 1;
    if found then
        raise exception 'nobody said or saw that the item is % (%)', wrong.outcome, wrong.verified using errcode = 'check_violation',
            constraint = 'items_follow_facts';
    end if;
    return null;
end $$;
-- What a person saw of a target that was to be restricted again; null where nobody looked.
create function seen_again(target uuid) returns boolean language sql stable as $$
    select l.found = 'RESTRICTED_AGAIN' from restoration_target t
    join restoration_look l on l.restoration_id = t.restoration_id and l.case_target_id = t.case_target_id
    where t.case_target_id = target and l.found in ('RESTRICTED_AGAIN', 'STILL_OPEN') order by l.id desc limit 1
$$;
create trigger items_follow_facts after update on notice_item referencing old table as before_it new table as after_it
    for each statement execute function items_follow_facts();
create trigger nothing_said_at_first before insert on notice_item
    for each row when (new.outcome <> 'PENDING' or new.verified is not null) execute function stays_written();

-- What a restoration took back stays so, unless it was a suspension, and nobody is asked for it.
create function taken_back() returns trigger language plpgsql as $$
begin
    if old.undone_by is not null and not exists (select from restoration r where r.id = old.undone_by and r.kind = 'SUSPENSION') then
        raise exception 'what was taken back stays so' using errcode = 'check_violation', constraint = 'what_was_written_stays';
    end if;
    new.open := new.open and new.undone_by is null;
    return new;
end $$;
create trigger taken_back before update of undone_by on notice_item
    for each row when (old.undone_by is distinct from new.undone_by) execute function taken_back();
grant update (outcome, ground, verified, undone_by) on notice_item to ${runtime-role};

-- The end of a notice ends its items: nothing else does, but for what is taken back, and nothing opens them again.
create or replace function end_notice() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update notice set closed_at = new.ended_at
    where id = new.notice_id and state in ('FULLY_COMPLIED', 'PARTIALLY_COMPLIED', 'NOT_COMPLIED', 'SUSPENDED', 'WITHDRAWN');
    if not found then
        raise exception 'a notice that is still open does not end' using errcode = 'check_violation',
            constraint = 'notices_end_where_they_stand';
    end if;
    update notice_item set open = false where notice_id = new.notice_id and open;
    return null;
end $$;

-- ---- what is kept of a sealed case outside the database ------------------------------------------------------------------------

-- Contents that went when their case was sealed: captures, working copies, papers, and the file of an import that has a row of it.
create table sealed_content (
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    case_id     uuid        not null references sealed_case,
    disposed_at timestamptz not null,
    primary key (sha256, case_id)
);
grant select, insert on sealed_content to ${runtime-role};

-- Rows of a file that another one, or the same, had brought before: nothing is made of them.
create table import_repetition (
    import_id        uuid not null references detection_import,
    source           text not null,
    source_reference text not null,
    primary key (source, source_reference, import_id)
);
create index on import_repetition (import_id);
grant select, insert on import_repetition to ${runtime-role};
alter table detection_import add column names_sealed boolean not null default false;
update detection_import set names_sealed = true where sealed > 0;

-- A file has rows of many cases. One that names sealed material goes as a whole: the other rows are in the tables, and its hash and
-- counts stay. As long as an import is worked off it is read, so it goes at its end.
-- Before the step that renames the detections.
insert into sealing_step (no, table_name, belongs, change) values
    (76, 'detection_import',
     't.sha256 in (select i.sha256 from detection d join detection_import i on i.id = d.import_id where d.case_target_id = any ($2) union all select i.sha256 from detection d join import_repetition r on r.source = d.source and r.source_reference = d.source_reference join detection_import i on i.id = r.import_id where d.case_target_id = any ($2))',
     'file_kept = (t.file_kept and t.state = ''RUNNING''), names_sealed = true'),
    (77, 'import_repetition',
     '(t.source, t.source_reference) in (select d.source, d.source_reference from detection d where d.case_target_id = any ($2))', null);
update detection_import i set file_kept = false
where i.state <> 'RUNNING' and i.sha256 in (
    select x.sha256 from detection_import x where x.sealed > 0
    union select x.sha256 from detection_import x join detection d on d.import_id = x.id join case_target ct on ct.id = d.case_target_id
          join sealed_case s on s.case_id = ct.case_id);
create index on detection_import (sha256);
create trigger gone_for_good before update of file_kept on detection_import
    for each row when (new.file_kept and not old.file_kept) execute function stays_written();
