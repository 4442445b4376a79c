-- What is sealed is undone as fast as anything else: a measure that an appeal took away is opened by the group at once, and one whose ground
-- fell is reviewed by the end of the next day.

-- The number of the appeal that took the measures away; empty for what falls due or was being undone when the case was sealed.
alter table sealed_measure_review add column occasion text not null default '';
drop index one_open_sealed_measure_review;
create unique index one_open_sealed_measure_review on sealed_measure_review (case_id, occasion) where open;
create index sealed_measure_review_of_occasion on sealed_measure_review (occasion) where open and occasion <> '';

alter table sealed_measure_word drop constraint sealed_measure_word_word_check;
alter table sealed_measure_word add constraint sealed_measure_word_word_check
    check (word in ('RENEWED', 'LIFTED', 'ENDED', 'CANCELLED'));

-- A review stays open as long as something it lifted is closed; what nobody had been asked for needs no opening.
create or replace function keep_sealed_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update restriction_measure set due_on = new.review_on where id = new.measure_id;
    update sealed_measure_review v set open = exists (
        select from sealed_measure_word w join restriction_measure m on m.id = w.measure_id
        join current_disposition d on d.case_target_id = m.case_target_id
        where w.review_id = v.id and w.word <> 'RENEWED' and d.disposition = 'BEING_RESTORED')
    where v.id = new.review_id;
    return null;
end $$;

-- The day of review of a sealed measure comes earlier, never later; any other measure keeps its day.
create function bring_sealed_review_forward(measure uuid, day date) returns void language sql security definer
    set search_path = public, pg_temp as $$
    update restriction_measure m set due_on = day
    where m.id = measure and (m.due_on is null or m.due_on > day)
      and exists (select from case_target t join sealed_case s on s.case_id = t.case_id where t.id = m.case_target_id)
$$;
revoke all on function bring_sealed_review_forward(uuid, date) from public;
grant execute on function bring_sealed_review_forward(uuid, date) to ${runtime-role};

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
