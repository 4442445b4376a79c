-- What bodies and platforms are called, and who represents a platform, is dated like everything else in the registers. The tables body
-- and platform keep the codes alone; a row of the register names the code for a period, and what was sent keeps the row it was named by.

create table body_name (
    id          uuid primary key default gen_random_uuid(),
    code        text        not null references body,
    name_ru     text        not null check (name_ru <> ''),
    name_kk     text        not null check (name_kk <> ''),
    name_en     text        not null check (name_en <> ''),
    verified    boolean     not null,
    source      text        not null,
    valid_from  date        not null,
    valid_to    date check (valid_to >= valid_from),
    recorded_at timestamptz not null default clock_timestamp()
);
create index on body_name (code, valid_from, recorded_at desc);

create view current_body_name as
select distinct on (code, valid_from) * from body_name order by code, valid_from, recorded_at desc;

-- since when a body has been called so nobody wrote down; the names hold from before the first case
insert into body_name (code, name_ru, name_kk, name_en, verified, source, valid_from, recorded_at)
select code, name_ru, name_kk, name_en, false, 'Names that came with the software; their first day is not known', date '2015-01-01',
       coalesce((select min(recorded_at) from competence), clock_timestamp())
from body;
alter table body drop column name_ru, drop column name_kk, drop column name_en;

-- one row a platform and period: the name, whether the law binds it, who represents it; hosts are told by the rules of target identity
alter table platform_profile add column name text, add column under_law boolean;
update platform_profile p set name = c.name, under_law = c.under_law, source = p.source || '; ' || c.source
from platform c where c.code = p.platform_code;
insert into platform_profile (platform_code, name, under_law, hosts, languages, representative, representative_address,
                              representative_country, verified, source, valid_from, recorded_at)
select code, name, under_law, array[]::text[], array['en'], '', '', '', verified, source, date '2023-09-10',
       coalesce((select min(recorded_at) from platform_profile), clock_timestamp())
from platform c where not exists (select from platform_profile p where p.platform_code = c.code);
update platform_profile set languages = array['ru'] where platform_code in ('MAIL_RU', 'LIVEJOURNAL') and languages = array['en'];
alter table platform_profile alter column name set not null, alter column under_law set not null, add check (name <> '');
drop view current_platform_profile;
alter table platform_profile drop column hosts;
create view current_platform_profile as
select distinct on (platform_code, valid_from) * from platform_profile order by platform_code, valid_from, recorded_at desc;
update register_change_row r
set content = (r.content - 'hosts') || jsonb_build_object('name', c.name, 'underLaw', c.under_law)
from register_change_draft d join register_change g on g.id = d.change_id, platform c
where d.id = r.draft_id and g.register = 'PLATFORM_PROFILE' and c.code = r.content ->> 'platformCode';
alter table platform drop column name, drop column under_law, drop column verified, drop column source;

-- what was handed over, forwarded, notified or written keeps the name it was done under
alter table referral_hand_over add column body_version uuid references body_name;
update referral_hand_over h set body_version = n.id from body_name n where n.code = h.body_code;
alter table referral_hand_over alter column body_version set not null;
create index on referral_hand_over (body_version);

alter table forwarding_outcome add column body_version uuid references body_name;
update forwarding_outcome o set body_version = n.id from body_name n where n.code = o.body_code;
alter table forwarding_outcome add constraint a_body_is_named check ((body_code is null) = (body_version is null));
create index on forwarding_outcome (body_version) where body_version is not null;

alter table body_notification add column body_version uuid references body_name;
update body_notification b set body_version = n.id from body_name n where n.name_ru = b.content::jsonb #>> '{addressee,ru}';
create index on body_notification (body_version);

alter table letter_paper add column platform_version uuid references platform_profile;
update letter_paper p set platform_version = f.id
from letter l join notice n on n.id = l.notice_id join platform_profile f on f.platform_code = n.platform_code
where l.id = p.letter_id;
create index on letter_paper (platform_version);

grant select, insert on body_name to ${runtime-role};
grant select on current_body_name, current_platform_profile to ${runtime-role};

-- Rules for addresses can be tried before anybody records them: a draft is kept, and a dry rekeying looks at every target with it.
create table target_rule_draft (
    id            uuid primary key,
    platform_code text        not null references platform,
    rules         text        not null,
    recorded_by   text        not null,
    recorded_at   timestamptz not null
);
alter table rekeying add column draft uuid references target_rule_draft;
alter table rekeying add constraint a_draft_is_only_tried check (draft is null or dry_run);
-- two targets that a draft makes one, by the key they would share
create index on rekeying_finding (rekeying_id, other_id) where outcome = 'WOULD_MERGE';
grant select, insert on target_rule_draft to ${runtime-role};

-- A proposal of a copy has a number that people speak, under which its task stands: that of the case and which proposal there.
alter table mirror add column number text;
update mirror m set number = n.number
from (select m.id, f.number || '/M' || row_number() over (partition by f.id order by m.proposed_at, m.id) as number
      from mirror m join case_target t on t.id = m.case_target_id join case_file f on f.id = t.case_id) n
where n.id = m.id;
alter table mirror alter column number set not null, add unique (number);
