-- Orders leave in two steps, like letters: claimed in one transaction, sent in the next.
create table operator_sending (
    order_id      uuid        not null,
    operator_code text        not null,
    no            int         not null,
    message_id    text        not null,
    state         text        not null check (state in ('CLAIMED', 'STARTED', 'SENT', 'RETRY_LATER', 'UNDELIVERABLE', 'SETTLED')),
    words         text        not null default '',
    claimed_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    primary key (order_id, operator_code, no),
    foreign key (order_id, operator_code) references operator_execution (order_id, operator_code)
);
grant select, insert, update on operator_sending to ${runtime-role};

-- A way leads to a platform or to an operator.
alter table channel_health drop constraint channel_health_platform_code_fkey;
alter table channel_health rename column platform_code to addressee;

-- Whoever completes a task, the engine asks for its sub-tasks, and has no index for that: with 20,000 open tasks it read them all
-- each time.
create index task_parent on act_ru_task (parent_task_id_) where parent_task_id_ is not null;

-- What the availability probe suggests to whoever verifies; a person decides.
create table probe_look (
    id         bigint generated always as identity primary key,
    target_id  uuid        not null references target,
    suggestion text        not null check (suggestion in ('AVAILABLE', 'GONE', 'UNCLEAR', 'NOT_ALLOWED')),
    looked_at  timestamptz not null
);
create index on probe_look (target_id, looked_at desc);
create index notice_item_claimed on notice_item (target_id) where verified is null and outcome in ('REMOVED', 'ALREADY_GONE');
grant select, insert on probe_look to ${runtime-role};
