-- Child sexual abuse material: described and hashed at most, forwarded at once, read by an own small group. What is known of it stands
-- in tables of its own, so that nothing that reads ordinary cases can show it. In case_file there is a stub only: number and state.

-- Detections of these categories are sealed from their first moment.
create table sealed_category (
    code text primary key
);
insert into sealed_category values ('CHILD_SEXUAL_ABUSE_MATERIAL');

create table sealed_case (
    case_id     uuid primary key references case_file,
    category    text        not null references sealed_category,
    way         text        not null check (way in ('REPORTED', 'IMPORTED', 'CITIZEN', 'REQUALIFIED')),
    source      text        not null,
    reported_by text        not null,
    description text        not null,
    reasons     text        not null,
    sealed_by   text        not null,
    sealed_at   timestamptz not null,
    check (way <> 'REQUALIFIED' or reasons <> '')
);

-- What nobody reads on the ordinary ways: sealed, or from before this material was sealed and not sealed yet.
create view kept_sealed as
select case_id from sealed_case
union all
select id from case_file where category = any (array(select code from sealed_category));
grant select on kept_sealed to ${runtime-role};

-- The same reference of the same source is the same detection here, too.
create table sealed_reference (
    source    text not null,
    reference text not null,
    case_id   uuid not null references sealed_case,
    primary key (source, reference)
);
create index on sealed_reference (case_id);

-- As it was reported; the key only to tell the group what else stands under it. Nothing ever opens such an address.
create table sealed_address (
    case_id       uuid not null references sealed_case,
    no            int  not null check (no > 0),
    address       text not null,
    canonical_key text,
    primary key (case_id, no)
);
create index on sealed_address (canonical_key);

create table sealed_hash (
    case_id   uuid not null references sealed_case,
    algorithm text not null check (algorithm ~ '^[A-Z0-9-]{2,20}$'),
    value     text not null check (value ~ '^[0-9A-Za-z+/=]+$' and length(value) between 8 and 1000),
    primary key (case_id, algorithm, value)
);

create table sealed_reporter (
    case_id uuid not null references sealed_case,
    report  text not null,
    name    text not null,
    contact text not null,
    primary key (case_id, report)
);

-- What ordinary tables held of a case before a person found out what it is: the rows as they were.
create table sealed_record (
    id         bigint generated always as identity primary key,
    case_id    uuid  not null references sealed_case,
    from_table text  not null,
    content    jsonb not null
);
create index on sealed_record (case_id, id);

create table sealed_event (
    id          bigint generated always as identity primary key,
    case_id     uuid        not null references sealed_case,
    kind        text        not null,
    actor       text        not null,
    words       text        not null,
    happened_at timestamptz not null
);
create index on sealed_event (case_id, id);

create table sealed_hand_over (
    case_id        uuid primary key references sealed_case,
    body_code      text        not null references body,
    number         text        not null check (number <> ''),
    how            text        not null check (how <> ''),
    handed_over_at timestamptz not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null,
    check (handed_over_at <= recorded_at)
);

create table sealed_acknowledgement (
    case_id         uuid primary key references sealed_hand_over,
    number          text        not null check (number <> ''),
    acknowledged_at timestamptz not null,
    recorded_by     text        not null,
    recorded_at     timestamptz not null
);

-- Who looked at sealed material, when and what for.
create table sealed_read (
    id      bigint generated always as identity primary key,
    case_id uuid        not null references sealed_case,
    person  text        not null,
    purpose text        not null check (purpose <> ''),
    read_at timestamptz not null
);
create index on sealed_read (case_id, id);

grant select, insert on sealed_case, sealed_reference, sealed_address, sealed_hash, sealed_reporter, sealed_event, sealed_hand_over,
    sealed_acknowledgement, sealed_read to ${runtime-role};
grant select on sealed_category, sealed_record to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};

-- No ordinary case is of a sealed category, and the stub of a sealed case says nothing and stays what it is.
create function guard_stub() returns trigger language plpgsql as $$
begin
    if new.category in (select code from sealed_category) then
        raise exception 'a case of category % is sealed and no ordinary one', new.category using errcode = 'check_violation',
            constraint = 'sealed_stays_sealed';
    end if;
    if exists (select from sealed_case s where s.case_id = new.id)
            and (new.category <> 'SEALED_MATERIAL' or new.description <> '' or new.source <> 'SEALED') then
        raise exception 'a sealed case stays sealed' using errcode = 'check_violation', constraint = 'sealed_stays_sealed';
    end if;
    return new;
