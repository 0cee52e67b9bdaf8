-- Whatever is written once is kept so by a trigger as well as by the lack of a right, and roots vouch for it.
select app.keep_for_good('home_visit', 'home_visitor', 'income_count', 'town_judgement', 'decision_run', 'review_meeting',
  'meeting_attendance', 'meeting_recusal', 'village_review', 'town_opinion', 'county_opinion', 'county_confirmation', 'comparison_run',
  'comparison_finding', 'finding_answer', 'finding_check', 'case_hand', 'case_ending', 'unmask_log', 'evidence_share', 'measure_answer',
  'model_release', 'model_release_file', 'model_draft', 'model_draft_file', 'model_trial', 'model_withdrawal', 'model_migration',
  'parameter_change', 'parameter_change_decision', 'village_roster', 'village_roster_member', 'household_change', 'household_policy_status',
  'household_registered_category', 'assistance_measure');

select app.seal_table(name, key, at, coalesce(joined, '')) from (values
  ('nudge', 'id', 'at', null),
  ('case_ending', 'case_id', 'recorded_at', null),
  ('case_hand', 'case_id || ''/'' || person_id', 'first_at', null),
  ('application_code', 'case_id', 'made_at', null),
  -- from when a file belongs to a case nobody may change or remove it
  ('evidence', 'id', 'attached_at', null),
  ('evidence_content', 'encode(t.sha256, ''hex'') || ''/'' || t.part', 'p.attached_at', 'join app.evidence p on p.sha256 = t.sha256'),
  ('evidence_share', 'evidence_id || ''/'' || case_id', 'shared_at', null),
  ('home_visitor', 't.case_id || ''/'' || t.seq || ''/'' || t.name', 'p.recorded_at',
    'join app.home_visit p on p.case_id = t.case_id and p.seq = t.seq'),
  ('town_judgement', 'case_id || ''/'' || judged_at', 'judged_at', null),
  ('comparison_run', 'case_id || ''/'' || member_id || ''/'' || register || ''/'' || compared_at', 'compared_at', null),
  ('village_roster', 'id', 'recorded_at', null),
  ('village_roster_member', 't.roster_id || ''/'' || t.seq', 'p.recorded_at', 'join app.village_roster p on p.id = t.roster_id'),
  ('meeting_attendance', 't.meeting_id || ''/'' || t.seq', 'p.recorded_at', 'join app.review_meeting p on p.id = t.meeting_id'),
  ('meeting_recusal', 't.meeting_id || ''/'' || t.case_id || ''/'' || t.seq', 'p.recorded_at',
    'join app.review_meeting p on p.id = t.meeting_id'),
  ('public_notice', 't.id', 'p.published_at', 'join app.notice_batch p on p.id = t.batch_id'),
  ('notice_photograph', 'batch_id || ''/'' || evidence_id', 'recorded_at', null),
  ('notice_extension', 'objection_id', 'recorded_at', null),
  ('re_check', 'id', 'received_at', null),
  ('re_check_decision', 're_check_id || ''/'' || stage', 'decided_at', null),
  ('delivery_owed', 'id', 'owed_at', null),
  ('paper', 'id', 'printed_at', null),
  ('paper_case', 't.paper_id || ''/'' || t.case_id', 'p.printed_at', 'join app.paper p on p.id = t.paper_id'),
  ('paper_scan', 'id', 'received_at', null),
  ('paper_original', 'scan_id', 'assigned_at', null),
  ('paper_template', 'encode(sha256, ''hex'')', 'first_used_at', null),
  ('paper_template_choice', 'id', 'since', null),
  ('household_policy_status', 'id', 'recorded_at', null),
  ('household_registered_category', 'id', 'recorded_at', null),
  ('assistance_measure', 't.id', 'p.proposed_at', 'join app.assistance_plan p on p.id = t.plan_id'),
  ('measure_answer', 'measure_id', 'answered_at', null),
  ('measure_cooperation', 'measure_id || ''/'' || department', 'known_at', null),
  ('measure_handler', 'id', 'since', null),
  ('measure_under_way', 'measure_id', 'since', null),
  ('measure_confirmation', 'id', 'recorded_at', null),
  ('measure_settlement', 'id', 'recorded_at', null),
  ('officer_handover', 'id', 'opened_at', null),
  ('officer_handover_end', 'handover_id', 'ended_at', null),
  ('officer_handover_plan', 'id', 'recorded_at', null),
  ('officer_substitute', 'id', 'recorded_at', null),
  ('officer_visit', 'id', 'recorded_at', null),
  ('tariff_rate', 'id', 'recorded_at', null),
  ('fund_batch', 'id', 'created_at', null),
  ('fund_line_withdrawal', 'line_id', 'withdrawn_at', null),
  ('fund_notice_photograph', 'notice_id || ''/'' || evidence_id', 'recorded_at', null),
  ('fund_objection', 'id', 'received_at', null),
  ('fund_objection_answer', 'objection_id', 'answered_at', null),
  ('insurance_policy', 'id', 'recorded_at', null),
  ('insurance_claim', 'id', 'recorded_at', null),
  ('insurance_settlement', 'claim_id', 'recorded_at', null),
  ('relief_debt', 'id', 'recorded_at', null),
  ('reimbursement_request', 'id', 'asked_at', null),
  ('reimbursement_answer', 'request_id', 'answered_at', null),
  ('county_words', 'id', 'made_at', null),
  ('parameter_change', 'id', 'proposed_at', null),
  ('parameter_change_decision', 'change_id', 'decided_at', null),
  ('model_release', 'id', 'released_at', null),
  ('model_release_file', 't.release_id || ''/'' || t.name', 'p.released_at', 'join app.model_release p on p.id = t.release_id'),
  ('model_draft', 'id', 'made_at', null),
  ('model_trial', 'id', 'tried_at', null),
  ('model_withdrawal', 'draft_id', 'withdrawn_at', null),
  ('model_migration', 'id', 'moved_at', null),
  ('sign_in_event', 'id', 'happened_at', null),
  ('conformance_run', 'id', 'finished_at', null),
  ('trail_verification', 'id', 'finished_at', null)
) as sealed (name, key, at, joined);

