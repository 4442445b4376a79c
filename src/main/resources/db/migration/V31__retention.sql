-- How long what is kept, and why; what may be taken away when its term is over, and what nobody may take away because a person holds it.

-- What kinds of records there are. A new kind is a row here and one in retention_rule, and nothing else: table_name is where it stands,
-- "left_over" (alias t) says in which rows there is still something to dispose of, "belongs" to which case a row belongs ('' to none),
-- "counts_from" from when the term runs ('' from the end of the case, after every remedy), "change" what stays of the row (null: nothing),
-- "content" the hash of a file that goes with it.
create table retention_type (
    code        text primary key check (code ~ '^[A-Z][A-Z_]*$'),
    no          int  not null unique,
    disposed_by text not null check (disposed_by in ('STATEMENT', 'EVIDENCE', 'ELSEWHERE', 'NOBODY')),
    table_name  text not null,
    left_over   text not null default 'true',
    belongs     text not null default '',
    counts_from text not null default '',
    change      text,
    content     text not null default 'null',
    what_ru     text not null,
    what_kk     text not null,
    what_en     text not null,
    check (disposed_by not in ('STATEMENT', 'EVIDENCE') or belongs <> '' or counts_from <> '')
);

-- The term of a kind from a day on; a later row replaces an earlier one. Without an amount it is kept as long as there is a register.
create table retention_rule (
    id          bigint generated always as identity primary key,
    type        text        not null references retention_type,
    amount      int check (amount > 0),
    unit        text check (unit in ('DAYS', 'MONTHS', 'YEARS')),
    house_rule  boolean     not null, -- set by the unit, no term of law
    verified    boolean     not null,
    source      text        not null,
    valid_from  date        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    check ((amount is null) = (unit is null)),
    unique (type, valid_from, recorded_at)
);

