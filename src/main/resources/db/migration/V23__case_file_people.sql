-- Finding cases, who works on them instead of whom, what people say to each other about them, and who saw them.

create extension if not exists pg_trgm;

-- ---- finding -------------------------------------------------------------------------------------------------------
-- What cases are found by, kept by triggers in the transaction that writes the fact. Rows are only added, so nobody waits for anybody;
-- each carries the number of its case, so that a page of the newest is read straight from an index.

-- Lower case without the help of the database's locale: Russian, Kazakh, and yo as ye.
create function folded(words text) returns text language sql immutable parallel safe as $$
    select lower(translate(words, 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘІҢҒҮҰҚӨҺё', 'абвгдеежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһе'))
$$;

-- Words as they are written (Kazakh is found by their beginnings) and as Russian and English know them.
create function searchable(words text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('simple'::regconfig, f) || to_tsvector('russian'::regconfig, f) from (select folded(words)) folded(f)
$$;

create table case_words (
    number  text     not null,
    case_id uuid     not null,
    words   tsvector not null
);
create index case_words_found on case_words using gin (words);
create index on case_words (number);

create table case_facet (
    number  text not null,
    case_id uuid not null,
    kind    text not null check (kind in ('PLATFORM', 'ROUTE', 'PARTICIPANT', 'COURT_ACT')),
    value   text not null
);
create index on case_facet (kind, value, number desc);
create index on case_facet (number);

create table case_host (
    number  text not null,
    case_id uuid not null,
    host    text not null
);
create index case_host_part on case_host using gin (host gin_trgm_ops);
create index on case_host (number);

-- The newest first is how cases are read.
create index case_file_newest on case_file (number desc);
create index on case_file (source, number desc);

-- The host of an address: of the thing it names where the web rules say, else as it was written.
create function host_of(key text, address text) returns text language sql immutable parallel safe as $$
    select coalesce(substring(key from '^web:([^|/]+)'), substring(lower(address) from '^(?:[a-z]+://)?([^/:?#[:space:]]+)'))
$$;

create function find_by(the_case uuid, the_kind text, the_value text) returns void language sql as $$
    insert into case_facet (number, case_id, kind, value)
    select f.number, f.id, the_kind, the_value from case_file f
    where f.id = the_case and not exists (
        select from case_facet k where k.kind = the_kind and k.value = the_value and k.number = f.number)
$$;

create function find_by_targets() returns trigger language plpgsql as $$
begin
    insert into case_facet (number, case_id, kind, value)
    select distinct f.number, f.id, 'PLATFORM', t.platform_code
    from added a join case_file f on f.id = a.case_id join target t on t.id = a.target_id
    where not exists (
        select from case_facet k where k.kind = 'PLATFORM' and k.value = t.platform_code and k.number = f.number);
    insert into case_host (number, case_id, host)
    select distinct f.number, f.id, h.host
    from added a join case_file f on f.id = a.case_id join target t on t.id = a.target_id
    cross join lateral (select host_of(t.canonical_key, a.original_address)) h(host)
    where h.host is not null and not exists (select from case_host k where k.number = f.number and k.host = h.host);
    return null;
end $$;
create trigger find_by_targets after insert on case_target referencing new table as added
    for each statement execute function find_by_targets();

create function find_by_new_key() returns trigger language plpgsql as $$
begin
    insert into case_facet (number, case_id, kind, value)
    select distinct f.number, f.id, 'PLATFORM', new.platform_code
    from case_target a join case_file f on f.id = a.case_id
    where a.target_id = new.id and new.platform_code <> old.platform_code;
    insert into case_host (number, case_id, host)
    select distinct f.number, f.id, h.host
    from case_target a join case_file f on f.id = a.case_id
    cross join lateral (select host_of(new.canonical_key, a.original_address)) h(host)
    where a.target_id = new.id and h.host is not null
      and not exists (select from case_host k where k.number = f.number and k.host = h.host);
    return null;
end $$;
create trigger find_by_new_key after update of canonical_key, platform_code on target
    for each row when (old.canonical_key <> new.canonical_key or old.platform_code <> new.platform_code)
    execute function find_by_new_key();

create function find_by_words() returns trigger language plpgsql as $$
begin
    insert into case_words (number, case_id, words)
    select f.number, f.id, searchable(new.words) from case_file f where f.id = new.case_id;
    return null;
end $$;
-- What people wrote; what the software notes by itself are codes and numbers.
create trigger find_by_words after insert on case_event
    for each row when (new.words <> '' and new.actor <> 'duenotice') execute function find_by_words();

create function find_by_notification() returns trigger language plpgsql as $$
begin
    insert into case_words (number, case_id, words)
    select f.number, f.id, searchable(new.reasons_ru || ' ' || new.reasons_kk)
    from restriction_round o join restriction r on r.id = o.restriction_id join case_file f on f.id = r.case_id
    where o.id = new.round_id;
    return null;
end $$;
create trigger find_by_notification after insert on body_notification_draft for each row execute function find_by_notification();

create function find_by_participant() returns trigger language plpgsql as $$
begin
    perform find_by(new.case_id, 'PARTICIPANT', new.person);
    return null;
end $$;
create trigger find_by_participant after insert on participation for each row execute function find_by_participant();

-- As people write the number of an act: without spaces, in lower case.
create function act_number(act uuid) returns text language sql stable as $$
    select translate(folded(number), ' №', '') from judicial_act where id = act
$$;

create function find_by_act() returns trigger language plpgsql as $$
begin
    perform find_by(new.case_id, 'COURT_ACT', act_number(new.judicial_act));
    return null;
end $$;
create trigger find_by_act after insert on rights_review
    for each row when (new.judicial_act is not null) execute function find_by_act();
create trigger find_by_act after insert on restriction
    for each row when (new.judicial_act is not null) execute function find_by_act();

create function find_by_route() returns trigger language plpgsql as $$
declare
    approved qualification;
begin
    select * into approved from qualification where id = new.qualification_id;
    if approved.offence_route <> 'NONE' then
        perform find_by(approved.case_id, 'ROUTE', approved.offence_route);
    end if;
    if approved.restriction then
        perform find_by(approved.case_id, 'ROUTE', 'RESTRICTION');
    end if;
    if approved.judicial_act is not null then
        perform find_by(approved.case_id, 'COURT_ACT', act_number(approved.judicial_act));
    end if;
    return null;
end $$;
create trigger find_by_route after insert on qualification_decision
    for each row when (new.decision = 'APPROVED') execute function find_by_route();

-- what is there already
insert into case_words (number, case_id, words)
select f.number, f.id, searchable(e.words) from case_event e join case_file f on f.id = e.case_id
where e.words <> '' and e.actor <> 'duenotice';
insert into case_words (number, case_id, words)
select f.number, f.id, searchable(d.reasons_ru || ' ' || d.reasons_kk)
from body_notification_draft d join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id
join case_file f on f.id = r.case_id;
insert into case_facet (number, case_id, kind, value)
select distinct f.number, f.id, 'PLATFORM', t.platform_code
from case_target a join case_file f on f.id = a.case_id join target t on t.id = a.target_id
union
select f.number, f.id, 'PARTICIPANT', p.person from participation p join case_file f on f.id = p.case_id
union
select f.number, f.id, 'ROUTE', q.offence_route
from qualification q join qualification_decision d on d.qualification_id = q.id and d.decision = 'APPROVED'
join case_file f on f.id = q.case_id where q.offence_route <> 'NONE'
union
select f.number, f.id, 'ROUTE', 'RESTRICTION'
from qualification q join qualification_decision d on d.qualification_id = q.id and d.decision = 'APPROVED'
join case_file f on f.id = q.case_id where q.restriction
union
select f.number, f.id, 'COURT_ACT', act_number(named.judicial_act)
from (select case_id, judicial_act from rights_review union select case_id, judicial_act from restriction) named
join case_file f on f.id = named.case_id where named.judicial_act is not null;
insert into case_host (number, case_id, host)
select distinct f.number, f.id, host_of(t.canonical_key, a.original_address)
from case_target a join case_file f on f.id = a.case_id join target t on t.id = a.target_id
where host_of(t.canonical_key, a.original_address) is not null;

-- A search that is kept: the query as the address of the page has it. Its owner, or everybody of one group, runs it.
create table saved_search (
    id         uuid primary key,
    name       text        not null check (name <> '' and length(name) <= 100),
    query      text        not null check (length(query) <= 2000),
    owner      text        not null,
    group_id   text, -- null: the owner's alone
    saved_at   timestamptz not null,
    removed_at timestamptz
);
create unique index one_name_for_one on saved_search (owner, name) where removed_at is null;
create index on saved_search (group_id) where removed_at is null;

-- ---- who saw what --------------------------------------------------------------------------------------------------
-- One row for each reading of a case's content. No foreign key: whoever reads must not wait for whoever holds the case to write.
create table case_view (
    id      bigint generated always as identity primary key,
    case_id uuid        not null,
    person  text        not null,
    way     text        not null check (way in ('API', 'PAGE', 'FORM')),
    what    text        not null, -- the address as the API describes it, or the task
    seen_at timestamptz not null
);
create index on case_view (case_id, id desc);

-- A search that lists cases is no view of them; what was asked and how many were shown is kept.
create table search_log (
    id          bigint generated always as identity primary key,
    person      text        not null,
    way         text        not null check (way in ('SEARCH', 'CSV', 'XLSX')),
    query       text        not null,
    shown       int         not null check (shown >= 0),
    searched_at timestamptz not null
);
create index on search_log (person, id desc);

-- ---- comments ------------------------------------------------------------------------------------------------------
create table case_comment (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references case_file,
    author     text        not null,
    words      text        not null check (words <> '' and length(words) <= 4000),
    corrects   bigint unique,
    written_at timestamptz not null,
    unique (id, case_id, author),
    -- a person corrects what they wrote themselves, in the same case
    foreign key (corrects, case_id, author) references case_comment (id, case_id, author)
);
create index on case_comment (case_id, id);
create trigger find_by_words after insert on case_comment for each row execute function find_by_words();

create table comment_mention (
    comment_id bigint not null references case_comment,
    person     text   not null,
    primary key (comment_id, person)
);
create index on comment_mention (person, comment_id desc);

create table mention_read (
    comment_id bigint      not null,
    person     text        not null,
    read_at    timestamptz not null,
    primary key (comment_id, person),
    foreign key (comment_id, person) references comment_mention
);

-- ---- recusal -------------------------------------------------------------------------------------------------------
-- Administrative Procedural and Process-Related Code, article 67.
create sequence recusal_number;
create table recusal (
    id         uuid primary key,
    number     text        not null unique,
    case_id    uuid        not null references case_file,
    person     text        not null,
    round      int         not null check (round > 0),
    ground     text        not null check (ground in ('TOOK_PART_OTHERWISE', 'RELATIVE', 'DEPENDENT', 'INTERESTED')),
    moved_by   text        not null check (moved_by in ('SELF', 'PARTICIPANT')),
    mover      text        not null check (mover <> ''), -- the participant's name, or the person's own login
    reasons    text        not null check (reasons <> ''),
    decides    text        not null, -- the group of the head who decides
    opened_by  text        not null,
    opened_at  timestamptz not null,
    unique (case_id, person, round),
    unique (id, person)
);

create table recusal_decision (
    recusal_id uuid primary key,
    person     text        not null,
    decision   text        not null check (decision in ('GRANTED', 'REJECTED')),
    reasons    text        not null check (reasons <> ''),
    decided_by text        not null,
    decided_at timestamptz not null,
    foreign key (recusal_id, person) references recusal (id, person),
    constraint nobody_decides_on_themselves check (decided_by <> person)
);

create function is_recused(the_case uuid, who text) returns boolean language sql stable as $$
    select exists (select from recusal r join recusal_decision d on d.recusal_id = r.id
                   where r.case_id = the_case and r.person = who and d.decision = 'GRANTED')
$$;

create function refuse_recused() returns trigger language plpgsql as $$
declare
    who text := case tg_table_name when 'participation' then to_jsonb(new) ->> 'person'
                when 'case_comment' then to_jsonb(new) ->> 'author' else to_jsonb(new) ->> 'actor' end;
begin
    if is_recused(new.case_id, who) then
        raise exception 'a recused person does not act in the case' using errcode = 'check_violation',
            constraint = 'recused_people_do_not_act';
    end if;
    return case tg_when when 'BEFORE' then new end;
end $$;
-- Before, because who takes part already is not inserted again.
create trigger refuse_recused before insert on participation for each row execute function refuse_recused();
-- After the foreign key has waited for whoever decides on a recusal and holds the case for that. That something was seen is no act.
create trigger refuse_recused after insert on case_event
    for each row when (new.actor <> 'duenotice' and new.kind not in
        ('CASE_OPENED', 'CASE_SIBLING', 'CASE_LINKED', 'TARGETS_SEEN_AGAIN', 'TARGETS_SIGHTED_AGAIN', 'SIGHTING_DESCRIBED'))
    execute function refuse_recused();
create trigger refuse_recused after insert on case_comment for each row execute function refuse_recused();

-- ---- hand-over and absence -----------------------------------------------------------------------------------------
create sequence absence_number;
create table absence (
    id          uuid primary key,
    number      text        not null unique,
    person      text        not null,
    deputy      text        not null check (deputy <> person),
    begins_at   timestamptz not null,
    ends_at     timestamptz not null check (ends_at > begins_at),
    reasons     text        not null check (reasons <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null
);
create index on absence (person, ends_at);
create index on absence (deputy, ends_at);

-- Each change of hands of a task; the last row of a task says for whom it is done now.
create table task_hand_over (
    id          bigint generated always as identity primary key,
    task_id     text        not null,
    task        text        not null, -- its kind, by the id in the diagram
    number      text        not null, -- the number people speak
    from_person text        not null,
    to_person   text, -- null: back to the group
    kind        text        not null check (kind in ('HANDED_OVER', 'TO_DEPUTY', 'FROM_DEPUTY', 'RECUSED')),
    absence_id  uuid references absence,
    reasons     text        not null check (reasons <> ''),
    handed_by   text        not null,
    handed_at   timestamptz not null,
    check ((kind in ('TO_DEPUTY', 'FROM_DEPUTY')) = (absence_id is not null))
);
create index on task_hand_over (task_id, id desc);
create index on task_hand_over (absence_id);
create index on task_hand_over (number);

-- The case that a number people speak belongs to; null for what belongs to none.
create function case_of(spoken text) returns uuid language sql stable as $$
    select case split_part(spoken, '-', 1)
        when 'DN' then (select id from case_file where number = split_part(spoken, '/', 1))
        when 'N' then (select case_id from notice where number = split_part(spoken, '/', 1))
        when 'O' then (select case_id from operator_order where number = split_part(spoken, '/', 1))
        when 'RF' then (select case_id from referral where number = split_part(spoken, '/', 1))
        when 'RQ' then (select case_id from recusal where number = spoken)
        when 'U' then (
            select r.case_id from body_notification n join body_notification_draft d on d.id = n.draft_id
            join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id where n.number = spoken)
    end
$$;

grant select, insert on case_words, case_facet, case_host, saved_search, case_view, search_log, case_comment, comment_mention,
    mention_read, recusal, recusal_decision, absence, task_hand_over to ${runtime-role};
grant update (removed_at) on saved_search to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
