-- What a case is, as words of it: a frequent word and a frequent state that exclude each other are told apart in the index of words, too.

-- Begins with a sign that no word has.
create function fact(kind text, value text) returns text language sql immutable parallel safe as $$
    select '=' || kind || ':' || left(value, 200)
$$;

create function with_fact(kind text, value text) returns tsquery language sql immutable parallel safe as $$
    select ('''' || replace(replace(fact(kind, value), '\', '\\'), '''', '''''') || '''')::tsquery
$$;

create function facts_of(of_number text) returns tsvector language sql stable as $$
    select array_to_tsvector(array_agg(distinct fact(kind, value)))
    from (select c.kind, c.value
          from case_file f cross join lateral (values ('STATE', f.state), ('CATEGORY', f.category), ('SOURCE', f.source)) c(kind, value)
          where f.number = of_number
          union all
          select kind, value from case_facet where number = of_number) known
    where value <> ''
$$;

create function without_facts(words tsvector) returns tsvector language sql immutable parallel safe as $$
    select ts_delete(words, array(select word from unnest(tsvector_to_array(words)) word where word like '=%'))
$$;

-- ---- what changed waits to be gathered, as words do ----------------------------------------------------------------------------

alter table case_words_waiting add column facts boolean not null default false;
comment on column case_words_waiting.piece is 'null with facts: what the case is changed; null without: its words are more than a vector holds';
alter table case_words_waiting add constraint words_or_facts check (piece is null or not facts);
drop index too_many_words;
create unique index too_many_words on case_words_waiting (case_id) where piece is null and not facts;

create function find_by_facts() returns trigger language plpgsql as $$
begin
    insert into case_words_waiting (number, case_id, facts)
    select distinct a.number, a.case_id, true from added a
    where not exists (select from sealed_case s where s.case_id = a.case_id);
    return null;
end $$;
create trigger find_by_facts after insert on case_facet referencing new table as added
    for each statement execute function find_by_facts();

create function find_by_what_it_is() returns trigger language plpgsql as $$
begin
    insert into case_words_waiting (number, case_id, facts) select new.number, new.id, true
    where not exists (select from sealed_case s where s.case_id = new.id);
    return null;
end $$;
create trigger find_by_what_it_is after insert on case_file for each row execute function find_by_what_it_is();
create trigger find_by_what_it_became after update of state, category, source on case_file for each row
    when (old.state <> new.state or old.category <> new.category or old.source <> new.source)
    execute function find_by_what_it_is();

create or replace function gather_words(most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
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
        where f.id in (select w.case_id from case_words_waiting w where w.piece is not null or w.facts limit most)
        for key share skip locked) held;
    if ready is null then
        return 0;
    end if;
    with gone as (delete from case_words_waiting where case_id = any (ready) and (piece is not null or facts) returning piece)
    select coalesce(array_agg(piece) filter (where piece is not null), '{}') into taken from gone;
    for one in
        select f.number, f.id as case_id, coalesce(written.words, '') || facts_of(f.number) as words
        from case_file f
        left join lateral (
            select all_words(strip(w.words) || array_to_tsvector(next_to_each_other(w.words))) as words
            from case_words w where w.id = any (taken) and w.case_id = f.id) written on true
        where f.id = any (ready)
          and not exists (select from case_words_waiting x where x.case_id = f.id and x.piece is null and not x.facts)
          and not exists (select from sealed_case s where s.case_id = f.id)
    loop
        begin
            insert into case_text as known (number, case_id, words) values (one.number, one.case_id, one.words)
            on conflict (number) do update set words = without_facts(known.words) || excluded.words
            where without_facts(known.words) || excluded.words <> known.words;
        exception when program_limit_exceeded then
            delete from case_text where number = one.number;
            insert into case_words_waiting (number, case_id) values (one.number, one.case_id);
        end;
    end loop;
    return cardinality(ready);
end $$;

-- ---- what is there already -----------------------------------------------------------------------------------------------------

drop index case_text_found;
update case_text set words = words || facts_of(number);
insert into case_text (number, case_id, words)
select f.number, f.id, facts_of(f.number) from case_file f
where not exists (select from case_text t where t.number = f.number)
  and not exists (select from case_words_waiting x where x.number = f.number)
  and not exists (select from sealed_case s where s.case_id = f.id);
set local maintenance_work_mem = '256MB';
create index case_text_found on case_text using gin (words) with (fastupdate = off);
