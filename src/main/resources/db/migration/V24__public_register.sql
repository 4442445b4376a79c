-- What everybody may read: each decided measure with its basis, scope, end and history, and the daily files made of it. Everything public
-- is read through the views public_entry, public_entry_event and public_notice: what they do not have, nobody outside sees.

-- How the address of an entry is shown, by category and by where it is: a later row replaces an earlier one. '*' is every category
-- without a row of its own. ADDRESS as it is; HOST without what follows the host, on a platform the platform only, since accounts
-- can be names of people; NOTHING at all; NEVER: no entry, no trace.
create table publication_rule (
    category    text        not null check (category <> ''),
    place       text        not null check (place in ('SITE', 'PLATFORM')),
    shown       text        not null check (shown in ('ADDRESS', 'HOST', 'NOTHING', 'NEVER')),
    reason      text        not null check (reason <> ''),
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (category, place, recorded_at)
);

create view current_publication_rule as
select distinct on (category, place) * from publication_rule order by category, place, recorded_at desc;

insert into publication_rule (category, place, shown, reason) values
    ('*', 'SITE', 'NOTHING', 'Nobody has yet weighed what publishing such addresses does'),
    ('*', 'PLATFORM', 'NOTHING', 'Nobody has yet weighed what publishing such addresses does'),
    ('FINANCIAL_PYRAMID', 'SITE', 'HOST', 'People must be able to recognise the site; the page that takes deposits is not advertised'),
    ('FINANCIAL_PYRAMID', 'PLATFORM', 'HOST', 'Accounts can be names of people'),
    ('PYRAMID_ADVERTISING', 'SITE', 'HOST', 'People must be able to recognise the site; referral links are not spread'),
    ('PYRAMID_ADVERTISING', 'PLATFORM', 'HOST', 'Accounts can be names of people'),
    ('ILLEGAL_GAMBLING', 'SITE', 'HOST', 'The site is named, the way into the game is not'),
    ('ILLEGAL_GAMBLING', 'PLATFORM', 'HOST', 'Accounts can be names of people'),
    ('LOTTERY_BY_NON_OPERATOR', 'SITE', 'HOST', 'The site is named, the page that sells is not'),
    ('LOTTERY_BY_NON_OPERATOR', 'PLATFORM', 'HOST', 'Accounts can be names of people'),
    ('FRAUD_PHISHING', 'SITE', 'HOST', 'People must be able to recognise the site; the page that asks for their data is not spread'),
    ('FRAUD_PHISHING', 'PLATFORM', 'HOST', 'Accounts can be names of people'),
    ('DRUG_SALE', 'SITE', 'NOTHING', 'A list of shops would be a list of offers'),
    ('DRUG_SALE', 'PLATFORM', 'NOTHING', 'A list of shops would be a list of offers'),
    ('CHILD_SEXUAL_ABUSE_MATERIAL', 'SITE', 'NEVER', 'Every trace leads to a child'),
    ('CHILD_SEXUAL_ABUSE_MATERIAL', 'PLATFORM', 'NEVER', 'Every trace leads to a child');

-- Sites on which people have a name of their own in front of the site's: that name is not shown.
create table shared_host (
    host        text        primary key check (host <> ''),
    recorded_at timestamptz not null default clock_timestamp()
);
insert into shared_host (host) values ('blogspot.com'), ('wordpress.com'), ('tumblr.com'), ('github.io'), ('medium.com'), ('substack.com'),
    ('narod.ru'), ('ucoz.ru'), ('blog.example');

-- ADDRESS, HOST, NOTHING or NEVER for a category at a place.
create function shown_at(asked_category text, asked_place text) returns text language sql stable
return coalesce((select shown from current_publication_rule where category = asked_category and place = asked_place),
                (select shown from current_publication_rule where category = '*' and place = asked_place), 'NOTHING');

create view never_published as
select distinct category from current_publication_rule where shown = 'NEVER';

-- The host in a key web:host:port|path|query, without the port; null for what is no page of a site.
create function host_of_key(canonical_key text) returns text language sql immutable parallel safe
return case when starts_with(canonical_key, 'web:')
    then regexp_replace(split_part(substr(canonical_key, 5), '|', 1), ':[0-9]+$', '') end;

-- Whatever stands on a host or below it, found from its end.
create index target_by_host on target (reverse(host_of_key(canonical_key)) text_pattern_ops) where platform_code = 'WEB';
create index target_by_platform on target (platform_code) where platform_code <> 'WEB';
create index approved_decision on restriction_decision (case_target_id, id) where decision = 'APPROVED';
create index on operator_order (restriction_id);

-- What a platform was called on that day; on a day that no row covers, by the nearest one.
create function platform_name(code text, day date) returns text language sql stable
return (select p.name from current_platform_profile p where p.platform_code = code
        order by (day between p.valid_from and coalesce(p.valid_to, 'infinity'::date)) desc, p.valid_from <= day desc, abs(p.valid_from - day)
        limit 1);

