-- Words of a case in one place, so that words which are frequent each by itself are looked up together.

-- ---- what nobody finds ---------------------------------------------------------------------------------------------------------

-- The same codes as the table has, known when a search is planned: of a code out of a table the planner takes it that most cases have it,
-- and reads them all.
create function sealed_categories() returns text[] language sql immutable parallel safe as $$
    select array['CHILD_SEXUAL_ABUSE_MATERIAL']
$$;
alter table sealed_category add constraint known_when_planned check (code = any (sealed_categories()));

create or replace view kept_sealed as
select case_id from sealed_case
union all
select id from case_file where category = any (sealed_categories());

-- ---- how words are read --------------------------------------------------------------------------------------------------------

-- Russian and English stems without lists of words that do not count: in a phrase every word counts.
create text search dictionary russian_stems (template = snowball, language = russian);
create text search dictionary english_stems (template = snowball, language = english);
create text search configuration case_language (copy = pg_catalog.russian);
alter text search configuration case_language alter mapping replace russian_stem with russian_stems;
alter text search configuration case_language alter mapping replace english_stem with english_stems;

-- Lower case words with single spaces between; every sign separates, as it does in what is asked. By code points, because the
-- database's locale need not know letters.
create function plain_words(words text) returns text language sql immutable parallel safe as $$
    select btrim(regexp_replace(folded(words),
        '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]+',
        ' ', 'g'))
$$;

-- A vector keeps 255 places of a word and no place beyond 16,383, so long writing is kept in parts; they overlap by more letters than can
-- be asked for, so that nothing is lost where one ends.
create function in_parts(plain text) returns setof text language sql immutable parallel safe as $$
    select case when at > 1 then regexp_replace(part, '^[^ ]* ?', '') else part end
    from generate_series(1, greatest(length(plain) - 1000, 1), 3000) at
    cross join lateral (select case when at + 4000 > length(plain) then substr(plain, at)
                                    else regexp_replace(substr(plain, at, 4000), ' ?[^ ]*$', '') end) cut(part)
$$;

-- Stems with their places, and words as they were written (Kazakh is found by their beginnings) without.
create or replace function searchable(words text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('case_language'::regconfig, words) || strip(to_tsvector('simple'::regconfig, words))
$$;

-- For each two stems next to each other a word of its own, which begins with a sign that no word has: 48 bits of a hash of both.
create function next_to_each_other(words tsvector) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg('+' || encode(substr(decode(md5(stem || ' ' || next), 'hex'), 1, 6), 'base64')), '{}')
    from (select stem, lead(stem) over places as next, place, lead(place) over places as next_place
          from unnest(words) w(stem, places, weights), unnest(w.places) place
          window places as (order by place)) along
    where next_place = place + 1
$$;

-- What a case has in its words when somebody wrote the phrase; null for a single word. Longer ones than two words are looked for
-- in the writing, too.
create function phrase_in_case(phrase text) returns tsquery language sql immutable parallel safe as $$
    select string_agg(quote_literal(pair), ' & ')::tsquery
    from unnest(next_to_each_other(to_tsvector('case_language'::regconfig, phrase))) pair
$$;

create aggregate all_words(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '', parallel = safe);

-- ---- where they are kept -------------------------------------------------------------------------------------------------------

-- All words of a case, without places. What people write goes into case_words and, marked as waiting, is gathered in here a moment
-- later, so that nobody who writes waits for somebody else, nor for a long list of words to be written anew.
create table case_text (
    number  text primary key,
    case_id uuid     not null,
    words   tsvector not null
);
create index on case_text (case_id);

-- Writing that is not gathered yet. Its cases are looked for in case_words, and so is for good a case with more words than a vector holds.
create table case_words_waiting (
    number   text    not null,
    case_id  uuid    not null,
    piece    bigint, -- null: for good
    constraint one_piece_once unique (piece)
);
create index on case_words_waiting (number);
create index on case_words_waiting (case_id);
create unique index too_many_words on case_words_waiting (case_id) where piece is null;

