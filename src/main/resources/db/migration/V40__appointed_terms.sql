-- Terms that end on a day which was set, so that no calendar counts them again.
create table appointed_term (
    rule_code text primary key,
    why       text not null
);
insert into appointed_term values
    ('restriction-review', 'A review is held until the day that the restriction itself names, whenever it was opened');
grant select on appointed_term to ${runtime-role};
