-- What is known of a capture, the copies made of it, and the log of custody: every entry holds the hash of the one before it.

alter table evidence
    add column kind              text not null default 'OTHER' check (kind in
        ('SCREENSHOT_FULL', 'SCREENSHOT_VIEWPORT', 'HTML', 'WARC', 'WACZ', 'VIDEO', 'TEXT', 'HEADERS', 'DNS_WHOIS', 'PAPER',
         'JUDICIAL_ACT', 'OTHER')),
    add column detected_type     text not null default '',
    add column received_at       timestamptz,
    -- what the capturer's clock showed when the file was sent
    add column client_clock      timestamptz,
    add column clock_offset_ms   bigint generated always as
        ((extract(epoch from (client_clock - received_at)) * 1000)::bigint) stored,
    add column tool              text not null default '',
    add column tool_version      text not null default '',
    add column requested_address text not null default '',
    add column reached_address   text not null default '',
    -- one address a line, in the order they were followed
    add column redirects         text not null default '',
    add column http_status       integer check (http_status between 100 and 599),
    add column vantage           text not null default '';
update evidence set received_at = recorded_at;
alter table evidence alter column received_at set not null;
create index on evidence (sha256);

-- Which targets of the case a piece of evidence shows.
create table evidence_target (
    evidence_id    uuid        not null references evidence,
    case_target_id uuid        not null references case_target,
    linked_by      text        not null,
    linked_at      timestamptz not null,
    primary key (evidence_id, case_target_id)
);
create index on evidence_target (case_target_id);

-- What was found when a file was looked at; the evidence stays what it is.
create table evidence_finding (
    id          bigint generated always as identity primary key,
    evidence_id uuid        not null references evidence,
    finding     text        not null,
    good        boolean     not null,
    detail      text        not null,
    found_at    timestamptz not null
);
create index on evidence_finding (evidence_id, id);

-- Made from evidence for work with it; never evidence itself.
create table working_copy (
    id          uuid primary key,
    evidence_id uuid        not null references evidence,
    kind        text        not null check (kind in ('THUMBNAIL', 'REDACTION', 'TRANSCRIPT', 'OTHER')),
    what_done   text        not null check (what_done <> ''),
    name        text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    made_by     text        not null,
    made_at     timestamptz not null
);
create index on working_copy (evidence_id, made_at);
create index on working_copy (sha256);
create unique index one_thumbnail on working_copy (evidence_id) where kind = 'THUMBNAIL';

create table evidence_disposal (
    evidence_id uuid primary key references evidence,
    reasons     text        not null check (reasons <> ''),
    disposed_by text        not null,
    disposed_at timestamptz not null
);

-- The log of custody of a case, without gaps. `personal` is a salted digest of what custody_detail says in words.
create table custody_entry (
    case_id        uuid        not null references case_file,
    no             bigint      not null check (no >= 1),
    event          text        not null check (event in ('ACQUIRED', 'VERIFIED', 'VIEWED', 'COPIED', 'DOWNLOADED', 'DOWNLOAD_FAILED',
        'EXPORTED', 'SEALED', 'TIME_STAMPED', 'INTEGRITY_FAILED', 'DISPOSED')),
    evidence_id    uuid references evidence,
    content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
    happened_at    timestamptz not null,
    personal       text        not null check (personal ~ '^[0-9a-f]{64}$'),
    previous_hash  text        not null check (previous_hash ~ '^[0-9a-f]{64}$'),
    hash           text        not null check (hash ~ '^[0-9a-f]{64}$'),
    recorded_at    timestamptz not null default clock_timestamp(),
    primary key (case_id, no)
);
create index on custody_entry (evidence_id);
create index on custody_entry (recorded_at);

-- A disposal counts from its entry on: a row in evidence_disposal without one takes nothing away.
create view disposed_evidence as
select case_id, evidence_id from custody_entry where event = 'DISPOSED' and evidence_id is not null;

-- What was there before logs of custody were kept; it is entered into them when the application starts.
create table evidence_before_custody (
    evidence_id uuid primary key references evidence
);
insert into evidence_before_custody select id from evidence;
grant select on disposed_evidence, evidence_before_custody to ${runtime-role};

