-- Which thing an address names is told by rules that are data: one text a platform, one number for all of them together. A new version is a
-- new row; what keys were made of stays readable.

insert into platform (code, name, under_law, verified, source) values
    ('X', 'X (Twitter)', true, false, 'Number of users not compared with the register of the authorised body'),
    ('MAIL_RU', 'Mail.ru', true, false, 'Number of users not compared with the register of the authorised body'),
    ('LIVEJOURNAL', 'LiveJournal', false, false, 'No sign of more than 100,000 users a day; not compared with the register'),
    ('THREADS', 'Threads', true, false, 'Number of users not compared with the register of the authorised body');

insert into platform_contact (platform_code, position, name, channel, address, language, verified, source)
select code, position, name, 'EMAIL', address, language, false, 'demo address'
from (values
    ('X', 1, 'X, legal requests (demo)', 'notices@x.example', 'en'),
    ('X', 2, 'X, legal representative (demo)', 'representative@x.example', 'en'),
    ('MAIL_RU', 1, 'Mail.ru, support for state bodies (demo)', 'notices@mail-ru.example', 'ru'),
    ('MAIL_RU', 2, 'Mail.ru, legal representative (demo)', 'representative@mail-ru.example', 'ru'),
    ('LIVEJOURNAL', 1, 'LiveJournal, abuse (demo)', 'notices@livejournal.example', 'ru'),
    ('LIVEJOURNAL', 2, 'LiveJournal, legal representative (demo)', 'representative@livejournal.example', 'ru'),
    ('THREADS', 1, 'Threads, government requests (demo)', 'notices@threads.example', 'en'),
    ('THREADS', 2, 'Threads, regional contact (demo)', 'representative@threads.example', 'en')
) contact (code, position, name, address, language);

-- Version 1 was the rules that were still code; the first rows get version 2.
create table target_rule_version (
    version     int primary key,
    note        text        not null check (note <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null default clock_timestamp()
);

create table target_rule (
    platform_code text    not null references platform,
    version       int     not null references target_rule_version,
    rules         text    not null,
    sha256        text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    released      boolean not null, -- came with the software, not from a person of this installation
    primary key (platform_code, version)
);

create view current_target_rule as
select distinct on (platform_code) r.*, v.note, v.recorded_by, v.recorded_at
from target_rule r join target_rule_version v using (version)
order by platform_code, version desc;

-- Every change of a target's key, made by the database itself, so that there is none without its history.
create table target_key_history (
    id           bigint generated always as identity primary key,
    target_id    uuid        not null references target,
    old_key      text        not null,
    old_version  int         not null,
    new_key      text        not null,
    new_version  int         not null,
    changed_at   timestamptz not null default clock_timestamp()
);
create index on target_key_history (target_id, id);
create index on target_key_history (old_key);

create index target_by_rule_version on target (rule_version, id);

-- A person says that two targets are one thing. The one that is merged keeps its cases and its letters; who looks for the thing finds both.
create table target_merge (
    id           bigint generated always as identity primary key,
    target_id    uuid        not null references target,
    into_id      uuid        not null references target,
    key          text        not null,
    reasons      text        not null check (reasons <> ''),
    confirmed_by text        not null,
    confirmed_at timestamptz not null,
    check (target_id <> into_id)
);
create index on target_merge (target_id, id desc);
create index on target_merge (into_id);

create view current_target_merge as
select m.* from target_merge m
where not exists (select from target_merge later where later.target_id = m.target_id and later.id > m.id);

-- Under which keys a target is found: its own, and that of the target it was merged into.
create view target_of_key as
select canonical_key, id as target_id from target
union all
select into_target.canonical_key, m.target_id
from current_target_merge m join target into_target on into_target.id = m.into_id;

-- Going through all targets under the newest rules, in chunks; position is the last target that was looked at.
create table rekeying (
    id          uuid primary key,
    version     int         not null references target_rule_version,
    dry_run     boolean     not null,
    state       text        not null check (state in ('RUNNING', 'DONE')),
    position    uuid,
    total       int         not null,
    unchanged   int         not null default 0,
    changed     int         not null default 0,
    would_merge int         not null default 0,
    splits      int         not null default 0,
    failed      int         not null default 0,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    check ((state = 'DONE') = (finished_at is not null))
);
-- one that changes anything at a time
create unique index one_rekeying on rekeying (dry_run) where state = 'RUNNING' and not dry_run;
create index on rekeying (state, started_at);

create table rekeying_finding (
    rekeying_id uuid not null references rekeying,
    target_id   uuid not null references target,
    outcome     text not null check (outcome in ('CHANGED', 'WOULD_MERGE', 'SPLITS', 'FAILED')),
    old_key     text not null,
    new_key     text not null,
    other_id    uuid references target,
    reason      text not null,
    primary key (rekeying_id, target_id),
    check ((outcome = 'WOULD_MERGE') = (other_id is not null))
);
create index on rekeying_finding (rekeying_id, outcome, target_id);
create index on rekeying_finding (rekeying_id, new_key) where outcome = 'CHANGED';

create function note_changed_key() returns trigger language plpgsql as $$
begin
    insert into target_key_history (target_id, old_key, old_version, new_key, new_version)
    values (old.id, old.canonical_key, old.rule_version, new.canonical_key, new.rule_version);
    -- an act that names the thing goes on naming it
    insert into judicial_act_target (judicial_act_id, canonical_key)
    select judicial_act_id, new.canonical_key from judicial_act_target where canonical_key = old.canonical_key
    on conflict do nothing;
    return null;
end $$;
create trigger note_changed_key after update of canonical_key on target
    for each row when (old.canonical_key <> new.canonical_key) execute function note_changed_key();

create function note_merged_target() returns trigger language plpgsql as $$
begin
    insert into judicial_act_target (judicial_act_id, canonical_key)
    select a.judicial_act_id, new.key
    from judicial_act_target a join target t on t.canonical_key = a.canonical_key where t.id = new.target_id
    on conflict do nothing;
    return null;
end $$;
create trigger note_merged_target after insert on target_merge for each row execute function note_merged_target();

grant select, insert on target_rule_version, target_rule, target_key_history, target_merge, rekeying_finding to ${runtime-role};
grant select, insert, update on rekeying to ${runtime-role};
grant update (canonical_key, kind, platform_code, unresolved, rule_version) on target to ${runtime-role};
grant select on current_target_rule, current_target_merge, target_of_key to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
