-- The registers change by two people: what one prepares, another approves, and only then a row is recorded. Rows are dated twice and
-- never changed; a later recorded row corrects an earlier one of the same key.

create sequence register_change_number;

-- one row per recording, so that each version can be named
alter table calendar_year add column id uuid not null default gen_random_uuid();
create unique index on calendar_year (id);
alter table calendar_year add constraint a_year_without_source_is_unverified check (source <> '' or not verified);

alter table calendar_day add column id uuid not null default gen_random_uuid();
create unique index on calendar_day (id);
-- what the day is called in Russian and Kazakh ("name" is English), and the act that says so where it is not that of the year
alter table calendar_day add column name_ru text not null default '', add column name_kk text not null default '', add column source text not null default '';
update calendar_day d set name_ru = w.ru, name_kk = w.kk
from (values
    ('New Year', 'Новый год', 'Жаңа жыл'),
    ('Orthodox Christmas', 'Православное Рождество', 'Православиелік Рождество'),
    ('International Women''s Day', 'Международный женский день', 'Халықаралық әйелдер күні'),
    ('Nauryz', 'Наурыз мейрамы', 'Наурыз мейрамы'),
    ('Day of Unity of the People', 'Праздник единства народа Казахстана', 'Қазақстан халқының бірлігі мерекесі'),
    ('Defender of the Fatherland Day', 'День защитника Отечества', 'Отан қорғаушы күні'),
    ('Victory Day', 'День Победы', 'Жеңіс күні'),
    ('First day of Kurban Ait', 'Первый день Курбан-айта', 'Құрбан айттың бірінші күні'),
    ('Capital Day', 'День столицы', 'Астана күні'),
    ('Constitution Day', 'День Конституции', 'Конституция күні'),
    ('Republic Day', 'День Республики', 'Республика күні'),
    ('Independence Day', 'День Независимости', 'Тәуелсіздік күні')) w (en, ru, kk)
where w.en = d.name;

-- contacts of platforms have their time in the world as well
alter table platform_contact add column id uuid not null default gen_random_uuid();
create unique index on platform_contact (id);
alter table platform_contact add column valid_from date not null default date '2023-09-10', add column valid_to date check (valid_to >= valid_from);
alter table platform_contact alter column valid_from drop default;
drop view current_platform_contact;
create view current_platform_contact as
select distinct on (platform_code, position, valid_from) * from platform_contact
order by platform_code, position, valid_from, recorded_at desc;
create index on platform_contact (platform_code, position, valid_from, recorded_at desc);

-- What is known of a platform beside its name: where it is found, who represents it, at home or abroad.
create table platform_profile (
    id                     uuid primary key default gen_random_uuid(),
    platform_code          text        not null references platform,
    hosts                  text[]      not null,
    languages              text[]      not null,
    representative         text        not null, -- empty where none is known
    representative_address text        not null,
    representative_country text        not null check (representative_country ~ '^([A-Z]{2})?$'),
    verified               boolean     not null,
    source                 text        not null,
    valid_from             date        not null,
    valid_to               date check (valid_to >= valid_from),
    recorded_at            timestamptz not null default clock_timestamp(),
    check ((representative = '') = (representative_country = ''))
);
create index on platform_profile (platform_code, valid_from, recorded_at desc);

create view current_platform_profile as
select distinct on (platform_code, valid_from) * from platform_profile order by platform_code, valid_from, recorded_at desc;

insert into platform_profile (platform_code, hosts, languages, representative, representative_address, representative_country,
                              verified, source, valid_from)
select code, hosts, languages, representative, address, country, false, 'demo, invented; hosts as published', date '2023-09-10'
from (values
    ('TELEGRAM', array['t.me', 'telegram.me', 'telegram.dog'], array['en', 'ru'], 'Telegram representative (demo)', 'Astana', 'KZ'),
    ('YOUTUBE', array['youtube.com', 'youtu.be', 'youtube-nocookie.com'], array['en'], 'YouTube representative (demo)', 'Dublin', 'IE'),
    ('VK', array['vk.com', 'vk.ru', 'vkvideo.ru'], array['ru'], 'VKontakte representative (demo)', 'Almaty', 'KZ'),
    ('OK', array['ok.ru', 'odnoklassniki.ru'], array['ru'], 'Odnoklassniki representative (demo)', 'Almaty', 'KZ'),
    ('TIKTOK', array['tiktok.com', 'tiktokv.com'], array['en', 'ru'], 'TikTok representative (demo)', 'Almaty', 'KZ'),
    ('INSTAGRAM', array['instagram.com'], array['en'], 'Instagram regional contact (demo)', 'Hong Kong', 'HK'),
    ('FACEBOOK', array['facebook.com', 'fb.com', 'fb.watch'], array['en'], 'Facebook regional contact (demo)', 'Hong Kong', 'HK'),
    ('LINKEDIN', array['linkedin.com'], array['en'], '', '', ''),
    ('WEB', array[]::text[], array['ru', 'kk', 'en'], '', '', '')
) profile (code, hosts, languages, representative, address, country);

