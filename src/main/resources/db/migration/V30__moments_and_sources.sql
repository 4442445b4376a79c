-- What a case looked like at a past moment, whole: evidence with what was found, made and linked by then, and the keys that targets had.

-- When something became known to the database, beside the moment at which it is said to have happened.
alter table evidence_target add column recorded_at timestamptz;
update evidence_target set recorded_at = linked_at;
alter table evidence_target alter column recorded_at set default clock_timestamp(), alter column recorded_at set not null;
alter table evidence_finding add column recorded_at timestamptz;
update evidence_finding set recorded_at = found_at;
alter table evidence_finding alter column recorded_at set default clock_timestamp(), alter column recorded_at set not null;
alter table working_copy add column recorded_at timestamptz;
update working_copy set recorded_at = made_at;
alter table working_copy alter column recorded_at set default clock_timestamp(), alter column recorded_at set not null;

-- Since when evidence is in the file of this case: what came along from another one was captured before.
alter table evidence add column entered_at timestamptz;
update evidence e set entered_at = greatest(e.received_at, (
    select c.happened_at from custody_entry c where c.evidence_id = e.id and c.event = 'ACQUIRED'
    and not exists (select from evidence_before_custody b where b.evidence_id = e.id) order by c.no limit 1));
alter table evidence alter column entered_at set default clock_timestamp(), alter column entered_at set not null;

-- A target's key, kind and platform change together, and each change keeps what was there; nobody wrote down kind and platform before.
alter table target add column keyed_at timestamptz; -- when its present key was given
alter table target_key_history
    add column old_kind     text,
    add column old_platform text,
    add column effective_at timestamptz;
update target_key_history h set old_kind = t.kind, old_platform = t.platform_code, effective_at = h.changed_at
from target t where t.id = h.target_id;
alter table target_key_history
    alter column old_kind set not null, alter column old_platform set not null, alter column effective_at set not null;
create index on target_key_history (effective_at);
create index on target_key_history (changed_at);

create or replace function note_changed_key() returns trigger language plpgsql as $$
begin
    insert into target_key_history (target_id, old_key, old_version, old_kind, old_platform, new_key, new_version, effective_at)
    values (old.id, old.canonical_key, old.rule_version, old.kind, old.platform_code, new.canonical_key, new.rule_version,
            coalesce(case when new.keyed_at is distinct from old.keyed_at then new.keyed_at end, clock_timestamp()));
    -- an act that names the thing goes on naming it
    insert into judicial_act_target (judicial_act_id, canonical_key)
    select judicial_act_id, new.canonical_key from judicial_act_target where canonical_key = old.canonical_key
    on conflict do nothing;
    return null;
end $$;
drop trigger note_changed_key on target;
create trigger note_changed_key after update of canonical_key, kind, platform_code on target for each row
    when ((old.canonical_key, old.kind, old.platform_code) is distinct from (new.canonical_key, new.kind, new.platform_code))
    execute function note_changed_key();
grant update (keyed_at) on target to ${runtime-role};

-- The category of a case changes when it is sealed; a count of the day before goes on saying what it was then.
create table case_category_history (
    id           bigint generated always as identity primary key,
    case_id      uuid        not null references case_file,
    old_category text        not null,
    new_category text        not null,
    effective_at timestamptz not null,
    recorded_at  timestamptz not null default clock_timestamp()
);
create index on case_category_history (case_id, id);
create index on case_category_history (effective_at);
create index on case_category_history (recorded_at);
insert into case_category_history (case_id, old_category, new_category, effective_at, recorded_at)
select r.case_id, r.content ->> 'category', f.category, s.sealed_at, s.sealed_at
from sealed_record r join sealed_case s on s.case_id = r.case_id join case_file f on f.id = r.case_id
where r.from_table = 'case_file' and r.content ->> 'category' <> f.category;

create function note_changed_category() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into case_category_history (case_id, old_category, new_category, effective_at)
    values (new.id, old.category, new.category,
            coalesce((select sealed_at from sealed_case where case_id = new.id), clock_timestamp()));
    return null;
