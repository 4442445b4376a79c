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

-- What else asked for the same, before or after: each of them is told at the end.
create table restoration_occasion (
    restoration_id uuid        not null references restoration,
    occasion       text        not null,
    recorded_at    timestamptz not null,
    primary key (restoration_id, occasion)
);
create index on restoration_occasion (occasion);

-- Each time the addressees are told, and about which targets: again for those where access was found not to be back.
create table restoration_round (
    restoration_id uuid        not null references restoration,
    no             int         not null check (no > 0),
    started_at     timestamptz not null,
    primary key (restoration_id, no)
);
create table restoration_round_target (
    restoration_id uuid not null,
    round          int  not null,
    case_target_id uuid not null,
    primary key (restoration_id, round, case_target_id),
    foreign key (restoration_id, round) references restoration_round,
    foreign key (restoration_id, case_target_id) references restoration_target
);

-- What a person of the unit saw of each target after its addressees had answered.
create table restoration_look (
    id             bigint generated always as identity primary key,
    restoration_id uuid        not null,
    round          int         not null,
    case_target_id uuid        not null,
    found          text        not null check (found in ('BACK', 'STILL_RESTRICTED', 'CONTENT_NOT_THERE', 'RESTRICTED_AGAIN', 'STILL_OPEN')),
    remarks        text        not null,
    looked_by      text        not null,
    looked_at      timestamptz not null,
    unique (restoration_id, round, case_target_id),
    foreign key (restoration_id, round, case_target_id) references restoration_round_target
);

-- How it ended: carried out and seen, or the measure kept by the body's word.
create table restoration_end (
    restoration_id uuid primary key references restoration,
    outcome        text        not null check (outcome in ('CONFIRMED', 'KEPT')),
    reasons        text        not null,
    ended_by       text        not null,
    ended_at       timestamptz not null,
    check (outcome = 'CONFIRMED' or reasons <> '')
);

-- Letters that undo, or do again, what a notice asked for, only for the targets that they name.
alter table letter drop constraint letter_kind_check;
alter table letter add constraint letter_kind_check check (kind in
    ('NOTICE', 'REMINDER', 'SECOND_CONTACT', 'FORMAL_ORDER', 'WITHDRAWAL', 'SUSPENSION', 'RESUMPTION'));
create table restoration_letter (
    letter_id      uuid primary key references letter,
    restoration_id uuid not null,
    round          int  not null,
    foreign key (restoration_id, round) references restoration_round
);
create index on restoration_letter (restoration_id, round);
create table letter_target (
    letter_id      uuid not null references letter,
    case_target_id uuid not null references case_target,
    primary key (letter_id, case_target_id)
);
create index on letter_target (case_target_id);

-- A platform's or owner's word on such a letter, whenever and however often it comes.
create table restoration_confirmation (
    id           bigint generated always as identity primary key,
    letter_id    uuid        not null references restoration_letter,
    outcome      text        not null check (outcome in ('CARRIED_OUT', 'NOTHING_TO_DO', 'IMPOSSIBLE', 'NO_ANSWER')),
    reference    text        not null,
    remarks      text        not null,
    confirmed_at timestamptz not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null,
    check (outcome in ('CARRIED_OUT', 'NOTHING_TO_DO') or remarks <> '')
);
create index on restoration_confirmation (letter_id, id);

-- What nobody is asked for any more, by the restoration that took it back; empty again when a suspension is over.
alter table notice_item add column undone_by uuid references restoration;
create index on notice_item (undone_by) where undone_by is not null;
create index if not exists notice_item_case_target on notice_item (case_target_id);
create index if not exists operator_order_item_case_target on operator_order_item (case_target_id);

alter table notice drop constraint notice_state_check;
alter table notice add constraint notice_state_check check (state in
    ('DRAFT', 'SENT', 'UNDELIVERED', 'ANSWERED', 'FULLY_COMPLIED', 'PARTIALLY_COMPLIED', 'NOT_COMPLIED', 'BREACHED', 'SUSPENDED',
     'WITHDRAWN', 'CLOSED'));