end $$;
create trigger guard_stub before insert or update of category, description, source, reported_by on case_file
    for each row execute function guard_stub();

-- After the foreign key has waited for whoever holds the case and seals it.
create function refuse_for_sealed() returns trigger language plpgsql as $$
begin
    if exists (select from sealed_case s where s.case_id = new.case_id) then
        raise exception 'a sealed case has no row in %', tg_table_name using errcode = 'check_violation',
            constraint = 'sealed_cases_have_no_rows';
    end if;
    return null;
end $$;
create trigger refuse_for_sealed after insert on evidence for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on case_target for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on qualification for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on referral for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on restriction for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on notice for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on forwarding for each row execute function refuse_for_sealed();
create trigger refuse_for_sealed after insert on case_relation for each row execute function refuse_for_sealed();

-- ---- an ordinary case that turns out to be sealed material ---------------------------------------------------------------------

-- A target of a sealed case becomes a placeholder; what points to it follows.
alter table notice_item drop constraint notice_item_case_target_id_target_id_fkey;
alter table notice_item add constraint notice_item_case_target_id_target_id_fkey
    foreign key (case_target_id, target_id) references case_target (id, target_id) on update cascade;
alter table operator_order_item drop constraint operator_order_item_case_target_id_target_id_fkey;
alter table operator_order_item add constraint operator_order_item_case_target_id_target_id_fkey
    foreign key (case_target_id, target_id) references case_target (id, target_id) on update cascade;

-- Of the rows that an import accepted, those that are sealed cases and no detections.
alter table detection_import add column sealed int not null default 0 check (sealed between 0 and accepted);

create function sealed_text(words text) returns text language sql immutable as $$
    select case when words is null or words = '' then words else 'sealed' end
$$;

-- What somebody typed speaks of an address: all of it, or the host of a site of its own. Queries are kept as a page's address has them.
create function speaks_of(words text, address text, of_site boolean) returns boolean language sql immutable as $$
    select position(bare in typed) > 0 or of_site and position(split_part(bare, '/', 1) in typed) > 0
    from (select regexp_replace(lower(address), '^([a-z]+://)?(www\.)?([^/?#]+.*?)/?$', '\3') as bare,
                 replace(replace(replace(replace(replace(replace(replace(lower(words), '%3a', ':'), '%2f', '/'), '%3f', '?'), '%3d', '='),
                     '%26', '&'), '%23', '#'), '%40', '@') as typed) both_of
$$;

-- Where ordinary tables hold words about a case. Whoever adds such a table adds a row here. "belongs" finds its rows (alias t) by
-- $1 the case, $2 its targets, $3 its notices, $4 its rounds, $5 its orders; "change" says what stays of them, null: nothing.
create table sealing_step (
    no         int primary key,
    table_name text not null,
    belongs    text not null,
    change     text
);

