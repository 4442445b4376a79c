-- Imports are worked off in the background, chunk by chunk; rows and progress commit together.
alter table detection_import drop constraint detection_import_sha256_key;
alter table detection_import alter column total drop not null;
alter table detection_import
    add column format        text    not null default 'CSV' check (format in ('CSV', 'NDJSON', 'XLSX')),
    add column size          bigint  not null default 0,
    add column state         text    not null default 'DONE' check (state in ('RUNNING', 'DONE', 'FAILED')),
    add column rows_done     int     not null default 0,
    add column sighted_again int     not null default 0,
    add column cases         int     not null default 0,
    -- every row was read; what is left is to hand the cases to people
    add column was_read      boolean not null default false,
    add column problem       text,
    add column problem_arguments text[] not null default '{}',
    add column finished_at   timestamptz,
    -- the copy of the application that works on it, and until when the others leave it alone
    add column worker        text,
    add column leased_until  timestamptz,
    add column tries         int     not null default 0;
update detection_import set rows_done = total, was_read = true, finished_at = imported_at;
alter table detection_import
    alter column format drop default,
    alter column state drop default,
    add check (accepted + sighted_again + duplicate + rejected = rows_done),
    add check (state = 'RUNNING' or (total = rows_done and was_read and finished_at is not null)),
    add check (state <> 'FAILED' or problem is not null);
-- the same file twice adds nothing; one that failed may be sent again
create unique index one_import_of_a_file on detection_import (sha256) where state <> 'FAILED';
create index detection_import_running on detection_import (imported_at) where state = 'RUNNING';
create index detection_import_newest on detection_import (imported_at desc, id);

-- A reason is a code with its arguments; people read it in their language. Older rows hold the words themselves.
alter table rejected_row rename column reason to code;
alter table rejected_row add column arguments text[] not null default '{}';

-- The cases that the rows of an import become: one a group, and a further part whenever one is full.
create table import_group (
    import_id  uuid not null references detection_import,
    key        text not null,
    part       int  not null check (part > 0),
    case_id    uuid not null unique references case_file,
    handed_over_at timestamptz,
    primary key (import_id, key, part)
);
create index import_group_waiting on import_group (import_id, case_id) where handed_over_at is null;

-- A detection of a target that was under work already: seen again, in the case that has it.
alter table detection add column sighted boolean not null default false;

-- A target that left a case by a split or a merge; it goes on under the other number.
alter table disposition drop constraint disposition_disposition_check;
alter table disposition add constraint disposition_disposition_check check (disposition in
    ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_SOUGHT', 'RESTRICTION_REFUSED', 'UNDER_NOTICE', 'UNDER_ORDER', 'REMOVED',
     'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR', 'RESTRICTION_LIFTED', 'NOT_COMPLIED', 'WITHDRAWN', 'NO_VIOLATION',
     'ALREADY_UNAVAILABLE', 'OUT_OF_COMPETENCE', 'DUPLICATE', 'RESCINDED', 'MOVED'));

-- What comes in by a merge gets numbers of its own; those of targets that left are not given again.
alter table case_target drop constraint case_target_no_check;
alter table case_target add constraint case_target_no_check check (no between 1 and 999);

create table target_move (
    id               bigint generated always as identity primary key,
    from_case_target uuid        not null references case_target,
    to_case_target   uuid        not null references case_target,
    reasons          text        not null check (reasons <> ''),
    moved_by         text        not null,
    moved_at         timestamptz not null,
    check (from_case_target <> to_case_target)
);
create index on target_move (to_case_target);
create index on target_move (from_case_target);

-- Cases that belong together as wholes: parts of one group, split off by hand, merged by hand.
create table case_relation (
    case_id     uuid        not null references case_file,
    other_case  uuid        not null references case_file,
    kind        text        not null check (kind in ('SIBLING', 'SPLIT', 'MERGE')),
    reasons     text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    primary key (case_id, other_case, kind),
    check (case_id <> other_case),
    check (kind = 'SIBLING' or reasons <> '')
);
create index on case_relation (other_case);

-- A target that looks like a copy of another: one person says so, another confirms or rejects it.
create table mirror (
    id               uuid primary key,
    case_target_id   uuid        not null references case_target,
    of_case_target   uuid        not null references case_target,
    reasons          text        not null check (reasons <> ''),
    proposed_by      text        not null,
    proposed_at      timestamptz not null,
    unique (id, proposed_by),
    unique (case_target_id, of_case_target),
    check (case_target_id <> of_case_target)
);
create index on mirror (of_case_target);

create table mirror_decision (
    mirror_id   uuid primary key,
    proposed_by text        not null,
    decision    text        not null check (decision in ('CONFIRMED', 'REJECTED')),
    remarks     text        not null,
    decided_by  text        not null,
    decided_at  timestamptz not null,
    foreign key (mirror_id, proposed_by) references mirror (id, proposed_by),
    constraint two_people check (decided_by <> proposed_by),
    check (decision = 'CONFIRMED' or remarks <> '')
);

grant select, insert on target_move, case_relation, mirror, mirror_decision to ${runtime-role};
grant select, insert, update on import_group to ${runtime-role};