-- An order can be cancelled item by item, each once; what found no open access is told a second time.
alter table operator_order drop constraint operator_order_cancels_key;
create index on operator_order (cancels);
alter table operator_order add column restoration_id uuid;
alter table operator_order add column restoration_round int;
alter table operator_order add foreign key (restoration_id, restoration_round) references restoration_round;
create index on operator_order (restoration_id, restoration_round) where restoration_id is not null;
alter table operator_order_item add column cancelled boolean not null default false;
update operator_order_item set cancelled = true where order_id in (select cancels from operator_order);

-- Somebody says that a measure hits what it should not.
create table over_blocking_report (
    id             bigint generated always as identity primary key,
    restoration_id uuid        not null references restoration,
    reporter       text        not null check (reporter in ('CASEWORKER', 'OPERATOR', 'PLATFORM', 'OWNER', 'THIRD_PARTY', 'USER')),
    what_is_hit    text        not null check (what_is_hit <> ''),
    recorded_by    text        not null,
    recorded_at    timestamptz not null
);
create index on over_blocking_report (restoration_id, id);

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('restoration-order', 1, 'HOURS',
     'Закон РК «О связи», ст. 41-1 п. 6: отмена исполняется незамедлительно; о восстановлении решают в течение 1 часа (порядок работы подразделения)',
     '«Байланыс туралы» ҚР Заңы, 41-1-бап, 6-тармақ: күшін жою дереу орындалады; қалпына келтіру туралы 1 сағат ішінде шешеді (бөлімшенің жұмыс тәртібі)',
     'Law on Communications, article 41-1(6): a cancellation is executed immediately; a restoration is decided on within 1 hour (working order of the unit)',
     'Immediately by law; the hour is set by the unit, no term of law', false, date '2020-07-02'),
    ('over-blocking', 4, 'HOURS',
     'Порядок работы подразделения: сообщение о лишнем ограничении рассматривается в течение 4 часов; Закон РК «О связи», ст. 41-1 п. 6: отмена исполняется незамедлительно',
     'Бөлімшенің жұмыс тәртібі: артық шектеу туралы хабар 4 сағат ішінде қаралады; «Байланыс туралы» ҚР Заңы, 41-1-бап, 6-тармақ: күшін жою дереу орындалады',
     'Working order of the unit: a report of over-blocking is decided on within 4 hours; Law on Communications, article 41-1(6): a cancellation is executed immediately',
     'Set by the unit, no term of law', false, date '2020-07-02'),
    ('platform-restoration', 24, 'HOURS',
     'Закон РК «О связи», ст. 41-1 п. 6: доступ восстанавливается незамедлительно; через 24 часа без подтверждения отмечается нарушение (порядок работы подразделения)',
     '«Байланыс туралы» ҚР Заңы, 41-1-бап, 6-тармақ: қолжетімділік дереу қалпына келтіріледі; 24 сағат ішінде растау болмаса, бұзушылық белгіленеді (бөлімшенің жұмыс тәртібі)',
     'Law on Communications, article 41-1(6): access is restored immediately; without a confirmation within 24 hours a breach is recorded (working order of the unit)',
     'Immediately by law; the 24 hours are set by the unit, no term of law', false, date '2020-07-02');

