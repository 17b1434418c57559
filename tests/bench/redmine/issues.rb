# Run by `rails runner` in an empty Redmine: a private project with 10,000 issues, each moved once
# before, and a manager in it, whose API key is printed.  Nobody watches or gets mail.

Redmine::DefaultData::Loader.load('en')
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
Setting.notified_events = []

project = Project.create!(name: 'Suggestions', identifier: 'suggestions', is_public: false,
                          enabled_module_names: ['issue_tracking'], trackers: Tracker.all)
manager = User.create!(login: 'manager', firstname: 'Manager', lastname: 'Manager',
                       mail: 'manager@example.com', password: SecureRandom.hex)
manager.pref.update!(auto_watch_on: [])
Member.create!(project: project, user: manager, roles: [Role.find_by!(name: 'Manager')])

places = {
  project: project.id, user: manager.id, tracker: Tracker.first.id,
  priority: IssuePriority.default.id, statuses: IssueStatus.sorted.limit(4).ids.join(',')
}
rows = format(<<~SQL, places)
  INSERT INTO issues (id, root_id, lft, rgt, tracker_id, project_id, author_id, priority_id,
                      status_id, subject, description, created_on, updated_on, start_date)
  SELECT i, i, 1, 2, %<tracker>d, %<project>d, %<user>d, %<priority>d,
         (ARRAY[%<statuses>s])[1 + i %% 4], '关于改造积水点的建议（第' || i || '件）',
         '现状与问题附后，请予研究办理。', now(), now(), current_date
    FROM generate_series(1, 10000) AS i;
  INSERT INTO journals (id, journalized_id, journalized_type, user_id, notes, created_on)
  SELECT id, id, 'Issue', %<user>d, '', now() FROM issues;
  INSERT INTO journal_details (journal_id, property, prop_key, old_value, value)
  SELECT id, 'attr', 'status_id', '5', status_id FROM issues;
  SELECT setval('issues_id_seq', 10000), setval('journals_id_seq', 10000);
SQL
ActiveRecord::Base.connection.execute(rows)
ActiveRecord::Base.connection.execute('VACUUM ANALYZE')
puts manager.api_key
