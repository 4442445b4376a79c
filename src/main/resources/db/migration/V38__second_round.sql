-- A case that was reopened may have a second restriction while the first one stands: what is said about a target is said about the
-- restriction that it is under.

-- The restriction that a target is under, or was under last.
create function restriction_over(target uuid) returns uuid language sql stable as $$
    select o.restriction_id from restriction_measure m join restriction_round o on o.id = m.round_id join restriction r on r.id = o.restriction_id
    where m.case_target_id = target order by m.proposed_at desc, r.number desc limit 1
$$;

-- Nothing stands any more of a restriction whose target is sought under a later one.
create or replace view standing_measure as
select m.id, o.restriction_id, m.case_target_id, m.state, m.due_on
from restriction_measure m join restriction_round o on o.id = m.round_id
where m.state in ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
  and (select d.disposition from disposition d where d.case_target_id = m.case_target_id order by d.id desc limit 1) not in
      ('IN_QUALIFICATION', 'REFERRED', 'RESTRICTION_REFUSED', 'RESTRICTION_LIFTED', 'BEING_RESTORED', 'WITHDRAWN', 'NO_VIOLATION',
       'OUT_OF_COMPETENCE', 'DUPLICATE', 'RESCINDED', 'MOVED')
  and not exists (select from restriction_measure later join restriction_round n on n.id = later.round_id
                  where later.case_target_id = m.case_target_id and later.proposed_at > m.proposed_at and n.restriction_id <> o.restriction_id);

-- ---- an entry of the register is about its own restriction -----------------------------------------------------------------------

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
left join lateral (select reopened.id, reopened.effective_at from disposition reopened
                   where reopened.case_target_id = e.case_target_id and reopened.disposition = 'IN_QUALIFICATION'
                     and reopened.effective_at > e.decided_at order by reopened.id limit 1) again on true
cross join lateral (select min(n.decided_at) as decided_at from restriction_decision n
                    where n.case_target_id = e.case_target_id and n.decision = 'APPROVED' and n.restriction_id <> e.restriction_id
                      and n.id > e.seq) next
join target t on t.id = e.target_id
join legal_basis l on l.id = e.legal_basis
left join judicial_act j on j.id = e.judicial_act
-- the decision that counts now
join lateral (select d.scope, d.review_on, d.ends_on, d.decided_at from restriction_decision d
              where d.case_target_id = e.case_target_id and d.restriction_id = e.restriction_id and d.decision = 'APPROVED'
              order by d.id desc limit 1) last on true
-- where its own measure stands: to the day the target was qualified anew, unless that took back what had been decided
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
              from disposition d
              where d.case_target_id = e.case_target_id
                and (again.id is null or d.id < again.id
                     or d.disposition in ('NO_VIOLATION', 'OUT_OF_COMPETENCE', 'RESCINDED')
                        and (next.decided_at is null or d.effective_at < next.decided_at))
              order by d.id desc limit 1) s on true
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
left join lateral (select reopened.id, reopened.effective_at from disposition reopened
                   where reopened.case_target_id = e.case_target_id and reopened.disposition = 'IN_QUALIFICATION'
                     and reopened.effective_at > e.decided_at order by reopened.id limit 1) again on true
cross join lateral (select min(n.decided_at) as decided_at from restriction_decision n
                    where n.case_target_id = e.case_target_id and n.decision = 'APPROVED' and n.restriction_id <> e.restriction_id
                      and n.id > e.seq) next
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
      and (again.id is null or s.ordered_at <= again.effective_at)
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
      and (again.id is null or k.looked_at <= again.effective_at)
    union all
    select d.effective_at, 5, d.disposition, null, null, null, null
    from disposition d
    where d.case_target_id = e.case_target_id and d.effective_at >= e.decided_at
      and (again.id is null or d.id < again.id
           or d.disposition in ('NO_VIOLATION', 'OUT_OF_COMPETENCE', 'RESCINDED')
              and (next.decided_at is null or d.effective_at < next.decided_at))
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
cross join lateral (select d.restriction_id as id from restriction_decision d
                    where d.case_target_id = t.case_target_id and d.decision = 'APPROVED' and d.decided_at <= r.opened_at
                    order by d.id desc limit 1) x;

