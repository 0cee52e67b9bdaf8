-- Who investigates an objection has no other hand in the case. Here, because V60 knows neither cases nor hands.
alter table app.objection_resolution
  add foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand);
alter table app.application_code add foreign key (case_id) references app.identification_case (id);
alter table app.re_check add foreign key (case_id) references app.identification_case (id);
alter table app.re_check_decision
  add foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand);