end $$;
create trigger note_changed_category after update of category on case_file
    for each row when (old.category <> new.category) execute function note_changed_category();
grant select on case_category_history to ${runtime-role};

-- A notice ends once, where it stands; the present state beside it is written from that alone.
create table notice_end (
    notice_id   uuid primary key references notice,
    ended_at    timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp()
);
insert into notice_end (notice_id, ended_at, recorded_at) select id, closed_at, closed_at from notice where closed_at is not null;

create function end_notice() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update notice set closed_at = new.ended_at
    where id = new.notice_id and state in ('FULLY_COMPLIED', 'PARTIALLY_COMPLIED', 'NOT_COMPLIED', 'SUSPENDED', 'WITHDRAWN');
    if not found then
        raise exception 'a notice that is still open does not end' using errcode = 'check_violation',
            constraint = 'notices_end_where_they_stand';
    end if;
    return null;
end $$;
create trigger end_notice after insert on notice_end for each row execute function end_notice();
revoke update (closed_at) on notice from ${runtime-role};
-- the right to hold a row
grant update (id) on notice to ${runtime-role};
grant select, insert on notice_end to ${runtime-role};

-- What came in, as it came and before anything was made of it: one row an address, whatever way it came. What became of it is
-- counted on the other side, over the moves of targets.
create table intake_row (
    source           text        not null,
    source_reference text        not null,
    address          text        not null,
    import_id        uuid references detection_import,
    received_by      text        not null,
    received_at      timestamptz not null,
    recorded_at      timestamptz not null default clock_timestamp(),
    -- from the time before these rows were kept: made from the detections
    taken_over       boolean     not null default false,
    primary key (source, source_reference)
);
create index on intake_row (received_at);
create index on intake_row (import_id) where import_id is not null;
insert into intake_row (source, source_reference, address, import_id, received_by, received_at, taken_over)
select d.source, d.source_reference, ct.original_address, d.import_id, d.reported_by, d.reported_at, true
from detection d join case_target ct on ct.id = d.case_target_id;
grant select, insert (source, source_reference, address, import_id, received_by, received_at) on intake_row to ${runtime-role};

-- before the step that renames the detections
insert into sealing_step (no, table_name, belongs, change) values
    (79, 'intake_row',
     '(t.source, t.source_reference) in (select d.source, d.source_reference from detection d where d.case_target_id = any ($2))',
     'address = ''sealed'', received_by = ''sealed'', source_reference = ''sealed:'' || (select d.id from detection d where d.source = t.source and d.source_reference = t.source_reference)');

-- A case that is reopened can seek a restriction anew and be forwarded anew; what it did before stays.
alter table restriction drop constraint restriction_case_id_key;
create index on restriction (case_id, proposed_at desc);

alter table sender_told drop constraint sender_told_case_id_fkey, drop constraint sender_told_pkey;
alter table forwarding_outcome drop constraint forwarding_outcome_case_id_fkey, drop constraint forwarding_outcome_pkey;
alter table forwarding drop constraint forwarding_pkey;
alter table forwarding add column no int not null default 1 check (no > 0), add primary key (case_id, no);
alter table forwarding_outcome add column no int not null default 1, add primary key (case_id, no),
    add foreign key (case_id, no) references forwarding;
alter table sender_told add column no int not null default 1, add primary key (case_id, no),
    add foreign key (case_id, no) references forwarding;

-- A referral whose basis or body no longer stands is taken back before its hand-over, and the case is qualified again.
alter table referral_outcome drop constraint referral_outcome_outcome_check;
alter table referral_outcome add constraint referral_outcome_outcome_check
    check (outcome in ('REGISTERED', 'ACCEPTED', 'RETURNED', 'REFUSED', 'TAKEN_BACK', 'INSUFFICIENT_DATA'));

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('requalification-3wd', 3, 'WORKING_DAYS',
     'Порядок работы подразделения: что отозвано до передачи, квалифицируется заново за три рабочих дня; законом срок не установлен',
     'Бөлімшенің жұмыс тәртібі: тапсырылғанға дейін кері алынған материал үш жұмыс күнінде қайта сараланады; заңда мерзім белгіленбеген',
     'Working order of the unit: what was taken back before its hand-over is qualified again in three working days; no law sets a term',
     'Set by the unit', false, date '2023-09-10');

