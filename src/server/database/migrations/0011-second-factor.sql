-- A second factor and passkeys belong to a user, whatever workspaces they are in.

create table second_factors (
  user_id text primary key references users (id) on delete cascade,
  -- Base32, as the authenticator app has it: codes are computed from it, so it cannot be hashed.
  secret text not null,
  -- Null until a first code showed that the app has it.
  confirmed_at timestamptz,
  -- The 30 seconds of the last code that was taken: no code is taken twice.
  last_step bigint not null default 0,
  created_at timestamptz not null
);

create table recovery_codes (
  user_id text not null references users (id) on delete cascade,
  hash bytea not null,
  primary key (user_id, hash)
);

create table passkeys (
  -- The credential's id, base64url.
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);

create index passkeys_by_user on passkeys (user_id, created_at);