-- A proposed change: rows of one register as they are to read, prepared by one person and decided by another. Everything about it is
-- added, nothing changed; where it stands follows from what there is.
create table register_change (
    id        uuid primary key,
    number    text        not null unique,
    register  text        not null,
    row_key   text        not null, -- of the row it was opened for, empty where none was named
    reasons   text        not null check (reasons <> ''),
    opened_by text        not null,
    opened_at timestamptz not null
);
create index on register_change (register, row_key);

create table register_change_draft (
    id          uuid primary key,
    change_id   uuid        not null references register_change,
    no          int         not null check (no > 0),
    reasons     text        not null check (reasons <> ''),
    prepared_by text        not null,
    prepared_at timestamptz not null,
    unique (change_id, no),
    unique (id, prepared_by)
);

-- replaces: the version that stood when the draft was prepared; another one by the time of the approval means it was overtaken
create table register_change_row (
    draft_id uuid  not null references register_change_draft,
    no       int   not null check (no > 0),
    row_key  text  not null,
    content  jsonb not null,
    replaces uuid,
    primary key (draft_id, no),
    unique (draft_id, row_key)
);

create table register_change_decision (
    draft_id    uuid primary key,
    prepared_by text        not null,
    decision    text        not null check (decision in ('APPROVED', 'RETURNED')),
    remarks     text        not null,
    decided_by  text        not null,
    decided_at  timestamptz not null,
    foreign key (draft_id, prepared_by) references register_change_draft (id, prepared_by),
    constraint two_people check (decided_by <> prepared_by),
    check (decision = 'APPROVED' or remarks <> '')
);

create table register_change_withdrawal (
    change_id    uuid primary key references register_change,
    remarks      text        not null check (remarks <> ''),
    withdrawn_by text        not null,
    withdrawn_at timestamptz not null
);

-- what an approval recorded: the version of each row
create table register_change_version (
    draft_id   uuid not null references register_change_decision,
    version_id uuid not null,
    primary key (draft_id, version_id)
);
create index on register_change_version (version_id);

create view current_register_change as
select c.id, c.number, c.register, c.row_key, c.reasons, c.opened_by, c.opened_at,
       d.id as draft_id, d.no as draft_no, d.reasons as draft_reasons, d.prepared_by, d.prepared_at,
       coalesce(w.remarks, v.remarks) as remarks, coalesce(w.withdrawn_by, v.decided_by) as decided_by,
       coalesce(w.withdrawn_at, v.decided_at) as decided_at,
       case when w.change_id is not null then 'WITHDRAWN' when d.id is null then 'OPENED' when v.draft_id is null then 'PREPARED'
            when v.decision = 'APPROVED' then 'APPLIED' else 'RETURNED' end as state
from register_change c
left join lateral (select * from register_change_draft d where d.change_id = c.id order by no desc limit 1) d on true
left join register_change_decision v on v.draft_id = d.id
left join register_change_withdrawal w on w.change_id = c.id;

-- What rests on a legal basis or a judicial act is found from it; a letter names the version it cites.
alter table letter_paper add column legal_basis uuid references legal_basis;
create index on qualification (offence_basis) where offence_basis is not null;
create index on qualification (restriction_basis) where restriction_basis is not null;
create index on qualification (judicial_act) where judicial_act is not null;
create index on rights_review (judicial_act) where judicial_act is not null;
create index on referral (legal_basis);
create index on restriction (legal_basis, number);
create index on restriction (judicial_act, number) where judicial_act is not null;
create index on operator_order (legal_basis, number);
create index on operator_order (restriction_id);
create index on competence (category, offence_route, body_code, valid_from, recorded_at desc);

-- How fast a platform answers is read from what left in a period.
create index delivery_attempt_sent on delivery_attempt (finished_at) where state in ('SENT', 'SETTLED_AS_SENT');

-- The relationship file of a platform: what was said or agreed, when, and who confirms it. A later word on an entry is an entry.
create table platform_relation (
    id            uuid primary key,
    platform_code text        not null references platform,
    about         uuid,
    kind          text        not null check (kind in ('CONTACT', 'AGREEMENT', 'STATEMENT')),
    happened_on   date        not null,
    summary       text        not null check (summary <> ''),
    confirmed_by  text        not null check (confirmed_by in ('BOTH_SIDES', 'ONE_SIDE', 'DISPUTED')),
    notes         text        not null,
    recorded_by   text        not null,
    recorded_at   timestamptz not null,
    unique (id, platform_code),
    foreign key (about, platform_code) references platform_relation (id, platform_code)
);
create index on platform_relation (platform_code, happened_on desc, id);
create index on platform_relation (about, recorded_at desc) where about is not null;

create table platform_relation_file (
    id          uuid primary key,
    relation_id uuid        not null references platform_relation,
    name        text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    recorded_by text        not null,
    recorded_at timestamptz not null,
    unique (relation_id, sha256)
);

grant select, insert on platform_profile, register_change, register_change_draft, register_change_row, register_change_decision,
    register_change_withdrawal, register_change_version, platform_relation, platform_relation_file to ${runtime-role};
grant select on current_platform_contact, current_platform_profile, current_register_change to ${runtime-role};
grant usage on sequence register_change_number to ${runtime-role};
