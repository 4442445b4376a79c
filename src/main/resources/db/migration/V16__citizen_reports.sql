-- What people outside report. Who they are is kept apart from the case, so that nobody who works on the case sees it; an anonymous
-- report keeps nothing of its sender.
create sequence citizen_report_number;

create table citizen_report (
    id          uuid primary key,
    number      text        not null unique,
    code_sha256 text        not null check (code_sha256 ~ '^[0-9a-f]{64}$'),
    case_id     uuid        not null references case_file,
    language    text        not null check (language in ('kk', 'ru', 'en')),
    anonymous   boolean     not null,
    received_at timestamptz not null
);
create index on citizen_report (case_id);

create table citizen_reporter (
    report_id uuid primary key references citizen_report,
    name      text not null check (name <> ''),
    contact   text not null check (contact <> '')
);

-- Whoever looks at a reporter's name says why, and that stays.
create table reporter_look (
    id        bigint generated always as identity primary key,
    report_id uuid        not null references citizen_report,
    person    text        not null,
    reason    text        not null check (reason <> ''),
    looked_at timestamptz not null
);
grant select, insert on citizen_report, citizen_reporter, reporter_look to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
