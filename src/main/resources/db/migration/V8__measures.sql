-- Who carries out what the authorised body approved: a platform, the owner or host of a site, or operators by an order. Decisions and
-- confirmations are append-only; notices, orders and watches keep their present state beside them.

create sequence order_number;

alter table disposition drop constraint disposition_disposition_check;
alter table disposition add constraint disposition_disposition_check check (disposition in
    ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_SOUGHT', 'RESTRICTION_REFUSED', 'UNDER_NOTICE', 'UNDER_ORDER', 'REMOVED',
     'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR', 'RESTRICTION_LIFTED', 'NOT_COMPLIED', 'WITHDRAWN', 'NO_VIOLATION',
     'ALREADY_UNAVAILABLE', 'OUT_OF_COMPETENCE', 'DUPLICATE', 'RESCINDED'));

-- Whoever answers for a site, as found; a later row replaces an earlier one.
create table site_contact (
    id          uuid primary key default gen_random_uuid(),
    host        text        not null check (host <> ''),
    address     text        not null check (address like '%_@_%'),
    language    text        not null check (language in ('ru', 'kk', 'en')),
    verified    boolean     not null,
    source      text        not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index on site_contact (host, recorded_at desc);

create view current_site_contact as
select distinct on (host) * from site_contact order by host, recorded_at desc;

-- What the table measure proposed for each approved target, in words.
create table measure_proposal (
    id             bigint generated always as identity primary key,
    restriction_id uuid        not null references restriction,
    case_target_id uuid        not null references case_target,
    addressee      text        not null check (addressee in ('PLATFORM', 'SITE_OWNER', 'OPERATORS')),
    request        text        not null check (request in ('POLICY_FIRST', 'LEGAL')),
    why_ru         text        not null,
    why_kk         text        not null,
    why_en         text        not null,
    proposed_at    timestamptz not null
);
create index on measure_proposal (restriction_id, case_target_id, id);

-- The officer's decision on each approved target; the last one counts.
create table measure_decision (
    id             bigint generated always as identity primary key,
    restriction_id uuid        not null references restriction,
    case_target_id uuid        not null references case_target,
    addressee      text        not null check (addressee in ('PLATFORM', 'SITE_OWNER', 'OPERATORS')),
    request        text        not null check (request in ('POLICY_FIRST', 'LEGAL')),
    owner_address  text,
    reasons        text        not null check (reasons <> ''),
    decided_by     text        not null,
    decided_at     timestamptz not null,
    check ((addressee = 'SITE_OWNER') = (owner_address is not null))
);
create index on measure_decision (restriction_id, case_target_id, id);

-- One restriction can ask several site owners, each with a notice of its own.
alter table notice drop constraint notice_restriction_id_platform_code_key;
alter table notice add column request text not null default 'POLICY_FIRST' check (request in ('POLICY_FIRST', 'LEGAL'));
alter table notice add column owner_address text;
alter table notice add column owner_language text;
create unique index one_notice_per_addressee on notice (restriction_id, platform_code, coalesce(owner_address, ''));

-- Operators and technical services that carry out orders, dated.
create table operator (
    id          uuid primary key default gen_random_uuid(),
    code        text        not null check (code ~ '^[A-Z][A-Z0-9_]*$'),
    kind        text        not null check (kind in ('OPERATOR', 'TECHNICAL_SERVICE')),
    name        text        not null,
    address     text        not null check (address like '%_@_%'),
    verified    boolean     not null,
    source      text        not null,
    valid_from  date        not null,
    valid_to    date check (valid_to >= valid_from),
    recorded_at timestamptz not null default clock_timestamp()
);
create index on operator (code, valid_from, recorded_at desc);

create view current_operator as
select distinct on (code, valid_from) * from operator order by code, valid_from, recorded_at desc;

-- An order to operators, or the order that cancels one; the same path for both.
create table operator_order (
    id             uuid primary key,
    number         text        not null unique,
    kind           text        not null check (kind in ('RESTRICT', 'CANCEL')),
    cancels        uuid unique references operator_order,
    case_id        uuid        not null references case_file,
    restriction_id uuid        not null references restriction,
    notice_id      uuid references notice,
    legal_basis    uuid        not null references legal_basis,
    reasons        text        not null check (reasons <> ''),
    issued_by      text        not null,
    issued_at      timestamptz not null,
    pdf_sha256     text        not null,
    closed_at      timestamptz,
    check ((kind = 'CANCEL') = (cancels is not null))
);
create index on operator_order (case_id);

create table operator_order_item (
    order_id       uuid    not null references operator_order,
    case_target_id uuid    not null,
    target_id      uuid    not null,
    scope          text    not null default 'ITEM',
    open           boolean not null,
    primary key (order_id, case_target_id),
    foreign key (case_target_id, target_id) references case_target (id, target_id)
);
create unique index one_open_order_per_target on operator_order_item (target_id) where open;

-- One execution per operator: its state is the last thing known about it.
create table operator_execution (
    order_id      uuid        not null references operator_order,
    operator_code text        not null,
    operator_name text        not null,
    address       text        not null,
    state         text        not null check (state in ('ISSUED', 'SENT', 'CONFIRMED', 'FAILED', 'CANCELLED')),
    words         text        not null default '',
    sent_at       timestamptz,
    settled_at    timestamptz,
    primary key (order_id, operator_code)
);
create index on operator_execution (state);

create table operator_confirmation (
    id            bigint generated always as identity primary key,
    order_id      uuid        not null,
    operator_code text        not null,
    outcome       text        not null check (outcome in ('EXECUTED', 'IMPOSSIBLE')),
    reference     text        not null,
    remarks       text        not null,
    confirmed_at  timestamptz not null,
    recorded_by   text        not null,
    recorded_at   timestamptz not null,
    foreign key (order_id, operator_code) references operator_execution (order_id, operator_code),
    check (outcome = 'EXECUTED' or remarks <> '')
);
create index on operator_confirmation (order_id, operator_code, id);

-- Whatever asks for a target now, so that nobody is asked twice.
create view open_measure as
select target_id from notice_item where open union all select target_id from operator_order_item where open;

-- Gates: access restriction is one more choice, and needs the second person like a formal order.
alter table gate_decision drop constraint gate_decision_choice_check;
alter table gate_decision add constraint gate_decision_choice_check check (choice in
    ('NEW_TERM', 'SECOND_CONTACT', 'FORMAL_ORDER', 'ACCESS_RESTRICTION', 'ACCEPT_ARGUMENT', 'WITHDRAW'));

-- What a person relied on when confirming a removal.
alter table verification add column no_capture_reason text not null default '';
create table verification_capture (
    verification_id bigint not null references verification,
    evidence_id     uuid   not null references evidence,
    primary key (verification_id, evidence_id)
);

-- Cases that belong together.
create table case_link (
    case_id        uuid        not null references case_file,
    earlier_case   uuid        not null references case_file,
    target_id      uuid        not null references target,
    kind           text        not null check (kind in ('RECREATION')),
    recorded_by    text        not null,
    recorded_at    timestamptz not null,
    primary key (case_id, earlier_case, target_id, kind)
);
create index on case_link (earlier_case);

-- A look at a target after the end of its case.
create table recheck (
    id             bigint generated always as identity primary key,
    case_id        uuid        not null references case_file,
    case_target_id uuid        not null references case_target,
    round          int         not null check (round > 0),
    seen           boolean     not null,
    remarks        text        not null,
    looked_by      text        not null,
    looked_at      timestamptz not null,
    unique (case_target_id, round)
);
create index on recheck (case_id, round);

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('operator-cancellation', 1, 'HOURS',
     'Закон РК «О связи», ст. 41-1 п. 6: отмена предписания исполняется незамедлительно; через 1 час без подтверждения отмечается сбой (порядок работы подразделения)',
     '«Байланыс туралы» ҚР Заңы, 41-1-бап, 6-тармақ: нұсқаманың күшін жою дереу орындалады; 1 сағат ішінде растау болмаса, іркіліс белгіленеді (бөлімшенің жұмыс тәртібі)',
     'Law on Communications, article 41-1(6): a cancellation is executed immediately; without a confirmation within 1 hour a failure is recorded (working order of the unit)',
     'Immediately by law; the hour is set by the unit, no term of law', false, date '2020-07-02'),
    ('gate-decision', 1, 'WORKING_DAYS',
     'Порядок работы подразделения: решение о следующем шаге принимается в течение 1 рабочего дня',
     'Бөлімшенің жұмыс тәртібі: келесі қадам туралы шешім 1 жұмыс күні ішінде қабылданады',
     'Working order of the unit: the next step is decided within 1 working day',
     'Set by the unit, no term of law', false, date '2023-09-10');

insert into operator (code, kind, name, address, verified, source, valid_from) values
    ('TECHNICAL_SERVICE', 'TECHNICAL_SERVICE', 'Technical service (demo)', 'orders@technical-service.example', false, 'demo, invented', date '2023-09-10'),
    ('OPERATOR_NORTH', 'OPERATOR', 'Northern operator (demo)', 'orders@north.example', false, 'demo, invented', date '2023-09-10'),
    ('OPERATOR_SOUTH', 'OPERATOR', 'Southern operator (demo)', 'orders@south.example', false, 'demo, invented', date '2023-09-10');

grant select, insert on site_contact, measure_proposal, measure_decision, operator, operator_confirmation, verification_capture,
    case_link, recheck to ${runtime-role};
grant select, insert, update on operator_order, operator_order_item, operator_execution to ${runtime-role};
grant select on current_site_contact, current_operator, open_measure to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
