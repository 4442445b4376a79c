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

insert into sealing_step (no, table_name, belongs, change) values
    (3303, 'appeal_extension', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'reasons = sealed_text(t.reasons)');

-- ---- files --------------------------------------------------------------------------------------------------------------------

-- What people send with an appeal. It may name them, so it is no evidence that everybody reads who works on the case.
create table appeal_attachment (
    id         uuid primary key,
    appeal_id  uuid        not null references appeal,
    no         int         not null check (no between 1 and 100),
    name       text        not null,
    media_type text        not null,
    size       bigint      not null check (size > 0),
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    added_at   timestamptz not null,
    unique (appeal_id, no),
    unique (appeal_id, sha256)
);
create index on appeal_attachment (sha256);
create index on appeal_attachment (added_at) where name <> '';
-- It stands in the log of custody of its case.
create table appeal_attachment_entry (
    attachment_id uuid primary key references appeal_attachment
);
create table appeal_attachment_look (
    id            bigint generated always as identity primary key,
    attachment_id uuid        not null references appeal_attachment,
    person        text        not null,
    looked_at     timestamptz not null
);
create index on appeal_attachment_look (attachment_id, id);
grant select, insert on appeal_attachment, appeal_attachment_entry, appeal_attachment_look to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};

create or replace view content_needed as
select e.sha256 from evidence e where not exists (select from disposed_evidence d where d.evidence_id = e.id)
union all
select w.sha256 from working_copy w where not exists (select from disposed_evidence d where d.evidence_id = w.evidence_id)
union all select pdf_sha256 from letter_paper
union all select pdf_sha256 from notice_draft
union all select pdf_sha256 from body_notification
union all select pdf_sha256 from operator_order
union all select sha256 from referral_paper
union all select sha256 from platform_relation_file
union all select sha256 from detection_import where file_kept
union all select raw_sha256 from inbound_mail where sender <> ''
union all select sha256 from open_data_file
union all select sha256 from appeal_attachment where name <> '';

insert into sealing_step (no, table_name, belongs, change) values
    (3304, 'appeal_attachment', 't.appeal_id in (select a.id from appeal a where a.case_id = $1)', 'name = ''sealed'', media_type = ''application/octet-stream''');

-- They may name people.
insert into retention_type (code, no, disposed_by, table_name, left_over, belongs, counts_from, change, content, what_ru, what_kk, what_en) values
    ('APPEAL_FILE', 24, 'STATEMENT', 'appeal_attachment',
     't.name <> ''''',
     '(select a.case_id from appeal a where a.id = t.appeal_id)', '(select o.over_at from appeal_over o where o.appeal_id = t.appeal_id)', 'name = ''''', 't.sha256',
     'Файлы, приложенные к жалобе; их хэш, размер и время остаются',
     'Шағымға қоса берілген файлдар; олардың хэші, көлемі және уақыты қалады',
     'Files sent with an appeal; hash, size and time stay');
insert into retention_rule (type, amount, unit, house_rule, verified, source, valid_from) values
    ('APPEAL_FILE', 3, 'YEARS', true, false, 'Set by the unit, as for evidence', date '2023-09-10');

-- ---- an appeal in a case that is sealed -----------------------------------------------------------------------------------------

-- Who appeals has to be told the outcome: until then it stays where the appeals office alone reads it, and each look is kept.
update sealing_step set belongs = 't.appeal_id in (select a.id from appeal a where a.case_id = $1 and not exists (select from open_appeal o where o.id = a.id))'
where no = 2802;
