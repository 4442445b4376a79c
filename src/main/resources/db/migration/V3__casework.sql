-- One detection all the way. Facts that may be asked "as of" a past day are append-only: the runtime role may insert and read them,
-- nothing else. Rules that no program may break are constraints.

create sequence case_number;
create sequence restriction_number;
create sequence notice_number;
create sequence letter_number;

create table target (
    id            uuid primary key,
    canonical_key text        not null unique,
    kind          text        not null,
    platform_code text        not null references platform,
    unresolved    boolean     not null,
    rule_version  int         not null,
    first_seen_at timestamptz not null
);

create table case_file (
    id           uuid primary key,
    number       text        not null unique,
    category     text        not null,
    description  text        not null,
    source       text        not null,
    reported_by  text        not null,
    state        text        not null,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    close_reason text,
    check ((closed_at is null) = (close_reason is null)),
    check ((state = 'CLOSED') = (closed_at is not null))
);
create index on case_file (state, number);
create index on case_file (category, number);

create table case_target (
    id               uuid primary key,
    case_id          uuid not null references case_file,
    target_id        uuid not null references target,
    no               int  not null check (no between 1 and 500),
    original_address text not null,
    unique (case_id, no),
    unique (case_id, target_id),
    unique (id, target_id)
);
create index on case_target (target_id);

create table detection_import (
    id          uuid primary key,
    file_name   text        not null,
    sha256      text        not null unique,
    total       int         not null,
    accepted    int         not null,
    duplicate   int         not null,
    rejected    int         not null,
    imported_by text        not null,
    imported_at timestamptz not null
);

create table rejected_row (
    import_id uuid not null references detection_import,
    line      int  not null,
    reason    text not null,
    content   text not null,
    primary key (import_id, line)
);

-- One row per address that came in; the same reference of the same source is the same detection.
create table detection (
    id               uuid primary key,
    source           text        not null,
    source_reference text        not null,
    case_target_id   uuid        not null references case_target,
    import_id        uuid references detection_import,
    reported_by      text        not null,
    reported_at      timestamptz not null,
    unique (source, source_reference)
);
create index on detection (case_target_id);

-- A chain per target: each row replaces exactly one earlier row, so there is exactly one current disposition.
create table disposition (
    id             bigint generated always as identity primary key,
    case_target_id uuid        not null references case_target,
    replaces       bigint unique,
    disposition    text        not null check (disposition in
        ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_SOUGHT', 'RESTRICTION_REFUSED', 'UNDER_NOTICE', 'REMOVED',
         'GEO_RESTRICTED', 'LABELLED', 'NOT_COMPLIED', 'WITHDRAWN', 'NO_VIOLATION', 'ALREADY_UNAVAILABLE',
         'OUT_OF_COMPETENCE', 'DUPLICATE', 'RESCINDED')),
    reasons        text        not null,
    effective_at   timestamptz not null,
    recorded_at    timestamptz not null default clock_timestamp(),
    recorded_by    text        not null,
    unique (id, case_target_id),
    foreign key (replaces, case_target_id) references disposition (id, case_target_id)
);
create unique index one_first_disposition on disposition (case_target_id) where replaces is null;
create index on disposition (case_target_id, id);

create view current_disposition as
select d.* from disposition d where not exists (select from disposition later where later.replaces = d.id);

create table evidence (
    id          uuid primary key,
    case_id     uuid        not null references case_file,
    name        text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    captured_at timestamptz not null,
    captured_by text        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (case_id, sha256)
);

