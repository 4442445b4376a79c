-- The authorised body is asked in rounds: first for the narrowest measure that fits, again when a narrower one has failed. Its word is
-- per target, with scope and end, and what a wider step needs is a constraint here wherever one row can know it.

create sequence body_notification_number;

create table restriction_round (
    id             uuid primary key,
    restriction_id uuid        not null references restriction,
    no             int         not null check (no > 0),
    kind           text        not null check (kind in ('FIRST', 'ESCALATION')),
    subject        text        not null, -- the number people speak: of the case, or of the notice that failed
    opened_at      timestamptz not null,
    unique (restriction_id, no),
    check ((no = 1) = (kind = 'FIRST'))
);
create index on restriction_round (subject, no);

create table restriction_round_target (
    round_id       uuid not null references restriction_round,
    case_target_id uuid not null references case_target,
    primary key (round_id, case_target_id)
);

insert into restriction_round
select gen_random_uuid(), r.id, 1, 'FIRST', c.number, r.proposed_at from restriction r join case_file c on c.id = r.case_id;
insert into restriction_round_target
select o.id, t.case_target_id from restriction_target t join restriction_round o on o.restriction_id = t.restriction_id;

-- What else lives on a wide object, who is hurt, and why nothing narrower works; before any decision on a domain and above.
create table collateral_request (
    round_id       uuid        not null,
    case_target_id uuid        not null,
    scope          text        not null check (scope in ('DOMAIN', 'SERVICE', 'PLATFORM')),
    object         text        not null,
    asked_by       text        not null,
    asked_at       timestamptz not null,
    primary key (round_id, case_target_id, scope),
    foreign key (round_id, case_target_id) references restriction_round_target
);

create table collateral_assessment (
    id            uuid primary key,
    round_id      uuid        not null references restriction_round,
    lives_there   text        not null check (lives_there <> ''),
    hurt          text        not null check (hurt <> ''),
    nothing_narrower text     not null check (nothing_narrower <> ''),
    assessed_by   text        not null,
    assessed_at   timestamptz not null
);

create table collateral_assessment_target (
    assessment_id  uuid not null references collateral_assessment,
    case_target_id uuid not null references case_target,
    scope          text not null check (scope in ('DOMAIN', 'SERVICE', 'PLATFORM')),
    primary key (assessment_id, case_target_id, scope)
);

-- Administrative Procedural and Process-Related Code, article 73: held, or one of the exceptions of its part 2 with reasons.
create table hearing (
    id          uuid primary key,
    round_id    uuid        not null references restriction_round,
    ground      text check (ground in ('TERM_UNDER_THREE_DAYS', 'IMMEDIATE_ACT_NEEDED', 'PARTICIPANT_ASKED')),
    reasons     text        not null,
    preliminary text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    constraint held_or_a_ground_with_reasons check ((ground is null) = (preliminary <> '') and (ground is null or reasons <> ''))
);
create index on hearing (round_id);

create table hearing_notice (
    hearing_id          uuid primary key references hearing,
    way                 text        not null check (way in
        ('REGISTERED_LETTER', 'TELEPHONE_MESSAGE', 'TELEGRAM', 'SMS', 'EMAIL', 'INFORMATION_SYSTEM', 'PUBLIC_NOTICE')),
    proof               text        not null check (proof <> ''),
    told_at             timestamptz not null,
    objection_due_at    timestamptz not null,
    decision_allowed_at timestamptz not null check (decision_allowed_at >= objection_due_at),
    recorded_by         text        not null,
    recorded_at         timestamptz not null
);

create table hearing_outcome (
    hearing_id  uuid primary key references hearing_notice,
    outcome     text        not null check (outcome in ('OBJECTION', 'NO_OBJECTION')),
    words       text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    check (outcome = 'NO_OBJECTION' or words <> '')
);

alter table restriction_decision
    add round_id         uuid,
    add scope            text check (scope in ('ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM')),
    add ends_on          date,
    add wider_ground     text check (wider_ground in ('NARROWER_FAILED', 'JUDICIAL_ACT_NAMES_WIDER', 'WHOLE_OBJECT_FOR_OFFENCE')),
    add wider_words      text not null default '',
    add object           text not null default '',
    add assessment_id    uuid references collateral_assessment,
    add hearing_id       uuid references hearing,
    add officer_name     text not null default '',
    add officer_function text not null default '',
    add approved_by      text,
    add approval_remarks text not null default '';
update restriction_decision d
set round_id = o.id, scope = case when d.decision = 'APPROVED' then 'ITEM' end, officer_name = d.decided_by
from restriction_round o where o.restriction_id = d.restriction_id;

