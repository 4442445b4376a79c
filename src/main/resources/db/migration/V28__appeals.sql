-- Appeals from the filing to the judgment (Administrative Procedural and Process-Related Code, arts. 65, 72-76, 91-100). What happens to an
-- appeal is rows that are only added; who appeals stands in a table of its own, which nothing but the appeals office reads.

-- A filing is taken whatever it names; the case may become known later.
alter table appeal
    alter case_id drop not null,
    add contested  text not null default '', -- the number or address, as the appellant wrote it
    add demands    text not null default '',
    add evidence   text not null default '',
    add way        text not null default 'STAFF' check (way in ('PUBLIC', 'LETTER', 'MAIL', 'STAFF')),
    add language   text not null default 'ru' check (language in ('kk', 'ru', 'en')),
    add learned_on date,
    -- art. 92(3): shown, and no reason to refuse it
    add late       boolean not null default false,
    -- of what was written; the same text is one appeal
    add text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$');
create index on appeal (text_sha256) where text_sha256 is not null;
create index on appeal (number desc);

create table appellant (
    appeal_id      uuid primary key references appeal,
    name           text not null check (name <> ''),
    contact        text not null check (contact <> ''),
    mail           text check (mail like '%@%'), -- null: told by letter
    representative text not null
);
create index on appellant (lower(mail)) where mail is not null;

-- Whoever looks at an appellant's name says why, and that stays.
create table appellant_look (
    id        bigint generated always as identity primary key,
    appeal_id uuid        not null references appeal,
    person    text        not null,
    reason    text        not null check (reason <> ''),
    looked_at timestamptz not null
);

-- One-time codes; what they were is nowhere.
create table appeal_code (
    appeal_id   uuid        not null references appeal,
    purpose     text        not null check (purpose in ('STATUS', 'CONFIRM')),
    code_sha256 text        not null check (code_sha256 ~ '^[0-9a-f]{64}$'),
    made_at     timestamptz not null,
    primary key (appeal_id, purpose, code_sha256)
);

-- Somebody answers for it: the mail address was confirmed, or it came signed on paper.
create table appeal_confirmation (
    appeal_id    uuid primary key references appeal,
    way          text        not null check (way in ('MAIL', 'SIGNED')),
    confirmed_at timestamptz not null
);

-- The targets it is about.
create table appeal_contested (
    appeal_id      uuid not null references appeal,
    case_target_id uuid not null references case_target,
    primary key (appeal_id, case_target_id)
);
create index on appeal_contested (case_target_id);

-- A person found the case of an appeal that named none.
create table appeal_link (
    appeal_id uuid primary key references appeal,
    case_id   uuid        not null references case_file,
    linked_by text        not null,
    linked_at timestamptz not null
);
create function link_appeal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update appeal set case_id = new.case_id where id = new.appeal_id and case_id is null;
    if not found then
        raise exception 'an appeal belongs to one case' using errcode = 'check_violation', constraint = 'one_case_of_an_appeal';
    end if;
    return null;
end $$;
create trigger link_appeal after insert on appeal_link for each row execute function link_appeal();

create table appeal_admission (
    appeal_id    uuid primary key references appeal,
    outcome      text        not null check (outcome in ('ADMIT', 'LEAVE_WITHOUT_CONSIDERATION', 'FORWARD')),
    ground       text check (ground in ('NO_ACT_FOUND', 'SAME_MATTER_DECIDED', 'SAME_MATTER_IN_COURT', 'NO_AUTHORITY')),
    reasons      text        not null check (reasons <> ''),
    body_code    text,
    forward_number text,
    forwarded_on date,
    decided_by   text        not null,
    decided_at   timestamptz not null,
    check ((outcome = 'LEAVE_WITHOUT_CONSIDERATION') = (ground is not null)),
    check ((outcome = 'FORWARD') = (body_code is not null and forward_number is not null and forwarded_on is not null))
);