-- Each target that the authorised body once decided to restrict, by its first decision. The last conditions are the one place that says
-- what the public never sees: child sexual abuse material by its category, and with it whatever is sealed.
create view decided_target as
select d.id as seq, d.restriction_id, d.case_target_id, ct.target_id, ct.no, c.id as case_id, c.category, r.number as restriction_number,
       d.decided_at, c.opened_at as detected_at, r.legal_basis, r.judicial_act
from restriction_decision d
join restriction r on r.id = d.restriction_id
join case_target ct on ct.id = d.case_target_id
join case_file c on c.id = ct.case_id
where d.decision = 'APPROVED'
  and not exists (select from restriction_decision earlier
                  where earlier.case_target_id = d.case_target_id and earlier.restriction_id = d.restriction_id
                    and earlier.decision = 'APPROVED' and earlier.id < d.id)
  -- "is not true" keeps the planner from estimating that a common category hides everything, and from reading all to find out
  and (exists (select from never_published n where n.category = c.category)) is not true;

-- One row per entry, only what may be shown.
create view public_entry as
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

-- What happened to an entry, oldest first by happened_at: decisions, letters that left, orders, what they had as their effect.
create view public_entry_event as
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
      and (l.kind <> 'WITHDRAWAL' or exists (select from disposition w where w.case_target_id = e.case_target_id
                                               and w.disposition in ('WITHDRAWN', 'RESCINDED')))
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
    select d.effective_at, 4, d.disposition, null, null, null, null
    from disposition d
    where d.case_target_id = e.case_target_id and d.effective_at >= e.decided_at
      and d.disposition in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED', 'RESTRICTED_BY_OPERATOR', 'NOT_COMPLIED', 'ALREADY_UNAVAILABLE',
                            'RESTRICTION_LIFTED', 'WITHDRAWN', 'RESCINDED', 'NO_VIOLATION', 'OUT_OF_COMPETENCE')
) v;

-- The numbers an entry is known by, besides its own: of the case, of the notice, of the order.
create view public_entry_number as
select c.number, r.id as restriction_id, t.case_target_id
from case_file c join restriction r on r.case_id = c.id join restriction_target t on t.restriction_id = r.id
union all
select n.number, n.restriction_id, i.case_target_id from notice n join notice_item i on i.notice_id = n.id
union all
select o.number, o.restriction_id, i.case_target_id from operator_order o join operator_order_item i on i.order_id = o.id;

-- Every notice that left, with what it asked for; its addresses are the entries of public_notice_item.
create view public_notice as
select n.number, n.platform_code as platform,
       platform_name(n.platform_code, (sent.at at time zone 'Asia/Almaty')::date) as platform_name, n.owner_address is not null as to_owner, n.request, sent.at as sent_at,
       r.number as restriction_number, c.category, l.act_en, l.article, l.paragraph, j.court, j.number as court_act_number,
       j.act_date as court_act_date,
       (select min(f.happened_at) from letter x join delivery_proof f on f.letter_id = x.id
        where x.notice_id = n.id and x.kind = 'NOTICE' and f.kind <> 'FAILURE_REPORT') as received_at,
       exists (select from letter w where w.notice_id = n.id and w.kind = 'WITHDRAWAL') as rescinded,
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

create view public_notice_item as
select n.number as notice_number, e.seq
from notice n
join notice_item i on i.notice_id = n.id
join decided_target e on e.case_target_id = i.case_target_id and e.restriction_id = n.restriction_id;

-- The files of a day. A row is written when the files are whole; what it names never changes.
create table open_data_file (
    name     text        primary key check (name ~ '^[a-z0-9-]+(\.[a-z]+)+$'),
    day      date        not null,
    records  int         not null check (records >= 0),
    size     bigint      not null check (size > 0),
    sha256   text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    made_at  timestamptz not null
);
create index on open_data_file (day desc, name);

grant select, insert on publication_rule, shared_host, open_data_file to ${runtime-role};
grant select on current_publication_rule, never_published, decided_target, public_entry, public_entry_event, public_entry_number,
    public_notice, public_notice_item to ${runtime-role};

-- Everything that points into the store; what is not in here, nobody needs any more. Whoever adds such a column adds it here.
create index on letter_paper (pdf_sha256);
create index on notice_draft (pdf_sha256);
create index on body_notification (pdf_sha256);
create index on operator_order (pdf_sha256);
create index on referral_paper (sha256);
create index on platform_relation_file (sha256);
create index on detection_import (sha256);
create index on inbound_mail (raw_sha256);
create index on open_data_file (sha256);
create view content_needed as
select e.sha256 from evidence e where not exists (select from disposed_evidence d where d.evidence_id = e.id)
union all
select w.sha256 from working_copy w where not exists (select from disposed_evidence d where d.evidence_id = w.evidence_id)
union all select pdf_sha256 from letter_paper
union all select pdf_sha256 from notice_draft
union all select pdf_sha256 from body_notification
union all select pdf_sha256 from operator_order
union all select sha256 from referral_paper
union all select sha256 from platform_relation_file
union all select sha256 from detection_import
union all select raw_sha256 from inbound_mail
union all select sha256 from open_data_file;
grant select on content_needed to ${runtime-role};
