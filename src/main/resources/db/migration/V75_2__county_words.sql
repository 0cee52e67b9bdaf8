-- What a county calls its divisions and its people (rules.md annex D), dated. Without a row the words are told from the divisions' names.
create table app.county_words (
  id bigint generated always as identity primary key,
  county text not null check (county ~ '^[1-9]\d{5}$'),
  valid_from date not null,
  county_word text not null check (county_word ~ '^[一-龥]{1,4}$'),
  town_word text not null check (town_word ~ '^[一-龥]{1,6}$'),
  village_word text not null check (village_word ~ '^[一-龥]{1,6}$'),
  household_word text not null check (household_word ~ '^[一-龥]{1,6}$'),
  made_at timestamptz not null default app.legal_now(),
  by_officer uuid not null references app.officer
);
create index county_words_of on app.county_words (county, valid_from desc, id desc);
select app.keep_for_good('county_words');
