-- What is known before any case: law, competence, calendar, deadline rules, platforms. Rows are dated twice: valid_from/valid_to is
-- the time in the world, recorded_at the time in this database. A correction is a new row; the views show the last one recorded.

create table legal_basis (
    id             uuid primary key default gen_random_uuid(),
    code           text        not null,
    purpose        text        not null check (purpose in ('CRIMINAL', 'ADMINISTRATIVE', 'RESTRICTION')),
    act_ru         text        not null,
    act_kk         text        not null,
    act_en         text        not null,
    article        text        not null check (article <> ''),
    paragraph      text        not null check (paragraph <> ''),
    summary_ru     text        not null,
    summary_kk     text        not null,
    summary_en     text        not null,
    categories     text[]      not null,
    needs_act      boolean     not null default false,
    widest_measure text        not null check (widest_measure in
        ('NONE', 'ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM')),
    source         text        not null,
    verified       boolean     not null,
    valid_from     date        not null,
    valid_to       date check (valid_to >= valid_from),
    recorded_at    timestamptz not null default clock_timestamp()
);
create index on legal_basis (code, valid_from, recorded_at desc);

create view current_legal_basis as
select distinct on (code, valid_from) * from legal_basis order by code, valid_from, recorded_at desc;

create table judicial_act (
    id              uuid primary key default gen_random_uuid(),
    number          text        not null,
    court           text        not null,
    act_date        date        not null,
    operative_part  text        not null,
    source          text        not null,
    verified        boolean     not null,
    in_force_since  date        not null,
    in_force_until  date check (in_force_until >= in_force_since),
    recorded_at     timestamptz not null default clock_timestamp(),
    unique (number, act_date, recorded_at)
);

create table judicial_act_target (
    judicial_act_id uuid not null references judicial_act,
    canonical_key   text not null,
    primary key (judicial_act_id, canonical_key)
);
create index on judicial_act_target (canonical_key);

create view current_judicial_act as
select distinct on (number, act_date) * from judicial_act order by number, act_date, recorded_at desc;

create table body (
    code     text primary key,
    name_ru  text not null,
    name_kk  text not null,
    name_en  text not null
);

-- A category without a row, or with within = false, is out of competence.
create table competence (
    id            uuid primary key default gen_random_uuid(),
    category      text        not null,
    within        boolean     not null,
    offence_route text        not null check (offence_route in ('CRIMINAL', 'ADMINISTRATIVE', 'NONE')),
    body_code     text        references body,
    citation      text        not null,
    source        text        not null,
    verified      boolean     not null,
    valid_from    date        not null,
    valid_to      date check (valid_to >= valid_from),
    recorded_at   timestamptz not null default clock_timestamp()
);
create index on competence (category, offence_route, valid_from);

create view current_competence as
select distinct on (category, offence_route, body_code, valid_from) * from competence
order by category, offence_route, body_code, valid_from, recorded_at desc;

create table calendar_year (
    year        int         not null,
    source      text        not null,
    verified    boolean     not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (year, recorded_at)
);

-- Days that differ from the plain week: days off on Monday to Friday and weekends that are worked.
create table calendar_day (
    day         date        not null,
    kind        text        not null check (kind in ('DAY_OFF', 'WORKING')),
    name        text        not null,
    moved_from  date,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (day, recorded_at)
);

create table deadline_rule (
    id          uuid primary key default gen_random_uuid(),
    code        text        not null,
    amount      int         not null check (amount > 0),
    unit        text        not null check (unit in ('HOURS', 'CALENDAR_DAYS', 'CALENDAR_MONTHS', 'WORKING_DAYS')),
    citation_ru text        not null,
    citation_kk text        not null,
    citation_en text        not null,
    source      text        not null,
    verified    boolean     not null,
    valid_from  date        not null,
    valid_to    date check (valid_to >= valid_from),
    recorded_at timestamptz not null default clock_timestamp()
);
create index on deadline_rule (code, valid_from, recorded_at desc);

create table platform (
    code        text primary key,
    name        text        not null,
    under_law   boolean     not null, -- law on online platforms, art. 9: owner with a legal representative
    verified    boolean     not null,
    source      text        not null,
    recorded_at timestamptz not null default clock_timestamp()
);

create table platform_contact (
    platform_code text        not null references platform,
    position      int         not null check (position > 0),
    name          text        not null,
    channel       text        not null check (channel in ('EMAIL')),
    address       text        not null,
    language      text        not null check (language in ('ru', 'kk', 'en')),
    verified      boolean     not null,
    source        text        not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    primary key (platform_code, position, recorded_at)
);

create view current_platform_contact as
select distinct on (platform_code, position) * from platform_contact order by platform_code, position, recorded_at desc;

grant select, insert on legal_basis, judicial_act, judicial_act_target, body, competence, calendar_year, calendar_day,
    deadline_rule, platform, platform_contact to ${runtime-role};
grant select on current_legal_basis, current_judicial_act, current_competence, current_platform_contact to ${runtime-role};