alter table restriction_decision
    alter round_id set not null,
    drop constraint restriction_decision_decision_check,
    drop constraint restriction_decision_check,
    add check (decision in ('APPROVED', 'RETURNED', 'REFUSED', 'SUBMITTED', 'SENT_BACK')),
    add foreign key (round_id, case_target_id) references restriction_round_target,
    add constraint a_measure_has_its_scope check ((decision in ('APPROVED', 'SUBMITTED')) = (scope is not null)),
    add constraint a_measure_ends_or_is_reviewed check
        ((decision in ('APPROVED', 'SUBMITTED')) = (review_on is not null or ends_on is not null)),
    add constraint a_wider_step_has_its_ground check (scope is null or scope in ('ITEM', 'ACCOUNT') or wider_ground is not null),
    add constraint a_whole_object_is_shown check (wider_ground is distinct from 'WHOLE_OBJECT_FOR_OFFENCE' or wider_words <> ''),
    add constraint a_domain_is_assessed_first check
        (scope is null or scope not in ('DOMAIN', 'SERVICE', 'PLATFORM') or assessment_id is not null),
    add constraint a_platform_has_an_end check (scope is distinct from 'PLATFORM' or ends_on is not null),
    add constraint a_platform_has_the_heads_approval check
        (decision <> 'APPROVED' or scope is distinct from 'PLATFORM' or approved_by is not null),
    add constraint only_a_platform_goes_to_the_head check (decision <> 'SUBMITTED' or scope = 'PLATFORM'),
    add constraint two_people check (approved_by <> decided_by),
    -- decisions of the time before hearings were recorded have none
    add constraint heard_or_a_ground check (decision not in ('APPROVED', 'SUBMITTED') or hearing_id is not null) not valid;

drop index one_final_decision;
create unique index one_final_decision on restriction_decision (round_id, case_target_id) where decision in ('APPROVED', 'REFUSED');
create index on restriction_decision (round_id, case_target_id, id);

-- The unit's notification to the body: prepared by one, approved by another, then numbered and put on paper.
create table body_notification_draft (
    id          uuid primary key,
    round_id    uuid        not null references restriction_round,
    no          int         not null check (no > 0),
    reasons_ru  text        not null check (reasons_ru <> ''),
    reasons_kk  text        not null check (reasons_kk <> ''),
    prepared_by text        not null,
    prepared_at timestamptz not null,
    unique (round_id, no),
    unique (id, prepared_by)
);

-- Only the targets that have reasons of their own.
create table body_notification_reason (
    draft_id       uuid not null references body_notification_draft,
    case_target_id uuid not null references case_target,
    reasons        text not null check (reasons <> ''),
    primary key (draft_id, case_target_id)
);

create table body_notification_approval (
    draft_id    uuid primary key,
    prepared_by text        not null,
    decision    text        not null check (decision in ('APPROVED', 'RETURNED')),
    remarks     text        not null,
    approved_by text        not null,
    approved_at timestamptz not null,
    foreign key (draft_id, prepared_by) references body_notification_draft (id, prepared_by),
    constraint two_people check (approved_by <> prepared_by),
    check (decision = 'APPROVED' or remarks <> '')
);

create table body_notification (
    id          uuid primary key,
    number      text        not null unique,
    draft_id    uuid        not null unique references body_notification_approval,
    content     text        not null,
    digest      text        not null check (digest ~ '^[0-9a-f]{64}$'),
    pdf_sha256  text        not null check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
    composed_at timestamptz not null
);

-- Each attempt to send through the inter-agency channel, as rows: claimed, then what became of it.
create table agency_dispatch (
    number      text        not null references body_notification (number),
    attempt     int         not null check (attempt > 0),
    state       text        not null check (state in ('CLAIMED', 'SENT', 'RETRY_LATER', 'REJECTED')),
    words       text        not null,
    recorded_at timestamptz not null,
    primary key (number, attempt, state)
);

create table agency_dispatch_settlement (
    id         bigint generated always as identity primary key,
    number     text        not null references body_notification (number),
    settlement text        not null check (settlement in ('SEND_AGAIN', 'HANDED_OVER')),
    words      text        not null check (words <> ''),
    settled_by text        not null,
    settled_at timestamptz not null
);

-- What the other system decided, exactly as it signed it.
create table agency_decision (
    reference           text primary key,
    notification_number text        not null references body_notification (number),
    signed              text        not null,
    sha256              text        not null,
    officer_id          text        not null check (officer_id <> ''),
    officer_name        text        not null check (officer_name <> ''),
    officer_function    text        not null check (officer_function <> ''),
    received_at         timestamptz not null
);

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('body-decision', 2, 'WORKING_DAYS',
     'Порядок работы подразделения: решение уполномоченного органа ожидается в течение 2 рабочих дней; срок законом не найден',
     'Бөлімшенің жұмыс тәртібі: уәкілетті органның шешімі 2 жұмыс күні ішінде күтіледі; заңда белгіленген мерзім табылмады',
     'Working order of the unit: the authorised body''s decision is expected within 2 working days; no term of law was found',
     'Set by the unit after published practice (14 days became 2); no term of law', false, '2023-09-10');

grant select, insert on restriction_round, restriction_round_target, collateral_request, collateral_assessment,
    collateral_assessment_target, hearing, hearing_notice, hearing_outcome, body_notification_draft, body_notification_reason,
    body_notification_approval, body_notification, agency_dispatch, agency_dispatch_settlement, agency_decision to ${runtime-role};
grant usage on sequence body_notification_number to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