-- ---- which decision an appeal contests ------------------------------------------------------------------------------------------

alter table appeal_contested add column restriction_id uuid references restriction;

-- What the appellant named, by its number or by that of a notice or an order of it; else what was decided on the target last when the appeal
-- came, or what is sought.
create function contested_restriction(of_appeal uuid, target uuid) returns uuid language sql stable as $$
    select coalesce(
        (select n.id from restriction n join restriction_target t on t.restriction_id = n.id and t.case_target_id = target
         where n.number = substring(upper(a.contested) from '^\s*(R-\d{4}-\d{1,12})')),
        (select case when count(distinct n.restriction_id) = 1 then (array_agg(n.restriction_id))[1] end from public_entry_number n
         where n.number = substring(upper(a.contested) from '^\s*([A-Z]{1,2}-\d{4}-\d{1,12})') and n.case_target_id = target),
        (select d.restriction_id from restriction_decision d
         where d.case_target_id = target and d.decision = 'APPROVED' and d.decided_at <= a.received_at order by d.id desc limit 1),
        restriction_over(target))
    from appeal a where a.id = of_appeal
$$;

create function name_contested() returns trigger language plpgsql as $$
begin
    new.restriction_id := contested_restriction(new.appeal_id, new.case_target_id);
    return new;
end $$;
create trigger name_contested before insert on appeal_contested for each row execute function name_contested();
update appeal_contested set restriction_id = contested_restriction(appeal_id, case_target_id);

-- What a later restriction has taken over is held by no appeal against the earlier one.
create or replace view appeal_hold as
select c.case_target_id, s.appeal_id
from appeal_suspension s join appeal_contested c on c.appeal_id = s.appeal_id
where s.suspended and not exists (select from appeal_suspension_end e where e.appeal_id = s.appeal_id)
  and c.restriction_id is not distinct from restriction_over(c.case_target_id);

-- Art. 98(6): nobody is worse off for having appealed, compared with the decision that is contested. A measure that is looked at again on a day
-- counts as ending on it, for it is lifted then unless somebody renews it; what takes its place has an end of its own.
create or replace function refuse_worsening() returns trigger language plpgsql as $$
begin
    if new.scope is not null and not exists (
            select from (select d.scope, least(d.review_on, d.ends_on) as until from appeal_contested k join restriction_decision d
                             on d.case_target_id = k.case_target_id and d.restriction_id = k.restriction_id
                         where k.appeal_id = new.appeal_id and k.case_target_id = new.case_target_id and d.decision = 'APPROVED'
                         order by d.id desc limit 1) c
            where scope_step(new.scope) <= scope_step(c.scope) and new.ends_on <= c.until) then
        raise exception 'worse than what was contested' using errcode = 'check_violation', constraint = 'no_worsening';
    end if;
    return new;
end $$;

-- A decision may cancel the measure of one target and leave that of another; where nothing was suspended there is nothing to publish.
create or replace view public_appeal_event as
select d.seq, s.decided_at as happened_at, 5 as rank, case when s.suspended then 'APPEAL_SUSPENDS' else 'APPEAL_SUSPENDS_NOT' end as kind,
       null::text as number, null::text as party, null::text as scope, null::date as until
from appeal_suspension s join appeal_contested c on c.appeal_id = s.appeal_id
join decided_target d on d.case_target_id = c.case_target_id and d.restriction_id = c.restriction_id
where s.suspended or s.exception is not null
union all
select d.seq, x.decided_at, 5, 'APPEAL_TERM_EXTENDED', null, null, null, x.until
from appeal_extension x join appeal_contested c on c.appeal_id = x.appeal_id
join decided_target d on d.case_target_id = c.case_target_id and d.restriction_id = c.restriction_id
union all
select d.seq, v.decided_at, 5,
       'APPEAL_' || case when v.outcome in ('CANCELLED', 'CANCELLED_NEW_ACT') and not t.restored then 'DISMISSED' else v.outcome end,
       null, null, t.scope, t.ends_on
