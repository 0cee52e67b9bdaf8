-- Photographs and scans. In the database and not in a folder: two nodes see the same files, a file and the answer that names it are
-- kept or lost together, and one backup holds both.
create table app.evidence_content (
  sha256 bytea not null check (octet_length(sha256) = 32),
  part integer not null check (part >= 0),
  sealed bytea not null,
  primary key (sha256, part)
);
-- Sealed bytes do not compress.
alter table app.evidence_content alter column sealed set storage external;

create table app.evidence (
  id uuid primary key,
  sha256 bytea not null,
  parts integer not null check (parts > 0),
  size bigint not null check (size between 1 and 15728640),
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  name bytea not null,
  thumbnail bytea,
  -- what a picture looks like, in 64 bits that stay nearly the same when it is made smaller or saved again; null for what is no picture
  look bigint,
  -- when the camera says it was taken
  taken_at timestamptz,
  uploaded_by uuid not null references app.officer,
  uploaded_at timestamptz not null default app.legal_now(),
  case_id uuid,
  -- of the case: who may see it
  village text,
  attached_at timestamptz,
  check ((case_id is null) = (village is null) and (case_id is null) = (attached_at is null))
);
create index evidence_case on app.evidence (case_id, uploaded_at) where case_id is not null;
create index evidence_loose on app.evidence (uploaded_by, uploaded_at) where case_id is null;
-- The same photograph in two cases is a finding (rules.md annex C).
create index evidence_sha256 on app.evidence (sha256);

-- A file is never altered. It is attached to a case once; what belongs to a case is never removed.
create function app.evidence_guard() returns trigger
  language plpgsql as $$
begin
  if old.case_id is not null then
    raise exception '已归入案件的材料不能修改或删除' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if (new.id, new.sha256, new.parts, new.size, new.type, new.name, new.thumbnail, new.look, new.taken_at, new.uploaded_by, new.uploaded_at)
    is distinct from (old.id, old.sha256, old.parts, old.size, old.type, old.name, old.thumbnail, old.look, old.taken_at, old.uploaded_by, old.uploaded_at)
  then
    raise exception '已上传的材料不能修改' using errcode = 'integrity_constraint_violation';
  end if;
  new.attached_at := app.legal_now();
  return new;
end $$;
create trigger evidence_guard before update or delete on app.evidence for each row execute function app.evidence_guard();
create trigger evidence_no_truncate before truncate on app.evidence for each statement execute function app.refuse_change();

create function app.evidence_content_guard() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select 1 from app.evidence e where e.sha256 = old.sha256) then
    raise exception '已上传的材料不能修改或删除' using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $$;
create trigger evidence_content_guard before update or delete on app.evidence_content
  for each row execute function app.evidence_content_guard();
create trigger evidence_content_no_truncate before truncate on app.evidence_content
  for each statement execute function app.refuse_change();