-- The moves of undoing: on the way to open access, suspended, and back.
insert into state_allowed_move (machine, from_state, to_state)
select machine, from_state, unnest(string_to_array(to_states, ' ')) from (values
    ('TARGET', 'RESTRICTION_SOUGHT', 'SUSPENDED WITHDRAWN'),
    ('TARGET', 'UNDER_NOTICE', 'SUSPENDED BEING_RESTORED RESTRICTION_LIFTED'),
    ('TARGET', 'UNDER_ORDER', 'SUSPENDED BEING_RESTORED'),
    ('TARGET', 'REMOVED', 'SUSPENDED BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'GEO_RESTRICTED', 'SUSPENDED BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'LABELLED', 'SUSPENDED BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'RESTRICTED_BY_OPERATOR', 'SUSPENDED BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'NOT_COMPLIED', 'SUSPENDED BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'ALREADY_UNAVAILABLE', 'BEING_RESTORED WITHDRAWN'),
    ('TARGET', 'BEING_RESTORED', 'RESTRICTION_LIFTED'),
    ('TARGET', 'SUSPENDED', 'RESTRICTION_SOUGHT UNDER_NOTICE UNDER_ORDER BEING_RESTORED WITHDRAWN'),
    ('NOTICE', 'DRAFT', 'SUSPENDED'),
    ('NOTICE', 'SENT', 'SUSPENDED'),
    ('NOTICE', 'UNDELIVERED', 'SUSPENDED'),
    ('NOTICE', 'ANSWERED', 'SUSPENDED'),
    ('NOTICE', 'BREACHED', 'SUSPENDED'),
    ('NOTICE', 'PARTIALLY_COMPLIED', 'SUSPENDED'),
    ('NOTICE', 'FULLY_COMPLIED', 'SUSPENDED WITHDRAWN'),
    ('NOTICE', 'NOT_COMPLIED', 'SUSPENDED WITHDRAWN'),
    ('NOTICE', 'SUSPENDED', 'SENT FULLY_COMPLIED PARTIALLY_COMPLIED NOT_COMPLIED WITHDRAWN'),
    ('RESTRICTION', 'APPROVED', 'SUSPENDED'),
    ('RESTRICTION', 'FAILED', 'SUSPENDED'),
    ('RESTRICTION', 'SUSPENDED', 'PENDING_ACTIVATION FAILED')
) as m(machine, from_state, to_states);

-- What a sealed case hides.
insert into sealing_step (no, table_name, belongs, change) values
    (320, 'restoration', 't.case_id = $1', 'reasons = sealed_text(t.reasons)'),
    (321, 'restoration_order', 't.restoration_id in (select r.id from restoration r where r.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (322, 'restoration_end', 't.restoration_id in (select r.id from restoration r where r.case_id = $1)', 'reasons = sealed_text(t.reasons)'),
    (323, 'restoration_look', 't.restoration_id in (select r.id from restoration r where r.case_id = $1)', 'remarks = sealed_text(t.remarks)'),
    (324, 'restoration_confirmation', 't.letter_id in (select l.letter_id from restoration_letter l join restoration r on r.id = l.restoration_id where r.case_id = $1)', 'reference = sealed_text(t.reference), remarks = sealed_text(t.remarks)'),
    (325, 'over_blocking_report', 't.restoration_id in (select r.id from restoration r where r.case_id = $1)', 'what_is_hit = sealed_text(t.what_is_hit)');

-- The case that a number people speak belongs to.
create or replace function case_of(spoken text) returns uuid language sql stable as $$
    select case split_part(spoken, '-', 1)
        when 'DN' then (select id from case_file where number = split_part(spoken, '/', 1))
        when 'N' then (select case_id from notice where number = split_part(spoken, '/', 1))
        when 'O' then (select case_id from operator_order where number = split_part(spoken, '/', 1))
        when 'R' then (select case_id from restriction where number = split_part(spoken, '/', 1))
        when 'RF' then (select case_id from referral where number = split_part(spoken, '/', 1)) -- its packages, too
        when 'RQ' then (select case_id from recusal where number = spoken)
        when 'RS' then (select case_id from restoration where number = split_part(spoken, '/', 1))
        when 'A' then (select case_id from appeal where number = split_part(spoken, '/', 1))
        when 'CR' then (select case_id from citizen_report where number = spoken)
        when 'U' then (
            select r.case_id from body_notification n join body_notification_draft d on d.id = n.draft_id
            join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id where n.number = spoken)
    end
$$;

grant select, insert on restoration_occasion, restoration_round, restoration_round_target, restoration_look, restoration_end,
    restoration_letter, letter_target, restoration_confirmation, over_blocking_report to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};

-- The register shows what is suspended, being restored and lifted, with what everyone who was told has said and what people saw.
create or replace view public_entry as
select e.seq, e.restriction_number || '-' || e.no as number, e.restriction_number, e.category, t.platform_code as platform,
       platform_name(t.platform_code, (e.decided_at at time zone 'Asia/Almaty')::date) as platform_name, m.shown,
       case when m.shown in ('ADDRESS', 'HOST') and m.place = 'SITE' then h.host end as host,
       case when m.shown = 'ADDRESS' and m.place = 'PLATFORM' then t.canonical_key
            when m.shown = 'ADDRESS' then 'https://' || h.host || h.path || case when h.query <> '' then '?' || h.query else '' end
            when m.shown = 'HOST' and m.place = 'SITE'
                then 'https://' || h.host || case when h.path in ('', '/') and h.query = '' then '/' else '/…' end
       end as address,
       s.status, coalesce(last.scope, 'ITEM') as scope, e.decided_at, greatest(e.decided_at, last.decided_at, s.effective_at) as changed_at,
       e.detected_at, last.review_on, last.ends_on,
       l.act_ru, l.act_kk, l.act_en, l.article, l.paragraph, l.summary_ru, l.summary_kk, l.summary_en, l.verified,
       j.court, j.number as court_act_number, j.act_date as court_act_date,
       b.name_ru as body_ru, b.name_kk as body_kk, b.name_en as body_en, s.disposition as outcome
from decided_target e
join target t on t.id = e.target_id
join legal_basis l on l.id = e.legal_basis
left join judicial_act j on j.id = e.judicial_act
-- the decision that counts now
join lateral (select d.scope, d.review_on, d.ends_on, d.decided_at from restriction_decision d
              where d.case_target_id = e.case_target_id and d.restriction_id = e.restriction_id and d.decision = 'APPROVED'
              order by d.id desc limit 1) last on true
-- where it stands now
join lateral (select d.disposition, d.effective_at,
                     case when d.disposition in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR') then 'IN_FORCE'
                          when d.disposition in ('UNDER_NOTICE', 'UNDER_ORDER') then 'BEING_CARRIED_OUT'
                          when d.disposition = 'NOT_COMPLIED' then 'NOT_CARRIED_OUT'
                          when d.disposition = 'ALREADY_UNAVAILABLE' then 'CONTENT_GONE'
                          when d.disposition = 'SUSPENDED' then 'SUSPENDED'
                          when d.disposition = 'BEING_RESTORED' then 'BEING_RESTORED'
                          when d.disposition = 'RESTRICTION_LIFTED' then 'LIFTED'
                          when d.disposition in ('WITHDRAWN', 'RESCINDED', 'NO_VIOLATION', 'OUT_OF_COMPETENCE') then 'WITHDRAWN'
                          else 'DECIDED' end as status
              from disposition d where d.case_target_id = e.case_target_id order by d.id desc limit 1) s on true
-- the body whose decision it was
left join lateral (select called.* from (select (e.decided_at at time zone 'Asia/Almaty')::date as day) decided
                   join current_competence k on decided.day between k.valid_from and coalesce(k.valid_to, 'infinity'::date)
                   join current_body_name called on called.code = k.body_code
                   where k.category = e.category and k.offence_route = 'NONE' and k.within
                   order by k.valid_from desc, (decided.day between called.valid_from and coalesce(called.valid_to, 'infinity'::date)) desc,
                            called.valid_from <= decided.day desc, abs(called.valid_from - decided.day) limit 1) b on true
left join lateral (select host from shared_host where host_of_key(t.canonical_key) like '%.' || host limit 1) shared on true
cross join lateral (select coalesce('….' || shared.host, split_part(substr(t.canonical_key, 5), '|', 1)) as host,
                           split_part(t.canonical_key, '|', 2) as path, split_part(t.canonical_key, '|', 3) as query) h
-- of what was withdrawn a stub stays, without its address
cross join lateral (select at.place, case when s.status = 'WITHDRAWN' then 'NOTHING' else shown_at(e.category, at.place) end as shown
                    from (select case when t.platform_code = 'WEB' then 'SITE' else 'PLATFORM' end as place) at) m;

create or replace view public_entry_event as
select e.seq, v.* from decided_target e
cross join lateral (
    select d.decided_at as happened_at, 1 as rank,
           case when before.scope is null then 'DECIDED'
                when array_position(ladder.steps, d.scope) > array_position(ladder.steps, before.scope) then 'WIDENED'
                when array_position(ladder.steps, d.scope) < array_position(ladder.steps, before.scope) then 'NARROWED'
                else 'RENEWED' end as kind,
           null::text as number, null::text as party, d.scope, coalesce(d.ends_on, d.review_on) as until
    from restriction_decision d
    cross join (select array['ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM'] as steps) ladder
    left join lateral (select b.scope from restriction_decision b
                       where b.case_target_id = d.case_target_id and b.restriction_id = d.restriction_id and b.decision = 'APPROVED'
                         and b.id < d.id order by b.id desc limit 1) before on true
    where d.case_target_id = e.case_target_id and d.restriction_id = e.restriction_id and d.decision = 'APPROVED'
    union all
    select sent.at, 2, l.kind, l.number, case when n.owner_address is null then platform_name(n.platform_code, (sent.at at time zone 'Asia/Almaty')::date) end, null, null
    from notice n
    join notice_item i on i.notice_id = n.id and i.case_target_id = e.case_target_id
    join letter l on l.notice_id = n.id
    join lateral (select min(a.finished_at) as at from delivery_attempt a
                  where a.letter_id = l.id and a.state in ('SENT', 'SETTLED_AS_SENT')) sent on sent.at is not null
    where n.restriction_id = e.restriction_id
      -- a letter of a restoration is about the targets it names
      and case when exists (select from restoration_letter x where x.letter_id = l.id)
               then exists (select from letter_target x where x.letter_id = l.id and x.case_target_id = e.case_target_id)
               else l.kind <> 'WITHDRAWAL' or exists (select from disposition w where w.case_target_id = e.case_target_id
                                                        and w.disposition in ('WITHDRAWN', 'RESCINDED')) end
    union all
    select o.issued_at, 2, case o.kind when 'CANCEL' then 'ORDER_CANCELLED' else 'ORDER' end, o.number, null, null, null
    from operator_order o join operator_order_item i on i.order_id = o.id and i.case_target_id = e.case_target_id
    where o.restriction_id = e.restriction_id
    union all
    select k.confirmed_at, 3, case k.outcome when 'EXECUTED' then 'CONFIRMED' else 'IMPOSSIBLE' end, o.number, x.operator_name, null, null
    from operator_order o join operator_order_item i on i.order_id = o.id and i.case_target_id = e.case_target_id
    join operator_execution x on x.order_id = o.id
    join operator_confirmation k on k.order_id = x.order_id and k.operator_code = x.operator_code
    where o.restriction_id = e.restriction_id
    union all
    select s.ordered_at, 1, r.kind || '_ORDERED', r.number, null, null, null
    from restoration_target t join restoration r on r.id = t.restoration_id join restoration_order s on s.restoration_id = r.id
    where t.case_target_id = e.case_target_id and s.ordered_at >= e.decided_at
    union all
    select k.confirmed_at, 3, case when k.outcome = 'IMPOSSIBLE' then 'RESTORATION_IMPOSSIBLE' else 'RESTORATION_ANSWERED' end, l.number,
           case when n.owner_address is null then platform_name(n.platform_code, (k.confirmed_at at time zone 'Asia/Almaty')::date) end, null, null
    from letter_target t join restoration_letter x on x.letter_id = t.letter_id join letter l on l.id = t.letter_id
    join notice n on n.id = l.notice_id
    join restoration_confirmation k on k.letter_id = t.letter_id and k.outcome <> 'NO_ANSWER'
    where t.case_target_id = e.case_target_id and n.restriction_id = e.restriction_id
    union all
    select k.looked_at, 4, 'SEEN_' || k.found, r.number, null, null, null
    from restoration_look k join restoration r on r.id = k.restoration_id
    where k.case_target_id = e.case_target_id and k.looked_at >= e.decided_at
    union all
    select d.effective_at, 5, d.disposition, null, null, null, null
    from disposition d
    where d.case_target_id = e.case_target_id and d.effective_at >= e.decided_at
      and d.disposition in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR', 'NOT_COMPLIED', 'ALREADY_UNAVAILABLE',
                            'SUSPENDED', 'BEING_RESTORED', 'RESTRICTION_LIFTED', 'WITHDRAWN', 'RESCINDED', 'NO_VIOLATION',
                            'OUT_OF_COMPETENCE')
) v;

