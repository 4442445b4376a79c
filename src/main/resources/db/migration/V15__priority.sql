-- What comes first: severity of the category and confidence in the sighting, 0 to 10 each, in visible parts. Points are the unit's own
-- working order, rows with the day from which they are valid.
create table priority_points (
    id          uuid primary key default gen_random_uuid(),
    part        text        not null check (part in ('CATEGORY', 'SOURCE', 'FURTHER_SOURCE', 'EVIDENCE')),
    code        text        not null,
    points      int         not null check (points between 0 and 10),
    source      text        not null,
    valid_from  date        not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index on priority_points (part, code, valid_from desc, recorded_at desc);

insert into priority_points (part, code, points, source, valid_from)
select part, code, points, 'Working order of the unit (configurable, no rule of law)', date '2026-01-01'
from (values
    ('CATEGORY', 'CHILD_SEXUAL_ABUSE_MATERIAL', 10), ('CATEGORY', 'DRUG_SALE', 9), ('CATEGORY', 'FRAUD_PHISHING', 8),
    ('CATEGORY', 'FINANCIAL_PYRAMID', 8), ('CATEGORY', 'ILLEGAL_GAMBLING', 6), ('CATEGORY', 'PYRAMID_ADVERTISING', 6),
    ('CATEGORY', 'LOTTERY_BY_NON_OPERATOR', 4), ('CATEGORY', 'OTHER', 2),
    ('SOURCE', 'OTHER_BODY', 7), ('SOURCE', 'OWN_MONITORING', 6), ('SOURCE', 'CITIZEN', 4), ('SOURCE', 'ANONYMOUS', 2),
    ('FURTHER_SOURCE', 'EACH', 1), ('EVIDENCE', 'CAPTURED', 2)) as p(part, code, points);

-- Each reckoning is a fact; the last one counts.
create table case_priority (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references case_file,
    severity   int         not null check (severity between 0 and 10),
    confidence int         not null check (confidence between 0 and 10),
    parts      text        not null,
    reckoned_at timestamptz not null
);
create index on case_priority (case_id, id desc);
grant select, insert on priority_points, case_priority to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