-- Art. 96: from its admission on the contested measure is suspended, or an exception is recorded with its ground and reasons.
create table appeal_suspension (
    appeal_id   uuid primary key references appeal_admission,
    suspended   boolean     not null,
    exception   text check (exception in ('RIGHTS_OF_OTHERS', 'PUBLIC_INTEREST', 'LAW_SAYS_SO')),
    reasons     text        not null check (reasons <> ''),
    decided_by  text        not null,
    decided_at  timestamptz not null,
    check (suspended = (exception is null))
);
-- How the suspension of this appeal ended: the measure stands again, is ended for good, or is held by another appeal.
create table appeal_suspension_end (
    appeal_id uuid primary key references appeal_suspension,
    how       text        not null check (how in ('RESUMED', 'FINAL', 'OTHERS_GO_ON', 'NOTHING_TO_RESUME')),
    ended_at  timestamptz not null
);
-- Targets whose measure stands still for an appeal.
create view appeal_hold as
select c.case_target_id, s.appeal_id
from appeal_suspension s join appeal_contested c on c.appeal_id = s.appeal_id
where s.suspended and not exists (select from appeal_suspension_end e where e.appeal_id = s.appeal_id);

-- Art. 91(4): within three working days the body puts it right itself, or says why it stands by it.
create table appeal_opinion (
    appeal_id  uuid primary key references appeal_admission,
    opinion    text        not null check (opinion in ('UPHOLD', 'CORRECT')),
    reasons    text        not null check (reasons <> ''),
    given_by   text        not null,
    given_at   timestamptz not null
);

-- Art. 73: held, or none on a ground with reasons.
create table appeal_hearing (
    appeal_id           uuid primary key references appeal_admission,
    ground              text check (ground in ('TERM_UNDER_THREE_DAYS', 'IMMEDIATE_ACT_NEEDED', 'PARTICIPANT_ASKED')),
    reasons             text        not null,
    preliminary         text        not null,
    told_at             timestamptz not null,
    objection_due_at    timestamptz,
    decision_allowed_at timestamptz check (decision_allowed_at >= objection_due_at),
    recorded_by         text        not null,
    check ((ground is null) = (preliminary <> '') and (ground is null or reasons <> '')),
    check ((ground is null) = (objection_due_at is not null and decision_allowed_at is not null))
);
create table appeal_minutes (
    appeal_id   uuid primary key references appeal_hearing,
    outcome     text        not null check (outcome in ('OBJECTION', 'NO_OBJECTION')),
    minutes     text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    check (outcome = 'NO_OBJECTION' or minutes <> '')
);
-- What the appellant adds, with the code.
create table appeal_words (
    id        bigint generated always as identity primary key,
    appeal_id uuid        not null references appeal,
    words     text        not null check (words <> ''),
    said_at   timestamptz not null
);
create index on appeal_words (appeal_id, id);

-- Art. 100. Reasons are never left out.
create table appeal_decision (
    appeal_id  uuid primary key references appeal_admission,
    outcome    text        not null check (outcome in
        ('CANCELLED', 'CANCELLED_NEW_ACT', 'ACTION_ORDERED', 'DISMISSED', 'RETURNED', 'LEFT_WITHOUT_CONSIDERATION')),
    reasons    text        not null check (reasons <> ''),
    ordered    text        not null, -- the action, or what the body is to look at again
    decided_by text        not null,
    decided_at timestamptz not null,
    check (outcome not in ('ACTION_ORDERED', 'RETURNED') or ordered <> '')
);
-- What becomes of each contested target; scope and end of what stands in its place, where something does.
create table appeal_decision_target (
    appeal_id      uuid not null references appeal_decision,
    case_target_id uuid not null,
    restored       boolean not null,
    scope          text check (scope in ('ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM')),
    ends_on        date,
    primary key (appeal_id, case_target_id),
    foreign key (appeal_id, case_target_id) references appeal_contested
);
create function scope_step(scope text) returns int language sql immutable as $$
    select array_position(array['ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM'], scope)