create table custody_detail (
    case_id uuid   not null,
    no      bigint not null,
    salt    text   not null,
    detail  text   not null,
    primary key (case_id, no),
    foreign key (case_id, no) references custody_entry
);

-- An entry is the next one of its case and holds the hash of the last one, whoever writes it.
create function custody_in_order() returns trigger language plpgsql as
$$
declare
    last custody_entry;
begin
    select * into last from custody_entry where case_id = new.case_id order by no desc limit 1;
    if new.no <> coalesce(last.no, 0) + 1 or new.previous_hash <> coalesce(last.hash, repeat('0', 64)) then
        raise exception 'custody entry % of case % is not the next one', new.no, new.case_id using errcode = 'check_violation',
            constraint = 'custody_entries_follow_one_another';
    end if;
    return new;
end
$$;
create trigger custody_in_order before insert on custody_entry for each row execute function custody_in_order();

-- Public keys by their SHA-256; old anchors are checked with the key of their time.
create table custody_key (
    id         text primary key,
    public_key text        not null,
    added_at   timestamptz not null default clock_timestamp()
);

-- The day's anchor over the heads that moved since the one before, signed, and chained to it.
create table custody_anchor (
    no            bigint primary key check (no >= 1),
    anchored_at   timestamptz not null,
    heads         bigint      not null,
    heads_digest  text        not null,
    key_id        text        not null references custody_key,
    previous_hash text        not null,
    hash          text        not null,
    signature     text        not null,
    recorded_at   timestamptz not null default clock_timestamp()
);

create table custody_anchor_head (
    anchor_no bigint not null references custody_anchor deferrable initially deferred,
    case_id   uuid   not null references case_file,
    length    bigint not null,
    hash      text   not null,
    primary key (anchor_no, case_id)
);
create index on custody_anchor_head (case_id, anchor_no desc);

-- What retention may take away: the words and names behind entries about evidence whose disposal is recorded and in the log.
create function dispose_custody_details(disposed uuid) returns integer language plpgsql security definer set search_path = public as
$$
declare
    gone integer;
begin
    if not exists (select from evidence_disposal where evidence_id = disposed)
            or not exists (select from disposed_evidence where evidence_id = disposed) then
        raise exception 'the disposal of evidence % is not recorded', disposed;
    end if;
    delete from custody_detail d using custody_entry e
    where e.evidence_id = disposed and e.event <> 'DISPOSED' and d.case_id = e.case_id and d.no = e.no;
    get diagnostics gone = row_count;
    return gone;
end
$$;
revoke execute on function dispose_custody_details(uuid) from public;
grant execute on function dispose_custody_details(uuid) to ${runtime-role};

-- Evidence that waits for its time-stamp; nothing is due once it has one or is given up.
create table time_stamp_wait (
    evidence_id uuid primary key references evidence,
    attempts    integer     not null default 0,
    due_at      timestamptz,
    words       text        not null default ''
);
create index on time_stamp_wait (due_at) where due_at is not null;

create table time_stamp (
    evidence_id uuid primary key references evidence,
    token       bytea       not null,
    stamped_at  timestamptz not null,
    serial      text        not null,
    policy      text        not null,
    signer      text        not null,
    received_at timestamptz not null
);

-- Passes over the whole store: one row when it starts, one for each part that was looked at.
create table integrity_run (
    id         uuid primary key,
    started_by text        not null,
    started_at timestamptz not null
);
create index on integrity_run (started_at desc);

create table integrity_part (
    run_id  uuid        not null references integrity_run,
    no      integer     not null,
    reached text        not null,
    checked integer     not null,
    broken  integer     not null,
    last    boolean     not null,
    done_at timestamptz not null,
    primary key (run_id, no)
);

create table integrity_finding (
    run_id   uuid        not null references integrity_run,
    sha256   text        not null,
    finding  text        not null check (finding in ('CHANGED', 'MISSING')),
    found_at timestamptz not null,
    primary key (run_id, sha256)
);

grant select, insert on evidence_target, evidence_finding, working_copy, evidence_disposal, custody_entry, custody_detail, custody_key,
    custody_anchor, custody_anchor_head, time_stamp, integrity_run, integrity_part, integrity_finding to ${runtime-role};
grant select, insert, update on time_stamp_wait to ${runtime-role};
grant usage on all sequences in schema public to ${runtime-role};
