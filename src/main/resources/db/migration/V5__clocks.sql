-- Clocks that can pause, be corrected and be found by their state. The history of a clock stays append-only; how it stands now is
-- kept beside it, written in the same transaction, so that a list by state and due time never reads the history.

alter table clock add column amount int check (amount > 0);
alter table clock add column unit text check (unit in ('HOURS', 'CALENDAR_DAYS', 'CALENDAR_MONTHS', 'WORKING_DAYS'));

-- the term of the clocks that were started before: a person's in hours from start to due time, any other by its rule
update clock c set amount = greatest(1, round(extract(epoch from e.due_at - c.started_at) / 3600)), unit = 'HOURS'
from (select distinct on (clock_id) clock_id, due_at from clock_event order by clock_id, id) e
where e.clock_id = c.id and c.rule_code = 'person-term';
update clock c set amount = r.amount, unit = r.unit
from (select distinct on (code) code, amount, unit from deadline_rule order by code, valid_from desc, recorded_at desc) r
where r.code = c.rule_code and c.amount is null;
update clock c set amount = greatest(1, round(extract(epoch from e.due_at - c.started_at) / 3600)), unit = 'HOURS'
from (select distinct on (clock_id) clock_id, due_at from clock_event order by clock_id, id) e
where e.clock_id = c.id and c.amount is null;

alter table clock alter column amount set not null;
alter table clock alter column unit set not null;

-- a receipt time that turned out to be another one
alter table clock_event add column started_at timestamptz;

create table clock_state (
    clock_id    uuid primary key references clock,
    state       text        not null check (state in ('RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED')),
    started_at  timestamptz not null,
    due_at      timestamptz not null, -- of a paused clock: as it stood when it was paused
    length      interval    not null, -- of the whole term, pauses left out
    state_since timestamptz not null
);
insert into clock_state (clock_id, state, started_at, due_at, length, state_since)
select id, state, started_at, due_at, due_at - started_at, state_since from current_clock;

create index clock_by_state on clock_state (state, due_at, clock_id);
create index clock_by_due_time on clock_state (due_at, clock_id);
-- what the breach step reads every few seconds
create index clock_that_runs on clock_state (due_at) where state = 'RUNNING';
-- what a change of the calendar reads
create index clock_in_days on clock (id) where unit <> 'HOURS';

create or replace view current_clock as
select s.clock_id as id, c.case_id, c.subject, c.rule_code, c.citation_ru, c.citation_kk, c.citation_en, s.started_at, s.state,
       s.due_at, s.state_since, c.amount, c.unit, s.length
from clock c join clock_state s on s.clock_id = c.id;

-- Answers of four kinds through four channels; a late or a second one is kept and says so.
alter table answer drop constraint answer_channel_check;
alter table answer add constraint answer_channel_check check (channel in ('API', 'FORM', 'MAIL', 'WEBHOOK'));
alter table answer add column kind text not null default 'OUTCOME'
    check (kind in ('OUTCOME', 'ACKNOWLEDGED', 'CLARIFICATION_REQUESTED', 'IMPOSSIBLE'));
alter table answer add column late boolean not null default false;
alter table answer add column repeated boolean not null default false;
create index answer_waiting on answer (notice_id) where assessed_at is null;

-- Jobs that are due, for a job executor that asks in that order (docs/operations.md).
create index job_due on act_ru_job (duedate_) where retries_ > 0;

grant select, insert, update on clock_state to ${runtime-role};