-- What people call a row.
update app.sealed_table s set title = w.title from (values
  ('access_change', '人员岗位变更'), ('announcement', '公告'), ('application_code', '查询编码'), ('assistance_measure', '帮扶措施'),
  ('audit_follow_up', '疑点跟进'), ('audit_reading', '阅览记录'), ('case_ending', '撤回或户注销登记'), ('case_hand', '经办人登记'),
  ('comparison_finding', '比对疑点'), ('comparison_run', '部门数据比对'), ('conformance_run', '疑点检查'), ('county_confirmation', '县级确认'),
  ('county_opinion', '县级意见'), ('county_words', '本县用词'), ('decision_run', '研判'), ('delivery', '送达登记'), ('delivery_owed', '应送达的文书'),
  ('evidence', '照片或扫描件'), ('evidence_content', '照片或扫描件的内容'), ('evidence_share', '多户共用的材料'), ('finding_answer', '疑点说明'),
  ('finding_check', '疑点复核'), ('fund_batch', '资金批次'), ('fund_line', '资金分配'), ('fund_line_withdrawal', '资金分配的撤出'),
  ('fund_notice', '资金公示'), ('fund_notice_closing', '资金公示的结束'), ('fund_notice_photograph', '资金公示照片'), ('fund_objection', '资金异议'),
  ('fund_objection_answer', '资金异议的答复'), ('home_visit', '入户核实'), ('home_visitor', '入户核实人'), ('household_change', '户情变更'),
  ('household_policy_status', '政策享受状态'), ('household_registered_category', '登记类别'), ('income_count', '收入核算'), ('income_line', '监测线'),
  ('insurance_claim', '保险报案'), ('insurance_policy', '保险单'), ('insurance_settlement', '保险理赔'), ('measure_answer', '部门答复'),
  ('measure_confirmation', '农户确认'), ('measure_cooperation', '配合部门'), ('measure_delivery', '措施交付'), ('measure_handler', '措施经办人'),
  ('measure_inspection', '措施验收'), ('measure_payment', '付款'), ('measure_settlement', '措施的了结'), ('measure_under_way', '措施开始落实'),
  ('meeting_attendance', '评议签到'), ('meeting_recusal', '评议回避'), ('model_draft', '流程草案'), ('model_migration', '案件改用新版流程'),
  ('model_release', '流程发布'), ('model_release_file', '发布的流程文件'), ('model_trial', '流程试办'), ('model_withdrawal', '流程草案退回'),
  ('notice_batch', '公示榜'), ('notice_closing', '公示的结束'), ('notice_extension', '公示顺延'), ('notice_photograph', '公示照片'), ('nudge', '催办'),
  ('objection', '异议'), ('objection_resolution', '异议答复'), ('officer_handover', '责任人交接'), ('officer_handover_end', '责任人交接的完成'),
  ('officer_handover_plan', '责任人交接方案'), ('officer_substitute', '责任人代管'), ('officer_visit', '责任人走访'), ('paper', '文书'),
  ('paper_case', '文书所属案件'), ('paper_original', '文书签字原件'), ('paper_scan', '文书扫描件'), ('paper_template', '文书模板'), ('paper_template_choice', '文书模板的选用'),
  ('parameter_change', '本县规定的修改'), ('parameter_change_decision', '本县规定修改的审定'), ('parameter_set', '本县规定'), ('payment_comparison', '付款比对'),
  ('public_notice', '公示的户'), ('re_check', '复核申请'), ('re_check_decision', '复核决定'), ('reimbursement_answer', '报销核查的答复'), ('reimbursement_request', '报销核查的请求'), ('relief_debt', '救助欠补'), ('review_meeting', '评议会'),
  ('sealed_table', '封印范围'), ('sign_in_event', '登录记录'), ('step_batch', '多户一起办理'), ('step_record', '环节记录'), ('tariff_rate', '补助标准'),
  ('town_judgement', '乡镇判断'), ('town_opinion', '乡镇意见'), ('trail_verification', '核对记录'), ('unmask_log', '查看完整号码'),
  ('village_review', '民主评议'), ('village_roster', '花名册'), ('village_roster_member', '花名册人员')
) as w (name, title) where w.name = s.name;

-- Every few minutes a root asks what is new: a small index on the column that says when answers.
create index assistance_plan_proposed on app.assistance_plan using brin (proposed_at) with (pages_per_range = 16, autosummarize = on);
do $$
declare
  one record;
begin
  for one in select s.name, s.written_at from app.sealed_table s
      join pg_attribute a on a.attrelid = ('app.' || s.name)::regclass and a.attname = s.written_at where s.name <> 'sealed_table' loop
    execute format('create index on app.%I using brin (%I) with (pages_per_range = 16, autosummarize = on)', one.name, one.written_at);
  end loop;
end $$;