from appeal_decision v join appeal_decision_target t on t.appeal_id = v.appeal_id
join appeal_contested c on c.appeal_id = t.appeal_id and c.case_target_id = t.case_target_id
join decided_target d on d.case_target_id = c.case_target_id and d.restriction_id = c.restriction_id
union all
select d.seq, j.recorded_at, 5, 'COURT_' || j.outcome, null, null, null, null
from appeal_judgment j join appeal_contested c on c.appeal_id = j.appeal_id
join decided_target d on d.case_target_id = c.case_target_id and d.restriction_id = c.restriction_id;

-- ---- a fall that a correction of the register takes back ------------------------------------------------------------------------------

-- The same basis can fall again on the same day, truly.
alter table fallen_basis drop constraint fallen_basis_pkey;
alter table fallen_basis add column id bigint generated always as identity primary key;
alter table fallen_basis add column taken_back_by text; -- the change of the register that says it stood
alter table fallen_basis add column taken_back_person text;
alter table fallen_basis add column taken_back_at timestamptz;
alter table fallen_basis add column released_at timestamptz; -- since when its proposal does not wait for it any more
create unique index one_fall_that_counts on fallen_basis (restriction_id, register, row_key, fell_on) where taken_back_at is null;
create index on fallen_basis (restoration);
drop index fallen_basis_waiting;
create index fallen_basis_waiting on fallen_basis (found_at, restriction_id) where restoration is null and taken_back_at is null;
create index fallen_basis_to_release on fallen_basis (id) where taken_back_at is not null and released_at is null;
grant update (taken_back_by, taken_back_person, taken_back_at, released_at) on fallen_basis to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};

-- A restoration that was proposed because a basis fell, which stands after all.
create table restoration_ground_stands (
    restoration_id uuid primary key references restoration,
    occasion       text        not null, -- the change of the register that says so
    recorded_by    text        not null,
    recorded_at    timestamptz not null
);
grant select, insert on restoration_ground_stands to ${runtime-role};

alter table restoration_end drop constraint restoration_end_outcome_check;
alter table restoration_end add constraint restoration_end_outcome_check check (outcome in ('CONFIRMED', 'KEPT', 'GROUND_STANDS'));

-- ---- terms that end without a breach ----------------------------------------------------------------------------------------------------

-- A right that somebody may use or leave, or the time that must pass before something may be done: nobody owes anything by then.
create table unowed_term (
    rule_code text primary key,
    why       text not null
);
insert into unowed_term values
    ('objection-2wd', 'Administrative Procedural Code, art. 73(3): whoever is heard may object; who does not has not failed anybody'),
    ('hearing-3wd', 'Administrative Procedural Code, art. 73(1): not before it is over may the decision be made'),
    ('minutes-remarks-3wd', 'Administrative Procedural Code, art. 74: a participant may remark on the minutes'),
    ('complaint-3m', 'Administrative Procedural Code, art. 92: whoever is affected may appeal, and later as well'),
    ('court-claim-1m', 'Administrative Procedural Code, art. 136: the appellant may go to court');
grant select on unowed_term to ${runtime-role};

alter table clock_event drop constraint clock_event_state_check;
alter table clock_event add constraint clock_event_state_check check (state in ('RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED', 'ENDED'));
alter table clock_state drop constraint clock_state_state_check;
alter table clock_state add constraint clock_state_state_check check (state in ('RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED', 'ENDED'));
drop index one_end_per_clock;
create unique index one_end_per_clock on clock_event (clock_id) where state in ('MET', 'BREACHED', 'CANCELLED', 'ENDED');

-- What was recorded as a breach before stays recorded; how the clock stands is that it ended.
update clock_state s set state = 'ENDED' from clock c
where c.id = s.clock_id and s.state = 'BREACHED' and c.rule_code in (select rule_code from unowed_term);
