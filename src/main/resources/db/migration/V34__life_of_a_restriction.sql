-- What was left of the life of a restriction and of its undoing: the mail in which a confirmation was read, and the term of the look.

-- The mail in which a person read the addressee's word; missing where it came another way.
alter table restoration_confirmation add column mail_id uuid references inbound_mail;
create index on restoration_confirmation (mail_id) where mail_id is not null;
create index on inbound_mail_match (letter_id) where letter_id is not null;

insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source, verified, valid_from) values
    ('restoration-look', 24, 'HOURS',
     'Закон РК «О связи», ст. 41-1 п. 6: доступ восстанавливается незамедлительно; человек проверяет это в течение 24 часов после последнего ответа (порядок работы подразделения)',
     '«Байланыс туралы» ҚР Заңы, 41-1-бап, 6-тармақ: қолжетімділік дереу қалпына келтіріледі; адам мұны соңғы жауаптан кейін 24 сағат ішінде тексереді (бөлімшенің жұмыс тәртібі)',
     'Law on Communications, article 41-1(6): access is restored immediately; a person looks whether it is within 24 hours after the last answer (working order of the unit)',
     'Immediately by law; the 24 hours of the look are set by the unit, no term of law', false, date '2020-07-02');

-- ---- measures in sealed cases ---------------------------------------------------------------------------------------------------

-- What falls due in a sealed case, or was being undone when it was sealed; "open" is kept by triggers. One at a time in a case.
create table sealed_measure_review (
    id        uuid primary key,
    case_id   uuid        not null references sealed_case,
    due_on    date        not null,
    opened_at timestamptz not null,
    open      boolean     not null default true
);
create unique index one_open_sealed_measure_review on sealed_measure_review (case_id) where open;
create index sealed_measure_review_due on sealed_measure_review (due_on) where open;

-- The group's word on each measure; ENDED: its day came without one, or it was being undone before.
create table sealed_measure_word (
    review_id  uuid        not null references sealed_measure_review,
    measure_id uuid        not null references restriction_measure,
    word       text        not null check (word in ('RENEWED', 'LIFTED', 'ENDED')),
    reasons    text        not null,
    review_on  date,
    said_by    text        not null,
    said_at    timestamptz not null,
    primary key (review_id, measure_id),
    check ((word = 'RENEWED') = (review_on is not null)),
    check (word = 'ENDED' or reasons <> '')
);
create index on sealed_measure_word (measure_id);

-- Whom the group told to open access, and under which number.
create table sealed_access_opened (
    review_id   uuid primary key references sealed_measure_review,
    told        text        not null check (told <> ''),
    reference   text        not null check (reference <> ''),
    opened_at   timestamptz not null,
    recorded_by text        not null,
    recorded_at timestamptz not null
);

create function keep_sealed_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update restriction_measure set due_on = new.review_on where id = new.measure_id;
    update sealed_measure_review v set open = exists (
        select from sealed_measure_word w where w.review_id = v.id and w.word <> 'RENEWED')
    where v.id = new.review_id;
    return null;
end $$;
create trigger keep_sealed_day after insert on sealed_measure_word for each row execute function keep_sealed_day();

create function close_sealed_review() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update sealed_measure_review set open = false where id = new.review_id;
    return null;
end $$;
create trigger close_sealed_review after insert on sealed_access_opened for each row execute function close_sealed_review();

grant select, insert on sealed_measure_review, sealed_measure_word, sealed_access_opened to ${runtime-role};
grant update (id) on sealed_measure_review to ${runtime-role}; -- the right to hold a row