insert into retention_type (code, no, disposed_by, table_name, left_over, belongs, counts_from, change, content, what_ru, what_kk, what_en) values
    ('EVIDENCE', 10, 'EVIDENCE', 'evidence', 'not exists (select from disposed_evidence d where d.evidence_id = t.id)', 't.case_id', '', null,
     'null',
     'Содержимое доказательств с рабочими копиями и имена в журнале хранения; хэши и журнал остаются',
     'Дәлелдемелердің мазмұны жұмыс көшірмелерімен және сақтау журналындағы есімдер; хэштер мен журнал қалады',
     'Content of evidence with its working copies, and the names in the log of custody; hashes and log stay'),
    ('REPORTER', 20, 'STATEMENT', 'citizen_reporter', 'true', '(select r.case_id from citizen_report r where r.id = t.report_id)', '', null,
     'null',
     'Имя и контакт гражданина, сообщившего о контенте; сообщение остаётся',
     'Контент туралы хабарлаған азаматтың аты мен байланысы; хабарлама қалады',
     'Name and contact of the citizen who reported; the report stays'),
    ('INBOUND_MAIL', 30, 'STATEMENT', 'inbound_mail', 't.sender <> ''''',
     '(select n.case_id from inbound_mail_match m join notice n on n.id = m.notice_id where m.mail_id = t.id)', 't.received_at',
     'sender = '''', recipients = '''', subject = '''', body = ''''', 't.raw_sha256',
     'Входящее письмо: отправитель, тема, текст и само сообщение; номер, время и место в деле остаются',
     'Кіріс хат: жіберуші, тақырып, мәтін және хабарламаның өзі; нөмірі, уақыты және істегі орны қалады',
     'Inbound mail: sender, subject, text and the message itself; number, time and its place in the case stay'),
    ('IMPORT_FILE', 40, 'STATEMENT', 'detection_import', 't.file_kept and t.state <> ''RUNNING''', '', 't.imported_at', 'file_kept = false',
     't.sha256',
     'Загруженный файл выявлений; его хэш, счёт строк и сами выявления остаются',
     'Жүктелген анықтаулар файлы; оның хэші, жолдар саны және анықтаулардың өзі қалады',
     'The file of an import; its hash, its counts and the detections stay'),
    ('REJECTED_ROW', 41, 'STATEMENT', 'rejected_row', 't.content <> ''''', '',
     '(select i.imported_at from detection_import i where i.id = t.import_id)', 'content = ''''', 'null',
     'Текст отклонённых строк файла; номер строки и причина остаются',
     'Файлдың қабылданбаған жолдарының мәтіні; жол нөмірі мен себебі қалады',
     'Words of rejected rows of a file; line and reason stay'),
    ('SEARCH_LOG', 50, 'STATEMENT', 'search_log', 'true', '', 't.searched_at', null, 'null',
     'Журнал поисковых запросов', 'Іздеу сұрауларының журналы', 'Log of searches'),
    ('CASE_VIEW', 51, 'STATEMENT', 'case_view', 'true', 't.case_id', 't.seen_at', null, 'null',
     'Журнал просмотров дел', 'Істерді қарау журналы', 'Log of who saw which case'),
    ('SAVED_SEARCH', 52, 'STATEMENT', 'saved_search', 't.removed_at is not null', '', 't.removed_at', null, 'null',
     'Удалённые сохранённые поиски', 'Жойылған сақталған іздеулер', 'Saved searches that were removed'),
    ('DELIVERY_ADDRESS', 60, 'STATEMENT', 'delivery_attempt', 't.address <> '''' and t.state not in (''CLAIMED'', ''STARTED'')',
     '(select n.case_id from letter l join notice n on n.id = l.notice_id where l.id = t.letter_id)', '',
     'address = '''', corrected_address = null', 'null',
     'Адреса в попытках отправки; канал, время и результат остаются',
     'Жіберу әрекеттеріндегі мекенжайлар; арна, уақыт және нәтиже қалады',
     'Addresses in delivery attempts; channel, time and result stay'),
    ('SITE_CONTACT', 61, 'STATEMENT', 'site_contact', 'true', '', 't.recorded_at', null, 'null',
     'Найденные контакты владельцев сайтов', 'Сайт иелерінің табылған байланыстары', 'Contacts found of owners of sites'),
    ('IDEMPOTENCY_KEY', 70, 'ELSEWHERE', 'idempotency_key', 'true', '', '', null, 'null',
     'Ответы, хранимые для повторных запросов', 'Қайталама сұраулар үшін сақталған жауаптар', 'Answers kept for repeated requests'),
    ('ENGINE_HISTORY', 71, 'ELSEWHERE', 'act_hi_procinst', 'true', '', '', null, 'null',
     'История процессов в движке', 'Қозғалтқыштағы процестер тарихы', 'History of processes in the engine'),
    ('CASE_RECORD', 90, 'NOBODY', 'case_file', 'true', '', '', null, 'null',
     'Запись дела: состояния, решения с основаниями, хронология, номера и хэши бумаг, открытый реестр',
     'Іс жазбасы: күйлер, негіздері бар шешімдер, хронология, қағаздардың нөмірлері мен хэштері, ашық тізілім',
     'Record of the case: states, decisions with their basis, timeline, numbers and hashes of papers, public register'),
    ('CUSTODY_LOG', 91, 'NOBODY', 'custody_entry', 'true', '', '', null, 'null',
     'Журнал хранения доказательств и якоря', 'Дәлелдемелерді сақтау журналы және зәкірлер', 'Log of custody and its anchors');