create or replace view public_entry_number as
select c.number, r.id as restriction_id, t.case_target_id
from case_file c join restriction r on r.case_id = c.id join restriction_target t on t.restriction_id = r.id
union all
select n.number, n.restriction_id, i.case_target_id from notice n join notice_item i on i.notice_id = n.id
union all
select o.number, o.restriction_id, i.case_target_id from operator_order o join operator_order_item i on i.order_id = o.id
union all
select r.number, x.id, t.case_target_id from restoration r join restoration_target t on t.restoration_id = r.id
join restriction x on x.case_id = r.case_id;

create or replace view public_notice as
select n.number, n.platform_code as platform,
       platform_name(n.platform_code, (sent.at at time zone 'Asia/Almaty')::date) as platform_name, n.owner_address is not null as to_owner, n.request, sent.at as sent_at,
       r.number as restriction_number, c.category, l.act_en, l.article, l.paragraph, j.court, j.number as court_act_number,
       j.act_date as court_act_date,
       (select min(f.happened_at) from letter x join delivery_proof f on f.letter_id = x.id
        where x.notice_id = n.id and x.kind = 'NOTICE' and f.kind <> 'FAILURE_REPORT') as received_at,
       -- as a whole: by a gate, or item by item until none is left
       n.state = 'WITHDRAWN' or exists (select from letter w where w.notice_id = n.id and w.kind = 'WITHDRAWAL'
                                        and not exists (select from restoration_letter x where x.letter_id = w.id)) as rescinded,
       coalesce(n.owner_language, 'ru') as language,
       counted.items, counted.done, counted.settled
from notice n
join restriction r on r.id = n.restriction_id
join case_file c on c.id = n.case_id
join legal_basis l on l.id = r.legal_basis
left join judicial_act j on j.id = r.judicial_act
join lateral (select min(a.finished_at) as at from letter x join delivery_attempt a on a.letter_id = x.id
              where x.notice_id = n.id and x.kind = 'NOTICE' and a.state in ('SENT', 'SETTLED_AS_SENT')) sent on sent.at is not null
cross join lateral (select count(*) as items, count(*) filter (where i.outcome in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED')) as done,
                           count(*) filter (where i.outcome <> 'PENDING') as settled
                    from notice_item i where i.notice_id = n.id) counted
where not exists (select from never_published q where q.category = c.category);

create or replace view public_notice_item as
select n.number as notice_number, e.seq
from notice n
join notice_item i on i.notice_id = n.id
join decided_target e on e.case_target_id = i.case_target_id and e.restriction_id = n.restriction_id
where i.undone_by is null or exists (select from restoration r where r.id = i.undone_by and r.kind = 'SUSPENSION');
create index on restoration_look (case_target_id);
