-- Undoing is done over the same channels as doing: each restoration names what it opens again, why, and by whose word; everything that
-- happens to it is a row that is only added.

create sequence restoration_number;

-- RESTORATION ends a measure; SUSPENSION opens access while an admitted appeal is looked into, RESUMPTION takes that back.
create table restoration (
    id        uuid primary key,
    number    text        not null unique,
    case_id   uuid        not null references case_file,
    kind      text        not null check (kind in ('RESTORATION', 'SUSPENSION', 'RESUMPTION')),
    ground    text        not null check (ground in
        ('END_REACHED', 'REVIEW', 'BASIS_FELL', 'OWNER_REMOVED', 'TARGET_GONE', 'OVER_BLOCKING', 'APPEAL', 'SELF_CORRECTION', 'COURT')),
    occasion  text        not null, -- the number people speak: of the appeal, the review, the change of a register
    reasons   text        not null check (reasons <> ''),
    opened_by text        not null,
    opened_at timestamptz not null
);
create index on restoration (case_id);
create index on restoration (occasion);

create table restoration_target (
    restoration_id uuid not null references restoration,
    case_target_id uuid not null references case_target,
    primary key (restoration_id, case_target_id)
);
create index on restoration_target (case_target_id);

-- From here on it is carried out: a person's word, or the end that was set when the measure was decided.
create table restoration_order (
    restoration_id uuid primary key references restoration,
    reasons        text        not null check (reasons <> ''),
    ordered_by     text        not null,
    ordered_at     timestamptz not null
);

grant select, insert on restoration, restoration_target, restoration_order to ${runtime-role};
grant usage on sequence restoration_number to ${runtime-role};