drop index case_words_found;
truncate case_words;
alter table case_words add column id bigint generated always as identity primary key;

create function keep_words(of_case uuid, written text) returns void language sql as $$
    with piece as (
        insert into case_words (number, case_id, words)
        select f.number, f.id, searchable(part) from case_file f cross join in_parts(plain_words(written)) part where f.id = of_case
        returning number, case_id, id)
    insert into case_words_waiting (number, case_id, piece) select number, case_id, id from piece
$$;

create or replace function find_by_words() returns trigger language plpgsql as $$
begin
    perform keep_words(new.case_id, new.words);
    return null;
end $$;

create or replace function find_by_notification() returns trigger language plpgsql as $$
begin
    perform keep_words(r.case_id, new.reasons_ru || ' ' || new.reasons_kk)
    from restriction_round o join restriction r on r.id = o.restriction_id where o.id = new.round_id;
    return null;
end $$;

-- Gathers waiting words of some cases; returns of how many. One transaction at a time. A case that somebody holds to seal it is left
-- for later, and who wants to seal one that is gathered here waits for it.
create function gather_words(most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
    ready uuid[];
    taken bigint[];
    one   record;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('gather_words', 0)) then
        return 0;
    end if;
    -- what a crash undoes is gathered again
    perform set_config('synchronous_commit', 'off', true);
    select array_agg(held.id) into ready from (
        select f.id from case_file f
        where f.id in (select w.case_id from case_words_waiting w where w.piece is not null limit most)
        for key share skip locked) held;
    if ready is null then
        return 0;
    end if;
    with gone as (delete from case_words_waiting where case_id = any (ready) and piece is not null returning piece)
    select array_agg(piece) into taken from gone;
    for one in
        select w.number, w.case_id, array_agg(w.id) as pieces from case_words w
        where w.id = any (taken) and not exists (select from case_words_waiting x where x.case_id = w.case_id and x.piece is null)
        group by w.number, w.case_id
    loop
        begin
            insert into case_text as known (number, case_id, words)
            select one.number, one.case_id, all_words(strip(w.words) || array_to_tsvector(next_to_each_other(w.words)))
            from case_words w where w.id = any (one.pieces)
            on conflict (number) do update set words = known.words || excluded.words
            where length(known.words || excluded.words) > length(known.words);
        exception when program_limit_exceeded then
            delete from case_text where number = one.number;
            insert into case_words_waiting (number, case_id) values (one.number, one.case_id);
        end;
    end loop;
    return cardinality(ready);
end $$;
revoke all on function gather_words(int) from public;
grant execute on function gather_words(int) to ${runtime-role};
grant select on case_text to ${runtime-role};
grant select, insert on case_words_waiting to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};

insert into sealing_step (no, table_name, belongs, change) values
    (3201, 'case_text', 't.case_id = $1', null),
    (3202, 'case_words_waiting', 't.case_id = $1', null);

-- ---- sealing ------------------------------------------------------------------------------------------------------------------

-- A query as somebody typed it, and what of an address it is looked through for: the host of a site of its own, else all of it. The same
-- as speaks_of() says, in a form that an index answers.
create function typed_words(query text) returns text language sql immutable parallel safe as $$
    select replace(replace(replace(replace(replace(replace(replace(lower(query), '%3a', ':'), '%2f', '/'), '%3f', '?'), '%3d', '='),
        '%26', '&'), '%23', '#'), '%40', '@')
$$;
create function pattern_of(address text, of_site boolean) returns text language sql immutable parallel safe as $$
    select '%' || regexp_replace(case when of_site then split_part(bare, '/', 1) else bare end, '([%_\\])', '\\\1', 'g') || '%'
    from (select regexp_replace(lower(address), '^([a-z]+://)?(www\.)?([^/?#]+.*?)/?$', '\3') as bare) of_it