-- Jurisdiction of investigation goes by parts and points of articles (Criminal Procedure Code, article 187).
alter table competence add column provisions text[] not null default '{}';
create or replace view current_competence as
select distinct on (category, offence_route, body_code, valid_from) * from competence
order by category, offence_route, body_code, valid_from, recorded_at desc;

insert into body (code) values ('ANTI_CORRUPTION');
insert into body_name (code, name_ru, name_kk, name_en, verified, source, valid_from) values
    ('ANTI_CORRUPTION', 'Антикоррупционная служба', 'Сыбайлас жемқорлыққа қарсы қызмет', 'Anti-corruption service', false,
     'As the Criminal Procedure Code calls it; which body holds the function today was not compared', date '2015-01-01');
insert into competence (category, within, offence_route, body_code, provisions, citation, source, verified, valid_from) values
    ('FINANCIAL_PYRAMID', true, 'CRIMINAL', 'ECONOMIC_INVESTIGATIONS', array['217(1)', '217(2)', '217(3)(1)', '217(3)(2)'],
     'Criminal Procedure Code, article 187(4-1): article 217(2), (3)(1) and (2)', 'Text as amended to 28.12.2022', true, '2023-03-01'),
    ('FINANCIAL_PYRAMID', true, 'CRIMINAL', 'POLICE', array['217(1)', '217(2)', '217(3)(1)', '217(3)(2)'],
     'Criminal Procedure Code, article 187(4-1): article 217(2), (3)(1) and (2)', 'Text as amended to 28.12.2022', true, '2023-03-01'),
    ('FINANCIAL_PYRAMID', true, 'CRIMINAL', 'ANTI_CORRUPTION', array['217(3)(3)'],
     'Criminal Procedure Code, article 187: article 217(3)(3)', 'Text as amended to 28.12.2022', true, '2023-03-01'),
    ('ILLEGAL_GAMBLING', true, 'CRIMINAL', 'ECONOMIC_INVESTIGATIONS', array['307(1)', '307(2)', '307(3)(1)', '307(3)(2)'],
     'Criminal Procedure Code, article 187(3-1): article 307(1), (2), (3)(1) and (2)', 'Text as amended to 28.12.2022', true, '2023-03-01'),
    ('ILLEGAL_GAMBLING', true, 'CRIMINAL', 'ANTI_CORRUPTION', array['307(3)(3)'],
     'Criminal Procedure Code, article 187: article 307(3)(3)', 'Text as amended to 28.12.2022', true, '2023-03-01');

-- How a clock stands now is written from its history and by nothing else.
alter table clock_event add column length interval; -- of the whole term, pauses left out; null: as it was

create function keep_clock_state() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into clock_state as s (clock_id, state, started_at, due_at, length, state_since)
    select a.clock_id, a.state, coalesce(a.started_at, now.started_at, c.started_at), a.due_at,
           coalesce(a.length, now.length, a.due_at - c.started_at),
           case when now.state = a.state then now.state_since else a.effective_at end
    from added a join clock c on c.id = a.clock_id left join clock_state now on now.clock_id = a.clock_id
    on conflict (clock_id) do update set state = excluded.state, started_at = excluded.started_at, due_at = excluded.due_at,
        length = excluded.length, state_since = excluded.state_since;
    return null;
end $$;
create trigger keep_clock_state after insert on clock_event referencing new table as added
    for each statement execute function keep_clock_state();
revoke insert, update on clock_state from ${runtime-role};
-- the right to hold a row
grant update (clock_id) on clock_state to ${runtime-role};
