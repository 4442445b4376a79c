-- What people who appealed said of themselves and of their matter goes like the rest; the appeal, its decision and its outcome stay.

-- An appeal is over when its last step has ended, and three months have passed since: the term of a claim to a court is not longer.
create view appeal_over as
select p.id as appeal_id, greatest(max(m.effective_at), max(d.recorded_at)) + interval '3 months' as over_at
from appeal p join state_move m on m.subject = p.id left join appeal_fulfilment d on d.appeal_id = p.id
where not exists (select from open_appeal o where o.id = p.id)
group by p.id;
grant select on appeal_over to ${runtime-role};

-- As before, but an appeal is open until its last step, and a filing that nobody answered for keeps no case open.
create or replace view case_over as
select f.id as case_id, greatest(f.closed_at, m.last, a.last) + interval '3 months' as over_at
from case_file f
left join lateral (
    select max(s.effective_at) as last,
           bool_or(r.state not in ('PROPOSED', 'PROPORTIONALITY_CHECKED', 'REFUSED', 'FAILED', 'EXPIRED', 'ANNULLED', 'REMOVED')) as stands
    from case_target t join restriction_measure r on r.case_target_id = t.id join state_move s on s.subject = r.id
    where t.case_id = f.id) m on true
left join lateral (
    select greatest(max(s.effective_at), max(d.recorded_at)) as last
    from appeal p join state_move s on s.subject = p.id left join appeal_fulfilment d on d.appeal_id = p.id
    where p.case_id = f.id) a on true
where f.closed_at is not null and m.stands is not true
    and not exists (select from open_appeal p where p.case_id = f.id)
    and not exists (select from kept_sealed k where k.case_id = f.id);

-- The term of what belongs to an appeal runs from its end, and waits for the end of its case; an appeal can belong to none.
insert into retention_type (code, no, disposed_by, table_name, left_over, belongs, counts_from, change, content, what_ru, what_kk, what_en) values
    ('APPELLANT', 25, 'STATEMENT', 'appellant', 'true',
     '(select case when exists (select from sealed_case s where s.case_id = a.case_id) then null else a.case_id end from appeal a where a.id = t.appeal_id)',
     '(select o.over_at from appeal_over o where o.appeal_id = t.appeal_id)', null, 'null',
     'Имя, контакты и представитель заявителя жалобы; жалоба, решение и исход остаются',
     'Шағым берушінің аты, байланыстары және өкілі; шағым, шешім және нәтиже қалады',
     'Name, contact and representative of an appellant; the appeal, its decision and outcome stay'),
    ('APPEAL_TEXT', 26, 'STATEMENT', 'appeal', 't.grounds <> ''disposed''', 't.case_id',
     '(select o.over_at from appeal_over o where o.appeal_id = t.id)', 'grounds = ''disposed'', demands = '''', evidence = ''''', 'null',
     'Доводы, требования и доказательства в жалобе; номер, решение с мотивами и исход остаются',
     'Шағымдағы дәлелдер, талаптар мен айғақтар; нөмірі, уәжді шешім және нәтиже қалады',
     'Grounds, demands and evidence in an appeal; number, decision with its reasons and outcome stay'),
    ('APPEAL_WORDS', 27, 'STATEMENT', 'appeal_words', 'true', '(select a.case_id from appeal a where a.id = t.appeal_id)',
     '(select o.over_at from appeal_over o where o.appeal_id = t.appeal_id)', null, 'null',
     'Дополнения заявителя к жалобе', 'Шағым берушінің шағымға қосымша сөздері', 'What an appellant added to an appeal'),
    ('APPEAL_MINUTES', 28, 'STATEMENT', 'appeal_minutes', 't.minutes not in ('''', ''disposed'')',
     '(select a.case_id from appeal a where a.id = t.appeal_id)',
     '(select o.over_at from appeal_over o where o.appeal_id = t.appeal_id)', 'minutes = ''disposed''', 'null',
     'Протокол заслушивания по жалобе; его день и исход остаются',
     'Шағым бойынша тыңдау хаттамасы; күні мен нәтижесі қалады',
     'Minutes of the hearing of an appeal; its day and outcome stay'),
    ('HEARING_WORDS', 29, 'STATEMENT', 'hearing_outcome', 't.words not in ('''', ''disposed'')',
     '(select r.case_id from hearing h join restriction_round o on o.id = h.round_id join restriction r on r.id = o.restriction_id where h.id = t.hearing_id)',
     '', 'words = ''disposed''', 'null',
     'Слова участников на заслушивании у органа; день, исход и решение остаются',
     'Органдағы тыңдауда қатысушылар айтқан сөздер; күні, нәтижесі және шешім қалады',
     'What participants said at a hearing of the body; day, outcome and decision stay'),
    ('APPELLANT_LOOK', 53, 'STATEMENT', 'appellant_look', 'true', '(select a.case_id from appeal a where a.id = t.appeal_id)', 't.looked_at',
     null, 'null',
     'Журнал просмотров имени заявителя', 'Шағым берушінің атын қарау журналы', 'Log of who looked at the name of an appellant');

insert into retention_rule (type, amount, unit, house_rule, verified, source, valid_from)
select type, amount, 'YEARS', true, false, source, date '2023-09-10' from (values
    ('APPELLANT', 1, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('APPEAL_TEXT', 3, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('APPEAL_WORDS', 3, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('APPEAL_MINUTES', 3, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('HEARING_WORDS', 3, 'Set by the unit; Law on Personal Data and their Protection 94-V: no longer than the purpose needs'),
    ('APPELLANT_LOOK', 5, 'Set by the unit; limitation of disciplinary matters not checked')
) as r(type, amount, source);