$$;
create index search_log_typed on search_log using gin (typed_words(query) gin_trgm_ops);

-- Numbers of cases in an answer that is kept; its bytes as text whatever they are.
create function cases_named(location text, body bytea) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct found[1]), '{}')
    from regexp_matches(coalesce(location, '') || ' ' || coalesce(encode(body, 'escape'), ''), 'DN-[0-9]{4}-[0-9]+', 'g') found
$$;
create index idempotency_key_cases on idempotency_key using gin (cases_named(location, body));
create index on task_hand_over (split_part(number, '/', 1));

update sealing_step set belongs = 't.number = (select f.number from case_file f where f.id = $1)'
where table_name in ('case_words', 'case_facet', 'case_host');
update sealing_step set belongs = 't.id in (select l.id from case_target c join target g on g.id = c.target_id join search_log l on typed_words(l.query) like pattern_of(c.original_address, g.platform_code = ''WEB'') where c.id = any ($2))'
where table_name = 'search_log';
update sealing_step set belongs = 'cases_named(t.location, t.body) && (select array_agg(f.number) from case_file f where f.id = $1)'
where table_name = 'idempotency_key';

-- ---- open data ----------------------------------------------------------------------------------------------------------------

-- Files of earlier days do not keep naming what was sealed later: their records of it go, and with them the bytes that had them.
alter table open_data_file add column corrected_at timestamptz;
create table open_data_correction (
    id           bigint generated always as identity primary key,
    name         text        not null references open_data_file,
    old_sha256   text        not null,
    new_sha256   text        not null check (new_sha256 <> old_sha256),
    left_out     int         not null check (left_out > 0),
    reason       text        not null check (reason in ('SEALED')),
    corrected_at timestamptz not null
);
create index on open_data_correction (name);

-- For which sealed cases all files have been looked through.
create table open_data_cleared (
    case_id    uuid primary key references sealed_case,
    cleared_at timestamptz not null
);

-- The one way in which a file changes. False when it is not any more what was looked through.
create function correct_open_data(file text, old text, new text, new_size bigint, without int, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update open_data_file set sha256 = new, size = new_size, records = records - without, corrected_at = at
    where name = file and sha256 = old;
    if not found then
        return false;
    end if;
    insert into open_data_correction (name, old_sha256, new_sha256, left_out, reason, corrected_at)
    values (file, old, new, without, 'SEALED', at);
    return true;
end $$;
revoke all on function correct_open_data(text, text, text, bigint, int, timestamptz) from public;
grant execute on function correct_open_data(text, text, text, bigint, int, timestamptz) to ${runtime-role};
grant select on open_data_correction to ${runtime-role};
grant select, insert on open_data_cleared to ${runtime-role};

-- ---- what is there already -----------------------------------------------------------------------------------------------------

set local maintenance_work_mem = '256MB';
insert into case_words (number, case_id, words)
select f.number, f.id, searchable(part)
from (select case_id, words from case_event where words <> '' and actor <> 'duenotice'
      union all select case_id, words from case_comment where words <> ''
      union all select r.case_id, d.reasons_ru || ' ' || d.reasons_kk
      from body_notification_draft d join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id) written
join case_file f on f.id = written.case_id cross join in_parts(plain_words(written.words)) part;

-- very long ones are gathered afterwards
with size as (select case_id, sum(pg_column_size(words)) > 100000 as long from case_words group by case_id),
waiting as (
    insert into case_words_waiting (number, case_id, piece)
    select w.number, w.case_id, w.id from size s join case_words w on w.case_id = s.case_id where s.long)
insert into case_text (number, case_id, words)
select w.number, w.case_id, all_words(strip(w.words) || array_to_tsvector(next_to_each_other(w.words)))
from case_words w join size s on s.case_id = w.case_id where not s.long group by w.number, w.case_id;
create index case_text_found on case_text using gin (words) with (fastupdate = off);
analyze case_text;