-- The story of a case, one line per fact.
create table case_event (
    id          bigint generated always as identity primary key,
    case_id     uuid        not null references case_file,
    kind        text        not null,
    actor       text        not null,
    subject     text        not null,
    words       text        not null,
    happened_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index on case_event (case_id, id);

-- Who acted for which side in a case; nobody acts for two.
create table participation (
    case_id     uuid        not null references case_file,
    person      text        not null,
    side        text        not null check (side in ('UNIT', 'AUTHORISED_BODY', 'RIGHTS_LAWYER')),
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (case_id, person)
);

create table qualification (
    id                uuid primary key,
    case_id           uuid        not null references case_file,
    round             int         not null,
    proposal          text        not null check (proposal in ('MEASURES', 'CLOSE', 'RIGHTS_REVIEW')),
    offence_route     text        not null check (offence_route in ('CRIMINAL', 'ADMINISTRATIVE', 'NONE')),
    offence_basis     uuid references legal_basis,
    restriction       boolean     not null,
    restriction_basis uuid references legal_basis,
    judicial_act      uuid references judicial_act,
    closing           text check (closing in ('NO_VIOLATION', 'ALREADY_UNAVAILABLE', 'OUT_OF_COMPETENCE', 'DUPLICATE')),
    reasons           text        not null check (reasons <> ''),
    prepared_by       text        not null,
    prepared_at       timestamptz not null,
    unique (case_id, round),
    unique (id, prepared_by),
    -- no route without its legal basis
    check ((offence_route = 'NONE') = (offence_basis is null)),
    check (restriction = (restriction_basis is not null)),
    check ((proposal = 'MEASURES') = (offence_route <> 'NONE' or restriction)),
    check ((proposal = 'CLOSE') = (closing is not null))
);

-- Only the targets decided otherwise than the case.
create table qualification_target (
    qualification_id uuid not null references qualification,
    case_target_id   uuid not null references case_target,
    closing          text not null check (closing in ('NO_VIOLATION', 'ALREADY_UNAVAILABLE', 'OUT_OF_COMPETENCE', 'DUPLICATE')),
    primary key (qualification_id, case_target_id)
);

create table qualification_decision (
    qualification_id uuid primary key,
    prepared_by      text        not null,
    decision         text        not null check (decision in ('APPROVED', 'RETURNED', 'CANCELLED')),
    remarks          text        not null,
    decided_by       text        not null,
    decided_at       timestamptz not null,
    foreign key (qualification_id, prepared_by) references qualification (id, prepared_by),
    constraint two_people check (decided_by <> prepared_by),
    check (decision = 'APPROVED' or remarks <> '')
);

create table recommendation (
    id             bigint generated always as identity primary key,
    case_id        uuid        not null references case_file,
    proposal       text        not null,
    offence_route  text        not null,
    restriction    boolean     not null,
    closing        text        not null,
    why_ru         text        not null,
    why_kk         text        not null,
    why_en         text        not null,
    recommended_at timestamptz not null
);
create index on recommendation (case_id, id desc);

-- A tick and its taking back are both facts; the last one counts.
create table protected_expression (
    id          bigint generated always as identity primary key,
    case_id     uuid        not null references case_file,
    kind        text        not null check (kind in ('PRESS', 'POLITICAL', 'RELIGIOUS', 'SCIENTIFIC', 'ARTISTIC')),
    ticked      boolean     not null,
    person      text        not null,
    reasons     text        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    check (ticked or reasons <> '')
);
create index on protected_expression (case_id, id desc);

create table rights_review (
    id           uuid primary key,
    case_id      uuid        not null references case_file,
    decision     text        not null check (decision in ('PERMITTED', 'REFUSED', 'TICK_TAKEN_BACK')),
    judicial_act uuid references judicial_act,
    reasons      text        not null check (reasons <> ''),
    decided_by   text        not null,
    decided_at   timestamptz not null,
    check ((decision = 'PERMITTED') = (judicial_act is not null))
);
create unique index a_refusal_is_final on rights_review (case_id) where decision = 'REFUSED';
create index on rights_review (case_id);

create table referral (
    id          uuid primary key,
    case_id     uuid        not null references case_file,
    kind        text        not null check (kind in ('CRIMINAL', 'ADMINISTRATIVE')),
    legal_basis uuid        not null references legal_basis,
    opened_at   timestamptz not null,
    unique (case_id, kind)
);

create table referral_hand_over (
    referral_id    uuid primary key references referral,
    body_code      text        not null references body,
    number         text        not null check (number <> ''),
    handed_over_on date        not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null
);

create table referral_outcome (
    referral_id uuid primary key references referral,
    outcome     text        not null check (outcome in ('REGISTERED', 'ACCEPTED', 'RETURNED', 'REFUSED')),
    number      text,
    outcome_on  date        not null,
    remarks     text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    check (outcome not in ('REGISTERED', 'ACCEPTED') or number <> ''),
    check (outcome in ('REGISTERED', 'ACCEPTED') or remarks <> '')
);

create table restriction (
    id           uuid primary key,
    number       text        not null unique,
    case_id      uuid        not null unique references case_file,
    legal_basis  uuid        not null references legal_basis,
    judicial_act uuid references judicial_act,
    reasons      text        not null,
    proposed_by  text        not null,
    proposed_at  timestamptz not null
);

create table restriction_target (
    restriction_id uuid not null references restriction,
    case_target_id uuid not null references case_target,
    primary key (restriction_id, case_target_id)
);

-- The authorised body's word on each target, round by round; approve and refuse are final.
create table restriction_decision (
    id             bigint generated always as identity primary key,
    restriction_id uuid        not null,
    case_target_id uuid        not null,
    decision       text        not null check (decision in ('APPROVED', 'RETURNED', 'REFUSED')),
    reasons        text        not null check (reasons <> ''),
    review_on      date,
    decided_by     text        not null,
    decided_at     timestamptz not null,
    foreign key (restriction_id, case_target_id) references restriction_target,
    check ((decision = 'APPROVED') = (review_on is not null))
);
create unique index one_final_decision on restriction_decision (restriction_id, case_target_id) where decision <> 'RETURNED';
create index on restriction_decision (restriction_id, case_target_id, id);

create table notice (
    id             uuid primary key,
    number         text        not null unique,
    case_id        uuid        not null references case_file,
    restriction_id uuid        not null references restriction,
    platform_code  text        not null references platform,
    state          text        not null check (state in
        ('DRAFT', 'SENT', 'UNDELIVERED', 'ANSWERED', 'FULLY_COMPLIED', 'PARTIALLY_COMPLIED', 'NOT_COMPLIED', 'BREACHED',
         'WITHDRAWN', 'CLOSED')),
    created_at     timestamptz not null,
    closed_at      timestamptz,
    unique (restriction_id, platform_code)
);
create index on notice (case_id);
create index on notice (state, number);

create table notice_item (
    notice_id      uuid    not null references notice,
    case_target_id uuid    not null,
    target_id      uuid    not null,
    open           boolean not null default true,
    outcome        text    not null default 'PENDING' check (outcome in
        ('PENDING', 'REMOVED', 'GEO_RESTRICTED', 'LABELLED', 'NO_ACTION', 'ALREADY_GONE', 'REFUSED')),
    ground         text check (ground in ('PROCEDURE', 'LAW', 'POLICY')),
    verified       boolean,
    primary key (notice_id, case_target_id),
    foreign key (case_target_id, target_id) references case_target (id, target_id),
    check (outcome <> 'REFUSED' or ground is not null)
);
create unique index one_open_notice_per_target on notice_item (target_id) where open;

create table letter (
    id         uuid primary key,
    number     text        not null unique,
    notice_id  uuid        not null references notice,
    kind       text        not null check (kind in ('NOTICE', 'REMINDER', 'SECOND_CONTACT', 'FORMAL_ORDER', 'WITHDRAWAL')),
    recipient  text        not null,
    address    text        not null,
    digest     text        not null,
    pdf_sha256 text        not null,
    composed_at timestamptz not null
);
create index on letter (notice_id);

-- An attempt is claimed in one transaction, started in a second and finished with its result: a started attempt without a result
-- is in doubt. Its state is the last thing known about it.
create table delivery_attempt (
    letter_id   uuid        not null references letter,
    no          int         not null,
    address     text        not null,
    corrected_address text,
    message_id  text        not null unique,
    state       text        not null check (state in ('CLAIMED', 'STARTED', 'SENT', 'UNDELIVERABLE', 'RETRY_LATER', 'IN_DOUBT',
                                                      'SETTLED_AS_SENT', 'SETTLED_AS_NOT_SENT')),
    words       text        not null default '',
    claimed_at  timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz,
    primary key (letter_id, no)
);

create table answer (
    id          uuid primary key,
    notice_id   uuid        not null references notice,
    channel     text        not null check (channel in ('API', 'FORM')),
    reference   text        not null,
    remarks     text        not null,
    answered_at timestamptz not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    assessed_at timestamptz
);
create index on answer (notice_id);

create table answer_item (
    answer_id      uuid not null references answer,
    case_target_id uuid not null references case_target,
    outcome        text not null,
    ground         text,
    primary key (answer_id, case_target_id)
);

create table verification (
    id             bigint generated always as identity primary key,
    notice_id      uuid        not null,
    case_target_id uuid        not null,
    confirmed      boolean     not null,
    remarks        text        not null,
    verified_by    text        not null,
    verified_at    timestamptz not null,
    foreign key (notice_id, case_target_id) references notice_item
);

create table gate (
    id        uuid primary key,
    notice_id uuid        not null references notice,
    cause     text        not null check (cause in ('SILENT', 'REFUSED', 'PARTIAL', 'UNDELIVERED')),
    step      text        not null,
    why_ru    text        not null,
    why_kk    text        not null,
    why_en    text        not null,
    opened_at timestamptz not null
);
create index on gate (notice_id, opened_at);

create table gate_decision (
    id             uuid primary key,
    gate_id        uuid        not null references gate,
    choice         text        not null check (choice in ('NEW_TERM', 'SECOND_CONTACT', 'FORMAL_ORDER', 'ACCEPT_ARGUMENT', 'WITHDRAW')),
    new_term_hours int check (new_term_hours between 1 and 720),
    reasons        text        not null check (reasons <> ''),
    decided_by     text        not null,
    decided_at     timestamptz not null,
    unique (id, decided_by),
    check ((choice = 'NEW_TERM') = (new_term_hours is not null))
);
create index on gate_decision (gate_id);

create table gate_approval (
    gate_decision_id uuid primary key,
    decided_by       text        not null,
    decision         text        not null check (decision in ('APPROVED', 'RETURNED')),
    remarks          text        not null,
    approved_by      text        not null,
    approved_at      timestamptz not null,
    foreign key (gate_decision_id, decided_by) references gate_decision (id, decided_by),
    constraint two_people check (approved_by <> decided_by),
    check (decision = 'APPROVED' or remarks <> '')
);

create table clock (
    id         uuid primary key,
    case_id    uuid        not null references case_file,
    subject    text        not null,
    rule_code  text        not null,
    citation_ru text       not null,
    citation_kk text       not null,
    citation_en text       not null,
    started_at timestamptz not null
);
create index on clock (case_id);
create index on clock (subject);

create table clock_event (
    id          bigint generated always as identity primary key,
    clock_id    uuid        not null references clock,
    state       text        not null check (state in ('RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED')),
    due_at      timestamptz not null,
    words       text        not null,
    effective_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index on clock_event (clock_id, id desc);

create view current_clock as
select c.*, e.state, e.due_at, e.effective_at as state_since
from clock c
join lateral (select * from clock_event e where e.clock_id = c.id order by e.id desc limit 1) e on true;

create table idempotency_key (
    person       text        not null,
    key          text        not null,
    request      text        not null,
    status       int,
    content_type text,
    location     text,
    body         bytea,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (person, key)
);
create index on idempotency_key (created_at);

-- Append-only for the runtime role: insert and read.
grant select, insert on target, case_target, rejected_row, detection, disposition, evidence, case_event, participation, qualification,
    qualification_target, qualification_decision, recommendation, protected_expression, rights_review, referral, referral_hand_over,
    referral_outcome, restriction, restriction_target, restriction_decision, letter, answer_item, verification, gate, gate_decision,
    gate_approval, clock, clock_event to ${runtime-role};
-- Mutable state, each next to its append-only history.
grant select, insert, update on case_file, detection_import, notice, notice_item, delivery_attempt, answer to ${runtime-role};
grant select, insert, update, delete on idempotency_key to ${runtime-role};
grant select on current_disposition, current_clock to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
