#pragma once

#include "adapters/cli/context.hpp"

#include <CLI/CLI.hpp>

/// The commands, each added to the program by one function.  `context` must outlive `app`.
namespace duban::cli {

void add_db_command(CLI::App& app, Context& context);
void add_congress_command(CLI::App& app, Context& context);
void add_unit_command(CLI::App& app, Context& context);
void add_deputy_command(CLI::App& app, Context& context);
void add_user_command(CLI::App& app, Context& context);
void add_session_command(CLI::App& app, Context& context);
void add_meeting_command(CLI::App& app, Context& context);
void add_profile_command(CLI::App& app, Context& context);
void add_case_command(CLI::App& app, Context& context);
void add_workflow_command(CLI::App& app, Context& context);
void add_remind_command(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_export_command(CLI::App& app, Context& context);
void add_report_command(CLI::App& app, Context& context);
void add_verify_command(CLI::App& app, Context& context);
void add_audit_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);

// Parts of `db`.
void add_db_migrate(CLI::App& db, Context& context);
void add_db_copies(CLI::App& db, Context& context);

// Parts of `user`.
void add_user_accounts(CLI::App& user, Context& context);
void add_user_factor(CLI::App& user, Context& context);
void add_user_identity(CLI::App& user, Context& context);
void add_user_delegate(CLI::App& user, Context& context);
void add_user_succeed(CLI::App& user, Context& context);

// Parts of `profile`.
void add_profile_move(CLI::App& profile, Context& context);

// Parts of `case`.
void add_case_list(CLI::App& cases, Context& context);
void add_case_show(CLI::App& cases, Context& context);
void add_case_events(CLI::App& cases, Context& context);
void add_case_clocks(CLI::App& cases, Context& context);
void add_case_open(CLI::App& cases, Context& context);
void add_case_fire(CLI::App& cases, Context& context);
void add_case_attach(CLI::App& cases, Context& context);
void add_case_attachments(CLI::App& cases, Context& context);

}  // namespace duban::cli
