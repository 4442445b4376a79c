-- What was still missing of appeals: mails that belong to one, a longer term by a reasoned decision, and the files that people send along.

-- ---- mails ----------------------------------------------------------------------------------------------------------------------

-- A mail belongs to a notice, to an appeal, or to neither.
alter table inbound_mail_match
    add column appeal_id uuid references appeal,
    drop constraint inbound_mail_match_how_check,
    drop constraint inbound_mail_match_check,
    add check (how in ('REFERENCE', 'MESSAGE_ID', 'REPORT', 'PERSON', 'SET_ASIDE', 'FILED')),
    add check ((how = 'SET_ASIDE') = (notice_id is null and appeal_id is null)),
    add check (notice_id is null or appeal_id is null),
    add check (how <> 'FILED' or appeal_id is not null);
create index on inbound_mail_match (appeal_id) where appeal_id is not null;

-- What the appellant added by mail.
alter table appeal_words add column mail_id uuid unique references inbound_mail;

insert into sealing_step (no, table_name, belongs, change) values
    (3301, 'inbound_mail', 't.id in (select m.mail_id from inbound_mail_match m join appeal a on a.id = m.appeal_id where a.case_id = $1)', 'sender = sealed_text(t.sender), recipients = sealed_text(t.recipients), subject = sealed_text(t.subject), body = sealed_text(t.body)'),
    (3302, 'inbound_mail_match', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)');

update retention_type set belongs =
    '(select coalesce(n.case_id, a.case_id) from inbound_mail_match m left join notice n on n.id = m.notice_id left join appeal a on a.id = m.appeal_id where m.mail_id = t.id)'
where code = 'INBOUND_MAIL';

-- ---- a longer term ------------------------------------------------------------------------------------------------------------

-- Art. 76: once, with reasons, and to a day that the law still allows.
create table appeal_extension (
    appeal_id  uuid primary key references appeal_admission,
    reasons    text        not null check (reasons <> ''),
    until      date        not null, -- the last day
    due_before timestamptz not null,
    due_at     timestamptz not null check (due_at > due_before),
    decided_by text        not null,
    decided_at timestamptz not null check (decided_at < due_before)
);
grant select, insert on appeal_extension to ${runtime-role};

-- An extended clock does not end before that day, however its term is counted again.
alter table clock_event add column extended_to timestamptz;

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('complaint-extended-2m', 2, 'CALENDAR_MONTHS',
     'АППК РК, ст. 76: срок продлевается мотивированным решением не более чем до двух месяцев',
     'ҚР ӘРПК, 76-бап: мерзім дәлелді шешіммен екі айдан аспайтын мерзімге дейін ұзартылады',
     'Administrative Procedural and Process-Related Code, article 76: the term is extended by a reasoned decision to two months at most',
     'Article 76 as read; whether it extends the term of article 99 needs a lawyer', false, date '2021-07-01');

alter table appeal_message drop constraint appeal_message_kind_check, add check (kind in ('CONFIRM', 'RECEIPT', 'ADMIT',
    'LEAVE_WITHOUT_CONSIDERATION', 'FORWARD', 'SELF_CORRECTED', 'HEARING', 'DECISION', 'RESUMED', 'SILENT', 'RESTORED', 'WITHDRAWN',
    'FILE_ACCESS', 'COURT', 'EXTENDED'));

create or replace view public_appeal_event as
select d.seq, s.decided_at as happened_at, 5 as rank, case when s.suspended then 'APPEAL_SUSPENDS' else 'APPEAL_SUSPENDS_NOT' end as kind,
       null::text as number, null::text as party, null::text as scope, null::date as until
from appeal_suspension s join appeal_contested c on c.appeal_id = s.appeal_id join decided_target d on d.case_target_id = c.case_target_id
union all
select d.seq, x.decided_at, 5, 'APPEAL_TERM_EXTENDED', null, null, null, x.until
from appeal_extension x join appeal_contested c on c.appeal_id = x.appeal_id join decided_target d on d.case_target_id = c.case_target_id
union all
select d.seq, v.decided_at, 5, 'APPEAL_' || v.outcome, null, null, t.scope, t.ends_on
from appeal_decision v join appeal_decision_target t on t.appeal_id = v.appeal_id join decided_target d on d.case_target_id = t.case_target_id
union all
select d.seq, j.recorded_at, 5, 'COURT_' || j.outcome, null, null, null, null
from appeal_judgment j join appeal_contested c on c.appeal_id = j.appeal_id join decided_target d on d.case_target_id = c.case_target_id;

insert into sealing_step (no, table_name, belongs, change) values
    (3303, 'appeal_extension', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)');
