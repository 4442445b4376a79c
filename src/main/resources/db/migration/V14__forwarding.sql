-- What is out of the unit's competence goes to the competent body within three working days, and its sender is told (Administrative
-- Procedural Code, art. 65). Protected expression goes to nobody.
create table forwarding (
    case_id   uuid primary key references case_file,
    opened_at timestamptz not null
);

create table forwarding_outcome (
    case_id      uuid primary key references forwarding,
    outcome      text        not null check (outcome in ('FORWARDED', 'NOBODY_COMPETENT')),
    body_code    text references body,
    number       text        not null,
    forwarded_on date,
    remarks      text        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null,
    check (case outcome when 'FORWARDED' then body_code is not null and number <> '' and forwarded_on is not null
           else body_code is null and remarks <> '' end)
);

create table sender_told (
    case_id     uuid primary key references forwarding,
    told_on     date        not null,
    how         text        not null check (how <> ''),
    recorded_by text        not null,
    recorded_at timestamptz not null
);
grant select, insert on forwarding, forwarding_outcome, sender_told to ${runtime-role};