$$;
-- Art. 98(6): nobody is worse off for having appealed.
create function refuse_worsening() returns trigger language plpgsql as $$
begin
    if new.scope is not null and not exists (
            select from (select d.scope, d.ends_on from restriction_decision d
                         where d.case_target_id = new.case_target_id and d.decision = 'APPROVED' order by d.id desc limit 1) c
            where scope_step(new.scope) <= scope_step(c.scope) and (c.ends_on is null or new.ends_on <= c.ends_on)) then
        raise exception 'worse than what was contested' using errcode = 'check_violation', constraint = 'no_worsening';
    end if;
    return new;
end $$;
create trigger refuse_worsening before insert on appeal_decision_target for each row execute function refuse_worsening();

-- What the body did about a decision that left it something to do.
create table appeal_fulfilment (
    appeal_id   uuid primary key references appeal_decision,
    outcome     text        not null check (outcome in ('DONE', 'CORRECTED', 'UPHELD')),
    reference   text        not null,
    words       text        not null check (words <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null
);

create table appeal_claim (
    appeal_id   uuid primary key references appeal,
    court       text        not null check (court <> ''),
    number      text        not null check (number <> ''),
    filed_on    date        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);
create table appeal_judgment (
    appeal_id   uuid primary key references appeal_claim,
    outcome     text        not null check (outcome in ('UPHELD', 'OVERTURNED')),
    number      text        not null check (number <> ''),
    judged_on   date        not null,
    operative   text        not null check (operative <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null
);

-- What is told to an appellant, in two steps as letters: claimed in one transaction, sent in the next. Words that hold a code are made
-- while sending and kept nowhere.
create table appeal_message (
    id         uuid primary key,
    number     text        not null unique, -- A-2026-000007/M1
    appeal_id  uuid        not null references appeal,
    kind       text        not null check (kind in ('CONFIRM', 'RECEIPT', 'ADMIT', 'LEAVE_WITHOUT_CONSIDERATION', 'FORWARD',
        'SELF_CORRECTED', 'HEARING', 'DECISION', 'RESUMED', 'SILENT', 'RESTORED', 'WITHDRAWN', 'FILE_ACCESS', 'COURT')),
    written_at timestamptz not null
);
create index on appeal_message (appeal_id, number);
create table appeal_message_attempt (
    message_id uuid        not null references appeal_message,
    no         int         not null,
    claimed_at timestamptz not null,
    primary key (message_id, no)
);
create table appeal_message_result (
    message_id uuid        not null,
    no         int         not null,
    result     text        not null check (result in ('SENT', 'RETRY_LATER', 'UNDELIVERABLE')),
    words      text        not null,
    at         timestamptz not null,
    primary key (message_id, no),
    foreign key (message_id, no) references appeal_message_attempt
);
create table appeal_told (
    message_id  uuid primary key references appeal_message,
    how         text        not null check (how <> ''),
    told_on     date        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);

-- Art. 75: access to the file within three working days of the request, without names of reporters or officers and without other cases.
create table appeal_file_request (
    appeal_id    uuid primary key references appeal_admission,
    requested_at timestamptz not null
);
create table appeal_file_answer (
    appeal_id   uuid primary key references appeal_file_request,
    granted     boolean     not null,
    reasons     text        not null,
    answered_by text        not null,
    answered_at timestamptz not null,
    check (granted or reasons <> '')
);
create table appeal_file_look (
    id        bigint generated always as identity primary key,
    appeal_id uuid        not null references appeal_file_request,
    looked_at timestamptz not null
);
create index on appeal_file_look (appeal_id, id);

insert into state_allowed_move (machine, from_state, to_state) values
    ('APPEAL', 'ADMISSIBILITY', 'SILENT'),
    ('APPEAL', 'SILENT', 'UNDER_REVIEW'), ('APPEAL', 'SILENT', 'FORWARDED'), ('APPEAL', 'SILENT', 'SELF_CORRECTED'),
    ('APPEAL', 'UNDER_REVIEW', 'LEFT_WITHOUT_CONSIDERATION'),
    ('APPEAL', 'HEARING', 'LEFT_WITHOUT_CONSIDERATION'),
    ('APPEAL', 'SILENT', 'LEFT_WITHOUT_CONSIDERATION'),
    ('APPEAL', 'RETURNED', 'RESTORATION_ORDERED'),
    ('APPEAL', 'RESTORATION_ORDERED', 'COURT_PENDING'), ('APPEAL', 'RESTORATION_CONFIRMED', 'COURT_PENDING');

-- Published beside the entry it concerns: who appealed is not.
create view public_appeal_event as
select d.seq, s.decided_at as happened_at, 5 as rank, case when s.suspended then 'APPEAL_SUSPENDS' else 'APPEAL_SUSPENDS_NOT' end as kind,
       null::text as number, null::text as party, null::text as scope, null::date as until
from appeal_suspension s join appeal_contested c on c.appeal_id = s.appeal_id join decided_target d on d.case_target_id = c.case_target_id
union all
select d.seq, v.decided_at, 5, 'APPEAL_' || v.outcome, null, null, t.scope, t.ends_on
from appeal_decision v join appeal_decision_target t on t.appeal_id = v.appeal_id join decided_target d on d.case_target_id = t.case_target_id
union all
select d.seq, j.recorded_at, 5, 'COURT_' || j.outcome, null, null, null, null
from appeal_judgment j join appeal_contested c on c.appeal_id = j.appeal_id join decided_target d on d.case_target_id = c.case_target_id;

-- A term of the house until it has one of law: the contested measure goes on meanwhile, so it is short.
insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('appeal-admissibility', 8, 'HOURS',
     'Порядок работы подразделения: о приемлемости жалобы решают в течение 8 часов; законом срок не установлен (АППК РК, ст. 96)',
     'Бөлімшенің жұмыс тәртібі: шағымның қабылдануы туралы 8 сағат ішінде шешіледі; заңда мерзім белгіленбеген (ҚР ӘРПК, 96-бап)',
     'Working order of the unit: whether an appeal is admitted is decided within 8 hours; no law sets a term (Administrative Procedural and Process-Related Code, article 96)',
     'Set by the unit, no term of law', false, date '2021-07-01');

-- What stays when the case is sealed.
insert into sealing_step (no, table_name, belongs, change) values
    (2801, 'appeal', 't.case_id = $1', 'contested = sealed_text(t.contested), demands = sealed_text(t.demands), evidence = sealed_text(t.evidence)'),
    (2802, 'appellant', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'name = ''sealed'', contact = ''sealed'', mail = null, representative = '''''),
    (2803, 'appeal_admission', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (2804, 'appeal_suspension', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (2805, 'appeal_opinion', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (2806, 'appeal_hearing', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons), preliminary = sealed_text(t.preliminary)'),
    (2807, 'appeal_minutes', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'minutes = sealed_text(t.minutes)'),
    (2808, 'appeal_words', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'words = sealed_text(t.words)'),
    (2809, 'appeal_decision', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons), ordered = sealed_text(t.ordered)'),
    (2810, 'appeal_fulfilment', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'words = sealed_text(t.words)'),
    (2811, 'appeal_judgment', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'operative = sealed_text(t.operative)'),
    (2812, 'appeal_file_answer', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (2813, 'appeal_decision_target', 't.case_target_id = any ($2)', 'scope = t.scope'),
    (2814, 'appellant_look', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reason = sealed_text(t.reason)'),
    (2815, 'appeal_link', 't.case_id = $1', 'linked_by = t.linked_by');

grant select, insert on appellant, appellant_look, appeal_code, appeal_confirmation, appeal_contested, appeal_link, appeal_admission,
    appeal_suspension, appeal_suspension_end, appeal_opinion, appeal_hearing, appeal_minutes, appeal_words, appeal_decision,
    appeal_decision_target, appeal_fulfilment, appeal_claim, appeal_judgment, appeal_message, appeal_message_attempt,
    appeal_message_result, appeal_told, appeal_file_request, appeal_file_answer, appeal_file_look to ${runtime-role};
grant select on appeal_hold, public_appeal_event to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
