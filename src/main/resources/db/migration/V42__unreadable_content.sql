-- One content that cannot be read is a finding like any other; the pass over the store goes on behind it.
alter table integrity_finding drop constraint integrity_finding_finding_check;
alter table integrity_finding add constraint integrity_finding_finding_check check (finding in ('CHANGED', 'MISSING', 'UNREADABLE'));
