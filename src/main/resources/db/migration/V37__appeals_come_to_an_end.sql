-- Every appeal comes to its end: what the body did about a decision ends it, what nobody could be suspended for is said, who judged a measure
-- before judges it no second time, and nothing is disposed of while a step is open.

insert into state_allowed_move (machine, from_state, to_state) values
    ('APPEAL', 'RETURNED', 'RETURN_UPHELD'), ('APPEAL', 'RETURN_UPHELD', 'COURT_PENDING'),
    ('APPEAL', 'ACTION_ORDERED', 'FULFILLED'), ('APPEAL', 'FULFILLED', 'COURT_PENDING');

-- Which kinds there are is said by the code, where each has its words.
alter table appeal_message drop constraint if exists appeal_message_kind_check;
alter table appeal_message add constraint appeal_message_kind_check check (kind ~ '^[A-Z_]{3,40}$');

-- No measure stood: then nothing is suspended, and there is nothing to except either.
alter table appeal_suspension drop constraint appeal_suspension_check;
alter table appeal_suspension add constraint an_exception_suspends_nothing check (not suspended or exception is null);
alter table appeal_suspension_end drop constraint appeal_suspension_end_how_check;
alter table appeal_suspension_end add constraint appeal_suspension_end_how_check
    check (how in ('RESUMED', 'FINAL', 'PARTLY', 'OTHERS_GO_ON', 'NOTHING_TO_RESUME'));

-- What the paper hashed to that an appellant was told with.
create table appeal_paper (
    message_id uuid primary key references appeal_message,
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    kept_at    timestamptz not null
);

-- A code that a person puts on paper is made when that person sees the words, once; what it was is nowhere.
create table appeal_code_shown (
    message_id uuid primary key references appeal_message,
    shown_to   text        not null,
    shown_at   timestamptz not null
);

-- What an appellant wants by letter; it is done as others do it with their code.
create table appellant_letter (
    id          uuid primary key,
    appeal_id   uuid        not null references appeal,
    kind        text        not null check (kind in ('WORDS', 'FILE_REQUEST', 'WITHDRAWAL', 'NEW_CODE')),
    reference   text        not null check (reference <> ''),
    received_on date        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);
create index on appellant_letter (appeal_id, recorded_at);
insert into sealing_step (no, table_name, belongs, change) values
    (3701, 'appellant_letter', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reference = sealed_text(t.reference)');

-- ---- whoever judged the measure before decides no appeal against it ----------------------------------------------------------------

-- The decision that these duties are of is the contested target.
insert into duty values ('APPEAL_DECIDER', 'APPEAL'), ('APPEAL_EXCEPTION', 'APPEAL');
insert into duty_exclusion
select mine.role, d.role, 'CASE', 'Administrative Procedural Code, art. 97(2)'
from duty d cross join (values ('APPEAL_DECIDER'), ('APPEAL_EXCEPTION')) mine(role) where d.side <> 'APPEAL';
insert into duty_exclusion
select e.other, e.role, e.within, e.source from duty_exclusion e where e.role in ('APPEAL_DECIDER', 'APPEAL_EXCEPTION');
insert into duty_exclusion values
    ('APPEAL_DECIDER', 'APPEAL_DECIDER', 'DECISION', 'Administrative Procedural Code, art. 97(2): nobody judges the same measure twice'),
    ('APPEAL_DECIDER', 'APPEAL_EXCEPTION', 'DECISION', 'Administrative Procedural Code, art. 97(2): nobody judges the same measure twice'),
    ('APPEAL_EXCEPTION', 'APPEAL_DECIDER', 'DECISION', 'Administrative Procedural Code, art. 97(2): nobody judges the same measure twice');

-- Those of the past took part as well, even where one person has judged twice.
alter table participation disable trigger separate_duties;
alter table participation disable trigger refuse_recused;
insert into participation (case_id, person, side, role, decision)
select a.case_id, v.decided_by, 'APPEAL', 'APPEAL_DECIDER', c.case_target_id
from appeal_decision v join appeal a on a.id = v.appeal_id join appeal_contested c on c.appeal_id = a.id
union
select a.case_id, s.decided_by, 'APPEAL', 'APPEAL_EXCEPTION', c.case_target_id
from appeal_suspension s join appeal a on a.id = s.appeal_id join appeal_contested c on c.appeal_id = a.id where s.exception is not null;
alter table participation enable trigger separate_duties;
alter table participation enable trigger refuse_recused;

create function take_part_in_appeal_decision() returns trigger language plpgsql as $$
begin
    insert into participation (case_id, person, side, role, decision)
    select a.case_id, new.decided_by, 'APPEAL', 'APPEAL_DECIDER', c.case_target_id
    from appeal a join appeal_contested c on c.appeal_id = a.id where a.id = new.appeal_id;
    return null;
end $$;
create trigger take_part after insert on appeal_decision for each row execute function take_part_in_appeal_decision();

create function take_part_in_appeal_exception() returns trigger language plpgsql as $$
begin
    insert into participation (case_id, person, side, role, decision)
    select a.case_id, new.decided_by, 'APPEAL', 'APPEAL_EXCEPTION', c.case_target_id
    from appeal a join appeal_contested c on c.appeal_id = a.id where a.id = new.appeal_id
    on conflict do nothing;
    return null;
end $$;
create trigger take_part after insert on appeal_suspension
    for each row when (new.exception is not null) execute function take_part_in_appeal_exception();

-- ---- an appeal is open until its last step has ended ---------------------------------------------------------------------------------

-- A filing that nobody answered for, neither by mail nor by signature, is no appeal that anything waits for.
-- That is also what the body still has to do about the decision, and a request to see the file that nobody answered.
create view open_appeal as
select a.id, a.case_id from appeal a
where a.state in ('REGISTERED', 'ADMISSIBILITY', 'UNDER_REVIEW', 'HEARING', 'SILENT', 'COURT_PENDING', 'RESTORATION_ORDERED')
    or a.state = 'RECEIVED' and exists (select from appeal_confirmation k where k.appeal_id = a.id)
    or (a.state in ('CANCELLED_NEW_ACT', 'ACTION_ORDERED', 'RETURNED')
        or exists (select from appeal_decision d where d.appeal_id = a.id and d.outcome in ('CANCELLED_NEW_ACT', 'ACTION_ORDERED', 'RETURNED')))
       and not exists (select from appeal_fulfilment f where f.appeal_id = a.id)
    or exists (select from appeal_file_request r where r.appeal_id = a.id
               and not exists (select from appeal_file_answer w where w.appeal_id = r.appeal_id));

grant select, insert on appeal_paper, appeal_code_shown, appellant_letter to ${runtime-role};
grant select on open_appeal to ${runtime-role};