insert into sealing_step (no, table_name, belongs, change) values
    (10, 'case_event', 't.case_id = $1', null),
    (20, 'recommendation', 't.case_id = $1', null),
    (30, 'case_priority', 't.case_id = $1', null),
    (40, 'case_link', '$1 in (t.case_id, t.earlier_case)', null),
    (50, 'case_relation', '$1 in (t.case_id, t.other_case) and t.kind <> ''MERGE''', null),
    (51, 'case_relation', '$1 in (t.case_id, t.other_case)', 'reasons = ''sealed'''),
    (60, 'mirror_decision', 't.mirror_id in (select m.id from mirror m where m.case_target_id = any ($2) or m.of_case_target = any ($2))', null),
    (61, 'mirror', 't.case_target_id = any ($2) or t.of_case_target = any ($2)', null),
    -- the hash stays: it says what was there and shows nothing
    (70, 'evidence', 't.case_id = $1', 'name = ''sealed'', media_type = ''application/octet-stream'', detected_type = ''application/octet-stream'', tool = '''', tool_version = '''', requested_address = '''', reached_address = '''', redirects = '''', vantage = '''''),
    (71, 'working_copy', 't.evidence_id in (select e.id from evidence e where e.case_id = $1)', null),
    (72, 'evidence_finding', 't.evidence_id in (select e.id from evidence e where e.case_id = $1)', 'detail = sealed_text(t.detail)'),
    (73, 'evidence_disposal', 't.evidence_id in (select e.id from evidence e where e.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (74, 'custody_detail', 't.case_id = $1', null),
    (80, 'detection', 't.case_target_id = any ($2)', 'source_reference = ''sealed:'' || t.id, reported_by = ''sealed'''),
    (90, 'state_move', 't.subject = $1 or t.subject = any ($2) or t.subject = any ($3) or t.measure_id in (select m.id from restriction_measure m where m.case_target_id = any ($2)) or t.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reason = sealed_text(t.reason)'),
    (91, 'appeal', 't.case_id = $1', 'grounds = sealed_text(t.grounds)'),
    (92, 'incoming_act_row', 't.case_target_id = any ($2)', 'address = ''sealed'', canonical_key = ''sealed:'' || t.line'),
    (93, 'incoming_act_release', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (94, 'notice_draft', 't.case_id = $1', 'content = sealed_text(t.content), missing = sealed_text(t.missing)'),
    (95, 'case_words', 't.case_id = $1', null),
    (96, 'case_facet', 't.case_id = $1', null),
    (97, 'case_host', 't.case_id = $1', null),
    (98, 'case_comment', 't.case_id = $1', 'words = sealed_text(t.words)'),
    (100, 'target_move', 't.from_case_target = any ($2) or t.to_case_target = any ($2)', 'reasons = sealed_text(t.reasons)'),
    (110, 'qualification', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (111, 'qualification_decision', 't.qualification_id in (select q.id from qualification q where q.case_id = $1)', 'remarks = sealed_text(t.remarks)'),
    (120, 'protected_expression', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (121, 'rights_review', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (130, 'citizen_reporter', 't.report_id in (select r.id from citizen_report r where r.case_id = $1)', null),
    (140, 'import_group', 't.case_id = $1', 'key = ''sealed:'' || t.case_id'),
    (150, 'forwarding_outcome', 't.case_id = $1', 'remarks = sealed_text(t.remarks)'),
    (151, 'sender_told', 't.case_id = $1', 'how = sealed_text(t.how)'),
    (155, 'recusal', 't.case_id = $1', 'mover = sealed_text(t.mover), reasons = sealed_text(t.reasons)'),
    (156, 'recusal_decision', 't.recusal_id in (select r.id from recusal r where r.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (157, 'task_hand_over', 'split_part(t.number, ''/'', 1) in (select f.number from case_file f where f.id = $1 union all select n.number from notice n where n.id = any ($3))', 'reasons = sealed_text(t.reasons)'),
    (158, 'referral_draft', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'body_ground = sealed_text(t.body_ground), facts_ru = sealed_text(t.facts_ru), facts_kk = sealed_text(t.facts_kk)'),
    (159, 'referral_package', 't.draft_id in (select d.id from referral_draft d join referral r on r.id = d.referral_id where r.case_id = $1)', 'content = sealed_text(t.content)'),
    (160, 'referral_outcome', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'remarks = sealed_text(t.remarks)'),
    (161, 'referral_transfer', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'ground = sealed_text(t.ground)'),
    (162, 'prosecutor_notice', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'proof = sealed_text(t.proof)'),
    (163, 'referral_paper', 't.package_id in (select p.id from referral_package p join referral_draft d on d.id = p.draft_id join referral r on r.id = d.referral_id where r.case_id = $1)', null),
    (164, 'referral_passing_on', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'recipient = sealed_text(t.recipient), number = sealed_text(t.number)'),
    (165, 'referral_hand_over', 't.referral_id in (select r.id from referral r where r.case_id = $1)', 'number = sealed_text(t.number)'),
    (170, 'recheck', 't.case_id = $1', 'remarks = sealed_text(t.remarks)'),
    (180, 'clock_event', 't.clock_id in (select c.id from clock c where c.case_id = $1)', 'words = sealed_text(t.words)'),
    (200, 'restriction', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (210, 'restriction_decision', 't.case_target_id = any ($2)', 'reasons = sealed_text(t.reasons), wider_words = sealed_text(t.wider_words), object = sealed_text(t.object), approval_remarks = sealed_text(t.approval_remarks)'),
    (220, 'collateral_request', 't.case_target_id = any ($2)', 'object = sealed_text(t.object)'),
    (221, 'collateral_assessment', 't.round_id = any ($4)', 'lives_there = sealed_text(t.lives_there), hurt = sealed_text(t.hurt), nothing_narrower = sealed_text(t.nothing_narrower)'),
    (230, 'hearing', 't.round_id = any ($4)', 'reasons = sealed_text(t.reasons), preliminary = sealed_text(t.preliminary)'),
    (231, 'hearing_notice', 't.hearing_id in (select h.id from hearing h where h.round_id = any ($4))', 'proof = sealed_text(t.proof)'),
    (232, 'hearing_outcome', 't.hearing_id in (select h.id from hearing h where h.round_id = any ($4))', 'words = sealed_text(t.words)'),
    (240, 'body_notification_reason', 't.case_target_id = any ($2)', 'reasons = sealed_text(t.reasons)'),
    (241, 'body_notification_draft', 't.round_id = any ($4)', 'reasons_ru = sealed_text(t.reasons_ru), reasons_kk = sealed_text(t.reasons_kk)'),
    (242, 'body_notification_approval', 't.draft_id in (select d.id from body_notification_draft d where d.round_id = any ($4))', 'remarks = sealed_text(t.remarks)'),
    (243, 'body_notification', 't.draft_id in (select d.id from body_notification_draft d where d.round_id = any ($4))', 'content = sealed_text(t.content)'),
    (250, 'measure_proposal', 't.case_target_id = any ($2)', 'why_ru = sealed_text(t.why_ru), why_kk = sealed_text(t.why_kk), why_en = sealed_text(t.why_en)'),
    (251, 'measure_decision', 't.case_target_id = any ($2)', 'reasons = sealed_text(t.reasons)'),
    (252, 'site_contact', 'exists (select from case_target c where c.id = any ($2) and position(t.host in lower(c.original_address)) > 0)', null),
    (255, 'notice', 't.case_id = $1', 'owner_address = sealed_text(t.owner_address)'),
    (260, 'letter_paper', 't.letter_id in (select l.id from letter l where l.notice_id = any ($3))', 'content = sealed_text(t.content), missing = sealed_text(t.missing), recipient = sealed_text(t.recipient), address = sealed_text(t.address)'),
    (261, 'delivery_attempt', 't.letter_id in (select l.id from letter l where l.notice_id = any ($3))', 'words = sealed_text(t.words), address = sealed_text(t.address), corrected_address = sealed_text(t.corrected_address)'),
    (262, 'delivery_proof', 't.letter_id in (select l.id from letter l where l.notice_id = any ($3))', 'words = sealed_text(t.words)'),
    (270, 'answer', 't.notice_id = any ($3)', 'remarks = sealed_text(t.remarks)'),
    (271, 'verification', 't.notice_id = any ($3)', 'remarks = sealed_text(t.remarks), no_capture_reason = sealed_text(t.no_capture_reason)'),
    (280, 'gate_approval', 't.gate_decision_id in (select d.id from gate_decision d join gate g on g.id = d.gate_id where g.notice_id = any ($3))', 'remarks = sealed_text(t.remarks)'),
    (281, 'gate_decision', 't.gate_id in (select g.id from gate g where g.notice_id = any ($3))', 'reasons = sealed_text(t.reasons)'),
    (290, 'inbound_mail', 't.id in (select m.mail_id from inbound_mail_match m where m.notice_id = any ($3))', 'subject = sealed_text(t.subject), body = sealed_text(t.body)'),
    (291, 'inbound_mail_match', 't.notice_id = any ($3)', 'reasons = sealed_text(t.reasons)'),
    (295, 'search_log', 'exists (select from case_target c join target g on g.id = c.target_id where c.id = any ($2) and speaks_of(t.query, c.original_address, g.platform_code = ''WEB''))', 'query = ''sealed'''),
    (296, 'saved_search', 'exists (select from case_target c join target g on g.id = c.target_id where c.id = any ($2) and speaks_of(t.query || '' '' || t.name, c.original_address, g.platform_code = ''WEB''))', 'query = ''sealed'', name = ''sealed '' || t.id'),
    -- answers that are kept for whoever asks again
    (297, 'idempotency_key', 'exists (select from case_file f where f.id = $1 and (position(f.number in t.location) > 0 or position(convert_to(f.number, ''UTF8'') in t.body) > 0))', null),
    (300, 'operator_order', 't.id = any ($5)', 'reasons = sealed_text(t.reasons)'),
    (301, 'operator_confirmation', 't.order_id = any ($5)', 'remarks = sealed_text(t.remarks)'),
    (302, 'operator_execution', 't.order_id = any ($5)', 'words = sealed_text(t.words)'),
    (303, 'operator_sending', 't.order_id = any ($5)', 'words = sealed_text(t.words)');

grant select on sealing_step to ${runtime-role};

-- Takes all words about a case out of the ordinary tables and keeps them sealed. It runs with its owner's rights, because nothing
-- else may change what these tables hold; all it can do is this.
create function seal_case(sealed uuid, as_category text, person text, why text, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    step        sealing_step;
    targets     uuid[];
    things      uuid[];
    notices     uuid[];
    rounds      uuid[];
    orders      uuid[];
    one         uuid;
    placeholder uuid;
    keys        text[];
begin
    perform from case_file where id = sealed for update;
    insert into sealed_case select id, as_category, 'REQUALIFIED', source, reported_by, description, why, person, at
    from case_file where id = sealed;
    insert into sealed_record (case_id, from_table, content) select sealed, 'case_file', to_jsonb(f) from case_file f where f.id = sealed;
    update case_file set category = 'SEALED_MATERIAL', description = '', source = 'SEALED', reported_by = 'sealed' where id = sealed;
    insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
    select 'CASE', sealed, m.id, m.to_state, m.effective_at, 'SEALED', '', person, greatest(at, m.effective_at)
    from state_move m where m.subject = sealed order by m.id desc limit 1;

    with recursive here as (
        select id from case_target where case_id = sealed
        union select m.from_case_target from here h join target_move m on m.to_case_target = h.id)
    select coalesce(array_agg(id), '{}') into targets from here;
    select coalesce(array_agg(distinct target_id), '{}') into things from case_target where id = any (targets);
    select coalesce(array_agg(id), '{}') into notices from notice where case_id = sealed;
    select coalesce(array_agg(r.id), '{}') into rounds
    from restriction_round r join restriction x on x.id = r.restriction_id where x.case_id = sealed;
    select coalesce(array_agg(id), '{}') into orders from operator_order where case_id = sealed;

    insert into sealed_address (case_id, no, address, canonical_key)
    select sealed, row_number() over (order by ct.case_id <> sealed, ct.no), ct.original_address, t.canonical_key
    from case_target ct join target t on t.id = ct.target_id where ct.id = any (targets);
    insert into sealed_reference (source, reference, case_id)
    select d.source, d.source_reference, sealed from detection d where d.case_target_id = any (targets) on conflict do nothing;
    insert into sealed_reporter (case_id, report, name, contact)
    select sealed, r.number, p.name, p.contact from citizen_reporter p join citizen_report r on r.id = p.report_id where r.case_id = sealed;
    insert into sealed_record (case_id, from_table, content)
    select sealed, 'case_target', to_jsonb(ct) from case_target ct where ct.id = any (targets);

    for step in select * from sealing_step order by no loop
        execute format('insert into sealed_record (case_id, from_table, content) select $1, %L, to_jsonb(t) from %I t where %s',
            step.table_name, step.table_name, step.belongs) using sealed, targets, notices, rounds, orders;
        if step.change is null then
            execute format('delete from %I t where %s', step.table_name, step.belongs)
                using sealed, targets, notices, rounds, orders;
        else
            execute format('update %I t set %s where %s', step.table_name, step.change, step.belongs)
                using sealed, targets, notices, rounds, orders;
        end if;
    end loop;

    foreach one in array targets loop
        placeholder := gen_random_uuid();
        insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at)
        values (placeholder, 'sealed:' || placeholder, 'ITEM', 'WEB', false, 2147483647, at);
        update case_target set target_id = placeholder, original_address = 'sealed' where id = one;
    end loop;
    -- a thing that no other case has is known to nobody any more
    foreach one in array things loop
        if not exists (select from case_target where target_id = one) then
            select coalesce(array_agg(key), '{}') into keys from (
                select canonical_key as key from target where id = one
                union select unnest(array[old_key, new_key]) from target_key_history where target_id = one) all_keys;
            delete from probe_look where target_id = one;
            delete from rekeying_finding where one in (target_id, other_id);
            delete from target_merge where one in (target_id, into_id);
            update target set canonical_key = 'sealed:' || one, kind = 'ITEM', platform_code = 'WEB', unresolved = false,
                rule_version = 2147483647 where id = one;
            delete from target_key_history where target_id = one;
            -- acts and drafts of acts that named it name it no longer
            insert into sealed_record (case_id, from_table, content)
            select sealed, 'judicial_act_target', to_jsonb(j) from judicial_act_target j where j.canonical_key = any (keys)
            union all
            select sealed, 'register_change_row', to_jsonb(r) from register_change_row r
            where jsonb_typeof(r.content -> 'targets') = 'array' and r.content -> 'targets' ?| keys;
            delete from judicial_act_target where canonical_key = any (keys || ('sealed:' || one));
            update register_change_row r set content = jsonb_set(r.content, '{targets}', (r.content -> 'targets') - keys)
            where jsonb_typeof(r.content -> 'targets') = 'array' and r.content -> 'targets' ?| keys;
        end if;
    end loop;
end $$;
revoke all on function seal_case(uuid, text, text, text, timestamptz) from public;
grant execute on function seal_case(uuid, text, text, text, timestamptz) to ${runtime-role};

-- ---- states and the public ------------------------------------------------------------------------------------------------------

insert into state_allowed_move (machine, from_state, to_state)
select 'CASE', unnest(array['DETECTED', 'QUALIFICATION', 'LEGAL_REVIEW', 'RIGHTS_REVIEW', 'ROUTED', 'ON_HOLD_HEARING', 'ON_HOLD_APPEAL',
                            'CLOSED', 'REOPENED', 'MERGED']), 'SEALED'
union all values ('CASE', 'SEALED', 'CLOSED'), ('CASE', 'SEALED', 'MERGED');

-- Nothing is sealed by its state alone; the stub is opened before its sealed half, in one transaction.
create function sealed_with_its_material() returns trigger language plpgsql as $$
begin
    if not exists (select from sealed_case s where s.case_id = new.subject) then
        raise exception 'a case is sealed together with what is known of it' using errcode = 'check_violation',
            constraint = 'sealed_with_its_material';
    end if;
    return null;
end $$;
create constraint trigger sealed_with_its_material after insert on state_move deferrable initially deferred
    for each row when (new.machine = 'CASE' and new.to_state = 'SEALED') execute function sealed_with_its_material();

insert into publication_rule (category, place, shown, reason) values
    ('SEALED_MATERIAL', 'SITE', 'NEVER', 'Every trace leads to a child'),
    ('SEALED_MATERIAL', 'PLATFORM', 'NEVER', 'Every trace leads to a child');

-- ---- law ------------------------------------------------------------------------------------------------------------------------

insert into competence (category, within, offence_route, body_code, citation, source, verified, valid_from) values
    ('CHILD_SEXUAL_ABUSE_MATERIAL', true, 'CRIMINAL', 'POLICE', 'Criminal Procedure Code, article 187(2): article 312',
     'Text as amended to 28.12.2022', true, '2023-03-01');

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('sealed-material-handed-over', 2, 'HOURS',
     'УПК РК, ст. 187: передача немедленно; через 2 часа круглосуточно отмечается просрочка (порядок работы подразделения)',
     'ҚР ҚПК, 187-бап: дереу беріледі; тәулік бойы есептелетін 2 сағаттан кейін мерзімнің өтуі белгіленеді (бөлімшенің жұмыс тәртібі)',
     'Criminal Procedure Code, article 187: handed over at once; after 2 hours round the clock the delay is recorded (working order of the unit)',
     'At once by the nature of the matter; the hours are set by the unit, no term of law', false, date '2023-09-10');