insert into retention_rule (type, amount, unit, house_rule, verified, source, valid_from)
select type, amount, unit, house, false, source, date '2023-09-10' from (values
    ('EVIDENCE', 3, 'YEARS', true, 'Set by the unit; at least the 6 months that Regulation (EU) 2021/784, article 6, keeps removed content for complaints and courts'),
    ('REPORTER', 6, 'MONTHS', true, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('INBOUND_MAIL', 3, 'YEARS', true, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('IMPORT_FILE', 1, 'YEARS', true, 'Set by the unit'),
    ('REJECTED_ROW', 1, 'YEARS', true, 'Set by the unit'),
    ('SEARCH_LOG', 3, 'YEARS', true, 'Set by the unit; limitation of disciplinary matters not checked'),
    ('CASE_VIEW', 5, 'YEARS', true, 'Set by the unit; limitation of disciplinary matters not checked'),
    ('SAVED_SEARCH', 1, 'MONTHS', true, 'Set by the unit'),
    ('DELIVERY_ADDRESS', 1, 'YEARS', true, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('SITE_CONTACT', 3, 'YEARS', true, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('IDEMPOTENCY_KEY', 7, 'DAYS', true, 'Set in the code, IdempotencyKeys'),
    ('ENGINE_HISTORY', 180, 'DAYS', true, 'historyTimeToLive of the models'),
    ('CASE_RECORD', null, null, true, 'The public register stays, so does what it rests on; a national list of terms for archives was not checked'),
    ('CUSTODY_LOG', null, null, true, 'It proves what was there, also after the content is gone')
) as r(type, amount, unit, house, source);

alter table detection_import add column file_kept boolean not null default true;

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
union all select sha256 from open_data_file;

-- A person holds a case: nothing of it is disposed of until a person lifts that. A case can be held for several reasons at once.
create table legal_hold (
    id      uuid primary key,
    case_id uuid        not null references case_file,
    reasons text        not null check (reasons <> ''),
    set_by  text        not null,
    set_at  timestamptz not null
);
create index on legal_hold (case_id);

create table legal_hold_lift (
    hold_id   uuid primary key references legal_hold,
    reasons   text        not null check (reasons <> ''),
    lifted_by text        not null,
    lifted_at timestamptz not null
);

create view held_case as
select h.case_id from legal_hold h where not exists (select from legal_hold_lift l where l.hold_id = h.id);

create function keep_when_held() returns trigger language plpgsql as $$
begin
    if exists (select from held_case h join evidence e on e.case_id = h.case_id where e.id = new.evidence_id) then
        raise exception 'the case of evidence % is held', new.evidence_id using errcode = 'check_violation',
            constraint = 'held_cases_keep_their_evidence';
    end if;
    return new;
end $$;
create trigger keep_when_held before insert on evidence_disposal for each row execute function keep_when_held();

insert into sealing_step (no, table_name, belongs, change) values
    (305, 'legal_hold', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (306, 'legal_hold_lift', 't.hold_id in (select h.id from legal_hold h where h.case_id = $1)', 'reasons = sealed_text(t.reasons)');

-- A case is over when it is closed, none of its measures stands, no appeal is open, and three months have passed since the last of that:
-- the term of a complaint (Administrative Procedural Code, article 92), which is longer than that of a claim to a court. What is sealed
-- goes its own way.
create view case_over as
select f.id as case_id, greatest(f.closed_at, m.last, a.last) + interval '3 months' as over_at
from case_file f
left join lateral (
    select max(s.effective_at) as last,
           bool_or(r.state not in ('PROPOSED', 'PROPORTIONALITY_CHECKED', 'REFUSED', 'FAILED', 'EXPIRED', 'ANNULLED', 'REMOVED')) as stands
    from case_target t join restriction_measure r on r.case_target_id = t.id join state_move s on s.subject = r.id
    where t.case_id = f.id) m on true
left join lateral (
    select max(s.effective_at) as last,
           bool_or(p.state in ('RECEIVED', 'REGISTERED', 'ADMISSIBILITY', 'UNDER_REVIEW', 'HEARING', 'SILENT', 'COURT_PENDING',
                               'RESTORATION_ORDERED')) as open
    from appeal p join state_move s on s.subject = p.id where p.case_id = f.id) a on true
where f.closed_at is not null and m.stands is not true and a.open is not true
    and not exists (select from kept_sealed k where k.case_id = f.id);

-- What was disposed of: how many records of which kind, of which case if of one, by which rule.
create table retention_disposal (
    id          bigint generated always as identity primary key,
    type        text        not null references retention_type,
    rule_id     bigint      not null references retention_rule,
    case_id     uuid references case_file,
    records     int         not null check (records > 0),
    disposed_at timestamptz not null
);
create index on retention_disposal (case_id) where case_id is not null;

-- The rule of a kind on a day.
create function retention_rule_on(kind text, day date) returns setof retention_rule language sql stable rows 1 as $$
    select * from retention_rule where type = kind and valid_from <= day order by valid_from desc, recorded_at desc limit 1
$$;

create function retention_term(rule retention_rule) returns interval language sql immutable as $$
    select make_interval(years => case when rule.unit = 'YEARS' then rule.amount else 0 end,
                         months => case when rule.unit = 'MONTHS' then rule.amount else 0 end,
                         days => case when rule.unit = 'DAYS' then rule.amount else 0 end)
$$;

-- The condition under which a row of the kind is due at $3: $1 is the moment at which its term must have begun at the latest. What
-- belongs to a case waits for the end of the case, from wherever its term runs.
create function retention_condition(kind retention_type) returns text language sql immutable as $$
    select '(' || kind.left_over || ') and '
        || case when kind.counts_from = '' then format('(%s) in (select o.case_id from case_over o where o.over_at <= $1)', kind.belongs)
                when kind.belongs = '' then format('(%s) <= $1', kind.counts_from)
                else format('(%s) <= $1 and ((%2$s) is null or (%2$s) in (select o.case_id from case_over o where o.over_at <= $3))',
                            kind.counts_from, kind.belongs) end
$$;

create function retention_hold(kind retention_type) returns text language sql immutable as $$
    select case when kind.belongs = '' then 'false' else format('coalesce((%s) in (select h.case_id from held_case h), false)', kind.belongs) end
$$;

-- What would be disposed of at that moment, and how much of it is held.
create function retention_due(kind text, at timestamptz, out due bigint, out cases bigint, out held bigint, out example_cases uuid[])
language plpgsql stable set search_path = public, pg_temp as $$
declare
    found retention_type;
    rule  retention_rule;
begin
    select * into strict found from retention_type where code = kind;
    select * into rule from retention_rule_on(kind, at::date);
    if found.disposed_by not in ('STATEMENT', 'EVIDENCE') or rule.amount is null then
        due := 0; cases := 0; held := 0; example_cases := '{}';
        return;
    end if;
    execute format(
        'select count(*) filter (where not r.is_held), count(distinct r.of_case) filter (where not r.is_held), count(*) filter (where r.is_held), '
        || '(array_agg(distinct r.of_case) filter (where not r.is_held and r.of_case is not null))[1:50] '
        || 'from (select (%s) as of_case, %s as is_held from %I t where %s) r',
        case when found.belongs = '' then 'null::uuid' else found.belongs end, retention_hold(found), found.table_name,
        retention_condition(found))
    into due, cases, held, example_cases using at - retention_term(rule), null::int, at;
    example_cases := coalesce(example_cases, '{}');
end $$;

-- Disposes of so many records of the kind at most. It runs with its owner's rights, because nothing else may change what these tables hold;
-- all it can do is what the two tables above say, and nothing of a held case.
create function dispose_due(kind text, at timestamptz, most int) returns table (of_case uuid, content text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    found retention_type;
    rule  retention_rule;
begin
    select * into strict found from retention_type where code = kind;
    select * into rule from retention_rule_on(kind, at::date);
    if found.disposed_by <> 'STATEMENT' or rule.amount is null then
        return;
    end if;
    -- whoever sets a hold at this moment comes before or after the whole batch
    lock table legal_hold in share mode;
    return query execute format(
        'with due as materialized (select t.ctid as place, (%s) as of_case, (%s)::text as content from %I t where %s and not %s limit $2), '
        || 'gone as (' || case when found.change is null then 'delete from %3$I t using due where t.ctid = due.place'
                               else 'update %3$I t set ' || found.change || ' from due where t.ctid = due.place' end || ' returning 1) '
        || 'select due.of_case, due.content from due, (select count(*) from gone) counted',
        case when found.belongs = '' then 'null::uuid' else found.belongs end, found.content, found.table_name,
        retention_condition(found), retention_hold(found))
    using at - retention_term(rule), most, at;
end $$;
revoke all on function dispose_due(text, timestamptz, int) from public;
grant execute on function dispose_due(text, timestamptz, int) to ${runtime-role};

create index search_log_by_time on search_log (searched_at);
create index case_view_by_time on case_view (seen_at);
create index inbound_mail_by_time on inbound_mail (received_at) where sender <> '';
create index case_file_closed on case_file (closed_at) where closed_at is not null;

grant select, insert on legal_hold, legal_hold_lift, retention_disposal to ${runtime-role};
grant select on retention_type, retention_rule, held_case, case_over to ${runtime-role};
