-- A referral is handed over as a package that people prepare and look at. What the body does not take on comes back to qualification
-- in the same case: the next referral has a number of its own and names the one before it.
create sequence referral_number;
alter table referral drop constraint referral_case_id_kind_key;
alter table referral
    add column number   text,
    add column previous uuid unique references referral,
    -- false for referrals from before packages existed: they are handed over on paper of their own
    add column packaged boolean not null default false;
update referral
set number = 'RF-' || to_char(opened_at at time zone 'Asia/Almaty', 'YYYY') || '-' || lpad(nextval('referral_number')::text, 6, '0');
alter table referral alter column number set not null;
alter table referral add unique (number);
create unique index one_first_referral on referral (case_id) where previous is null;
create index on referral (case_id, opened_at desc);

-- Which wording and look a document has from which day on. A document keeps the one it was composed with.
create table document_template (
    document    text        not null check (document in ('CRIMINAL', 'ADMINISTRATIVE')),
    valid_from  date        not null,
    template    text        not null check (template <> ''),
    source      text        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (document, valid_from, recorded_at)
);
insert into document_template (document, valid_from, template, source) values
    ('CRIMINAL', '2015-01-01', 'referrals/v1',
     'Criminal Procedure Code, articles 180, 184; the form itself is no form of the law'),
    ('ADMINISTRATIVE', '2015-01-01', 'referrals/v1',
     'Criminal Procedure Code, article 179(4); the form itself is no form of the law');

-- What a person writes for the package, as often as it is mended.
create table referral_draft (
    id          uuid primary key,
    referral_id uuid        not null references referral,
    no          int         not null,
    body_code   text        not null references body,
    body_ground text        not null check (body_ground <> ''),
    facts_ru    text        not null check (facts_ru <> ''),
    facts_kk    text        not null check (facts_kk <> ''),
    prepared_by text        not null,
    prepared_at timestamptz not null,
    unique (referral_id, no)
);

create table referral_package (
    id          uuid primary key,
    draft_id    uuid        not null unique references referral_draft,
    number      text        not null unique,
    template    text        not null,
    content     text        not null,
    digest      text        not null,
    composed_at timestamptz not null
);

create table referral_paper (
    package_id uuid not null references referral_package,
    language   text not null check (language in ('ru', 'kk')),
    sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (package_id, language)
);

alter table referral_outcome drop constraint referral_outcome_outcome_check;
alter table referral_outcome add constraint referral_outcome_outcome_check
    check (outcome in ('REGISTERED', 'ACCEPTED', 'RETURNED', 'REFUSED', 'INSUFFICIENT_DATA'));

-- From one body to another, through the prosecutor (Criminal Procedure Code, art. 186).
create table referral_transfer (
    id           uuid primary key,
    referral_id  uuid        not null references referral,
    no           int         not null,
    ground       text        not null check (ground <> ''),
    announced_on date        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null,
    unique (referral_id, no)
);
create table referral_transfer_decision (
    transfer_id  uuid primary key references referral_transfer,
    body_code    text        not null references body,
    body_version uuid        not null references body_name,
    prosecutor   text        not null check (prosecutor <> ''),
    number       text        not null check (number <> ''),
    decided_on   date        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null
);
create index on referral_transfer_decision (body_version);

-- Not enough data: passed on unregistered to the body that is to check (art. 181(5)).
create table referral_passing_on (
    referral_id uuid primary key references referral,
    recipient   text        not null check (recipient <> ''),
    number      text        not null check (number <> ''),
    passed_on   date        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);

-- The prosecutor is notified of the start of the investigation (art. 179(1)).
create table prosecutor_notice (
    referral_id uuid primary key references referral,
    prosecutor  text        not null check (prosecutor <> ''),
    number      text        not null check (number <> ''),
    noticed_on  date        not null,
    proof       text        not null check (proof <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null
);

-- A term of a referral that ran out makes the case more urgent, whatever its other points are.
alter table priority_points drop constraint priority_points_part_check;
alter table priority_points add constraint priority_points_part_check
    check (part in ('CATEGORY', 'SOURCE', 'FURTHER_SOURCE', 'EVIDENCE', 'OVERDUE'));
insert into priority_points (part, code, points, source, valid_from) values
    ('OVERDUE', 'REFERRAL', 3, 'Working order of the unit (configurable, no rule of law)', '2026-01-01');
alter table case_priority add column urgency int not null default 0 check (urgency between 0 and 10);

grant select, insert on document_template, referral_draft, referral_package, referral_paper, referral_transfer,
    referral_transfer_decision, referral_passing_on, prosecutor_notice to ${runtime-role};
grant usage on sequence referral_number to ${runtime-role};
