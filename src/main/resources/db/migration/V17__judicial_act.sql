-- A judicial act comes in with its targets: one person enters it, another approves once. The act itself is a change of the register;
-- what is kept here is what became of each line of its list, the cases made for it, and the notices drafted before anybody approved.

-- the number is that of the change of the register
create table incoming_act (
    number      text primary key references register_change (number),
    category    text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);

-- as its preparer left it; one that came back gets a further version
create table incoming_act_version (
    number      text        not null references incoming_act,
    no          int         not null check (no > 0),
    act_number  text        not null,
    act_date    date        not null,
    legal_basis uuid        not null references legal_basis,
    reasons_ru  text        not null check (reasons_ru <> ''),
    reasons_kk  text        not null check (reasons_kk <> ''),
    prepared_by text        not null,
    prepared_at timestamptz not null,
    primary key (number, no)
);
create index on incoming_act_version (act_number, act_date);

-- code and arguments say why a line was not taken, or what is to be known of it
create table incoming_act_row (
    number         text   not null,
    no             int    not null,
    line           int    not null,
    address        text   not null,
    outcome        text   not null check (outcome in ('PLACED', 'SIGHTED_AGAIN', 'REPEATED', 'REJECTED')),
    canonical_key  text,
    case_target_id uuid references case_target,
    code           text,
    arguments      text[] not null,
    primary key (number, no, line),
    foreign key (number, no) references incoming_act_version (number, no),
    check (case outcome when 'REJECTED' then code is not null else canonical_key is not null and case_target_id is not null end)
);

create table incoming_act_case (
    case_id uuid primary key references case_file,
    number  text not null references incoming_act
);
create index on incoming_act_case (number);

-- the case goes on by hand: its act was withdrawn, or no longer names what is in it
create table incoming_act_release (
    case_id     uuid primary key references incoming_act_case,
    reasons     text        not null check (reasons <> ''),
    released_by text        not null,
    released_at timestamptz not null
);
grant select, insert on incoming_act, incoming_act_version, incoming_act_row, incoming_act_case, incoming_act_release
    to ${runtime-role};

-- A notice as it would leave, on paper, before there is a decision. What is sent in the end is compared with it.
create table notice_draft (
    id            uuid primary key,
    reference     text        not null, -- what it was drafted for
    version       int         not null,
    case_id       uuid        not null references case_file,
    platform_code text        not null references platform,
    recipient     text        not null, -- empty, as the address, where nobody is known yet
    address       text        not null,
    channel       text        not null,
    language      text        not null,
    items         int         not null,
    content       text        not null,
    missing       text        not null,
    pdf_sha256    text        not null,
    prepared_at   timestamptz not null,
    unique (reference, version, case_id)
);
create index on notice_draft (case_id);

create table notice_draft_approval (
    draft_id    uuid primary key references notice_draft,
    approved_by text        not null,
    approved_at timestamptz not null
);
grant select, insert on notice_draft, notice_draft_approval to ${runtime-role};

-- "The same day" is a term of no days after today: it ends with the day, and where that is a day off, with the next working day.
alter table deadline_rule drop constraint deadline_rule_amount_check;
alter table deadline_rule add constraint deadline_rule_amount_check check (amount > 0 or amount = 0 and unit = 'CALENDAR_DAYS');
alter table clock drop constraint clock_amount_check;
alter table clock add constraint clock_amount_check check (amount > 0 or amount = 0 and unit = 'CALENDAR_DAYS');

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('act-approval', 0, 'CALENDAR_DAYS',
     'Внутреннее правило: подготовленное по судебному акту утверждается или возвращается в тот же день; законом срок не установлен',
     'Ішкі ереже: сот актісі бойынша дайындалғаны сол күні бекітіледі немесе қайтарылады; заңда мерзім белгіленбеген',
     'House rule: what is prepared for a judicial act is approved or returned the same day; no law sets a term',
     'House rule, after the practice of 2018: the platforms were written to on the day of the decision', true, date '2018-01-01');
