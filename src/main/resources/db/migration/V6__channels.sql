-- Letters leave through several channels, answers and mails come back through them, and every way leaves its proof.

alter table platform_contact drop constraint platform_contact_channel_check;
alter table platform_contact add constraint platform_contact_channel_check
    check (channel in ('EMAIL', 'API', 'LETTER', 'WEB_FORM'));

-- Templates of letters and the day from which each is valid; the paper of a letter names the one it was made from.
create table letter_template (
    version     text primary key,
    file        text        not null,
    valid_from  date        not null,
    law         text        not null,
    recorded_at timestamptz not null default clock_timestamp()
);
insert into letter_template (version, file, valid_from, law) values
    ('1', 'letter', date '2020-01-01', 'Administrative Procedural and Process-Related Code 350-VI; law on communications 567, article 41-1');

-- What a letter says and its paper. A letter that lacked something before it left is composed again under its number.
create table letter_paper (
    letter_id     uuid        not null references letter,
    version       int         not null check (version > 0),
    template      text        not null references letter_template,
    content       text        not null,
    deadline_rule text,
    missing       text        not null,
    recipient     text        not null,
    address       text        not null,
    channel       text        not null check (channel in ('EMAIL', 'API', 'LETTER', 'WEB_FORM')),
    digest        text        not null,
    pdf_sha256    text        not null,
    composed_at   timestamptz not null,
    primary key (letter_id, version)
);
insert into letter_paper (letter_id, version, template, content, deadline_rule, missing, recipient, address, channel, digest,
                          pdf_sha256, composed_at)
select id, 1, '1', '', null, '', recipient, address, 'EMAIL', digest, pdf_sha256, composed_at from letter;
alter table letter drop column recipient, drop column address, drop column digest, drop column pdf_sha256;

create view current_letter as
select l.id, l.number, l.notice_id, l.kind, p.recipient, p.address, p.channel, p.digest, p.pdf_sha256, l.composed_at, p.template,
       p.content, p.deadline_rule, p.missing
from letter l join lateral (select * from letter_paper p where p.letter_id = l.id order by version desc limit 1) p on true;

-- key: what an idempotent channel recognises a repetition by; next_key: the one that the next attempt keeps when it repeats this.
alter table delivery_attempt add column channel text check (channel in ('EMAIL', 'API', 'LETTER', 'WEB_FORM'));
alter table delivery_attempt add column corrected_channel text check (corrected_channel in ('EMAIL', 'API', 'LETTER', 'WEB_FORM'));
alter table delivery_attempt add column key text, add column next_key text;
update delivery_attempt set channel = 'EMAIL', key = message_id;
alter table delivery_attempt alter column channel set not null;
alter table delivery_attempt alter column key set not null;
alter table delivery_attempt drop constraint delivery_attempt_state_check;
alter table delivery_attempt add constraint delivery_attempt_state_check check (state in
    ('CLAIMED', 'STARTED', 'SENT', 'UNDELIVERABLE', 'RETRY_LATER', 'IN_DOUBT', 'INCOMPLETE', 'SETTLED_AS_SENT',
     'SETTLED_AS_NOT_SENT'));

-- What shows that a letter was sent or received, and when.
create table delivery_proof (
    id          bigint generated always as identity primary key,
    letter_id   uuid        not null,
    attempt_no  int         not null,
    kind        text        not null check (kind in ('SMTP_ACCEPTED', 'API_REFERENCE', 'REGISTERED_MAIL', 'FORM_CONFIRMATION',
                                                     'WORD_OF_A_PERSON', 'DELIVERY_REPORT', 'FAILURE_REPORT')),
    words       text        not null check (words <> ''),
    happened_at timestamptz not null,
    recorded_by text        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    foreign key (letter_id, attempt_no) references delivery_attempt (letter_id, no)
);
create index on delivery_proof (letter_id, id);

-- How a platform can be reached over a channel right now: after failures in a row the way is closed until the given moment.
create table channel_health (
    platform_code text        not null references platform,
    channel       text        not null,
    failures      int         not null check (failures >= 0),
    open_until    timestamptz,
    words         text        not null,
    changed_at    timestamptz not null,
    primary key (platform_code, channel)
);

-- Signed calls of platforms: each signature is taken once.
create table webhook_call (
    signature     text primary key,
    platform_code text        not null references platform,
    received_at   timestamptz not null
);

-- Every mail that was read from our inbox, before anything is made of it. The message itself is kept by its hash.
create table inbound_mail (
    id          uuid primary key,
    number      text        not null unique,
    message_id  text        not null unique,
    sender      text        not null,
    recipients  text        not null,
    subject     text        not null,
    thread      text        not null, -- the Message-IDs it answers to
    report      text        not null check (report in ('', 'FAILED', 'DELIVERED')),
    body        text        not null,
    raw_sha256  text        not null,
    sent_at     timestamptz,
    received_at timestamptz not null
);
create sequence inbound_mail_number;

-- What a mail belongs to: found by its marks or by a person, or set aside with reasons.
create table inbound_mail_match (
    mail_id    uuid primary key references inbound_mail,
    notice_id  uuid references notice,
    letter_id  uuid references letter,
    how        text        not null check (how in ('REFERENCE', 'MESSAGE_ID', 'REPORT', 'PERSON', 'SET_ASIDE')),
    reasons    text        not null,
    matched_by text        not null,
    matched_at timestamptz not null,
    check ((how = 'SET_ASIDE') = (notice_id is null)),
    check (how not in ('PERSON', 'SET_ASIDE') or reasons <> '')
);
create index on inbound_mail_match (notice_id);

grant select, insert on letter_template, letter_paper, delivery_proof, webhook_call, inbound_mail, inbound_mail_match
    to ${runtime-role};
grant select, insert, update on channel_health to ${runtime-role};
grant select on current_letter to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
