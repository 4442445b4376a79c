-- What is sealed is undone as fast as anything else: a measure that an appeal took away is opened by the group at once, and one whose ground
-- fell is reviewed by the end of the next day. What is undone for some targets leaves a proposal about the others waiting for a person.

-- The number of the appeal that took the measures away; empty for what falls due or was being undone when the case was sealed.
alter table sealed_measure_review add column occasion text not null default '';
drop index one_open_sealed_measure_review;
create unique index one_open_sealed_measure_review on sealed_measure_review (case_id, occasion) where open;

alter table sealed_measure_word drop constraint sealed_measure_word_word_check;
alter table sealed_measure_word add constraint sealed_measure_word_word_check
    check (word in ('RENEWED', 'LIFTED', 'ENDED', 'CANCELLED'));

-- The measures that a review waits for a word on; where an appeal took them away there is nothing to decide.
create function standing_in_sealed_review(review uuid) returns table (measure_id uuid) language sql stable as $$
    select m.id from sealed_measure_review v join case_target ct on ct.case_id = v.case_id join standing_measure m on m.case_target_id = ct.id
    where v.id = review and v.occasion = '' and m.due_on <= v.due_on
      and not exists (select from sealed_measure_word w where w.review_id = v.id and w.measure_id = m.id)
$$;

-- The targets that were lifted in a review and are closed still; what nobody had been asked for needs no opening.
create function closed_in_sealed_review(review uuid) returns table (case_target_id uuid) language sql stable as $$
    select distinct m.case_target_id from sealed_measure_word w join restriction_measure m on m.id = w.measure_id
    join current_disposition d on d.case_target_id = m.case_target_id
    where w.review_id = review and w.word <> 'RENEWED' and d.disposition = 'BEING_RESTORED'
$$;

-- Reviews stay open as long as something is to be decided or opened; a word in one may leave another of its case with nothing.
create or replace function keep_sealed_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update restriction_measure set due_on = new.review_on where id = new.measure_id;
    update sealed_measure_review v set open = false
    where v.open and v.case_id = (select case_id from sealed_measure_review where id = new.review_id)
      and not exists (select from closed_in_sealed_review(v.id)) and not exists (select from standing_in_sealed_review(v.id));
    return null;
end $$;

-- The day of review of a sealed measure comes earlier, never later; any other measure keeps its day. So does the review that asks about some of
-- them; one that was answered, and only waits for its opening, falls behind and is taken up again.
create function bring_sealed_review_forward(measure uuid, day date) returns void language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    its_case uuid := (select ct.case_id from restriction_measure m join case_target ct on ct.id = m.case_target_id
                      join sealed_case s on s.case_id = ct.case_id where m.id = measure);
begin
    update sealed_measure_review v
    set due_on = least(v.due_on, case when exists (select from standing_in_sealed_review(v.id)) then day else day - 1 end)
    where v.case_id = its_case and v.open and v.occasion = '';
    update restriction_measure set due_on = day where id = measure and due_on > day and its_case is not null;
end $$;

-- A review that only waits for its opening asks about what falls due meanwhile.
create function take_up_sealed_review(review uuid, day date) returns void language sql security definer set search_path = public, pg_temp as $$
    update sealed_measure_review v set due_on = day
    where v.id = review and v.open and v.occasion = '' and not exists (select from standing_in_sealed_review(v.id))
$$;
revoke all on function bring_sealed_review_forward(uuid, date), take_up_sealed_review(uuid, date) from public;
grant execute on function bring_sealed_review_forward(uuid, date), take_up_sealed_review(uuid, date) to ${runtime-role};

-- What waits in cases that were sealed before: an appeal that was granted, a proposal that nobody answered.
update restriction_measure m set due_on = least(m.due_on, current_date + 1)
from case_target ct join sealed_case s on s.case_id = ct.case_id
where ct.id = m.case_target_id and m.due_on is not null and exists (select from standing_measure t where t.id = m.id)
  and (exists (select from appeal_contested c join appeal a on a.id = c.appeal_id
               where c.case_target_id = ct.id and a.state = 'RESTORATION_ORDERED')
       or exists (select from restoration_target x join restoration r on r.id = x.restoration_id
                  where x.case_target_id = ct.id and r.kind = 'RESTORATION'
                    and not exists (select from restoration_order o where o.restoration_id = r.id)
                    and not exists (select from restoration_end e where e.restoration_id = r.id)));

-- In a sealed case nothing is suspended for a time, so the exception follows from the seal: whoever records it has judged nothing yet.
create or replace function take_part_in_appeal_exception() returns trigger language plpgsql as $$
begin
    insert into participation (case_id, person, side, role, decision)
    select a.case_id, new.decided_by, 'APPEAL', 'APPEAL_EXCEPTION', c.case_target_id
    from appeal a join appeal_contested c on c.appeal_id = a.id
    where a.id = new.appeal_id and not exists (select from kept_sealed s where s.case_id = a.case_id)
    on conflict do nothing;
    return null;
end $$;

-- What was suspended may be unable to stand again: its provision fell meanwhile, or its case was sealed.
alter table appeal_suspension_end drop constraint appeal_suspension_end_how_check;
alter table appeal_suspension_end add constraint appeal_suspension_end_how_check
    check (how in ('RESUMED', 'FINAL', 'PARTLY', 'OTHERS_GO_ON', 'NOTHING_TO_RESUME', 'STAYS_OPEN'));

-- What a restoration is about: a proposal leaves out what was ordered to be undone before anybody had answered it.
create function targets_of_restoration(asked uuid) returns table (case_target_id uuid) language sql stable as $$
    select t.case_target_id from restoration_target t join restoration r on r.id = t.restoration_id
    left join restoration_order o on o.restoration_id = r.id left join restoration_end e on e.restoration_id = r.id
    where r.id = asked and (r.kind <> 'RESTORATION' or not exists (
        select from restoration_target l join restoration later on later.id = l.restoration_id
        join restoration_order taken on taken.restoration_id = later.id
        where l.case_target_id = t.case_target_id and later.kind = 'RESTORATION' and later.number > r.number
          and taken.ordered_at <= coalesce(o.ordered_at, e.ended_at, 'infinity')))
$$;
