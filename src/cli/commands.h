#pragma once

#include <functional>
#include <string>

#include "cli/options.h"

namespace CLI {
class App;
}

namespace bifolium {

/// What the chosen command does; returns the exit status. Set while the arguments are read.
using Action = std::function<int()>;

// Each adds one command with its options to `program`; when the command is given, `action` becomes
// what it does.
void add_make(CLI::App& program, Action& action);
void add_check(CLI::App& program, Action& action);
void add_batch(CLI::App& program, Action& action);
void add_verify(CLI::App& program, Action& action);
void add_inspect(CLI::App& program, Action& action);
void add_proof(CLI::App& program, Action& action);
void add_print(CLI::App& program, Action& action);
void add_dump(CLI::App& program, Action& action);
void add_fonts(CLI::App& program, Action& action);
void add_layouts(CLI::App& program, Action& action);

/// Adds --diagnostics.
void add_diagnostics_option(CLI::App& command, CommonOptions& options);

/// Adds --fonts and --diagnostics.
void add_common_options(CLI::App& command, CommonOptions& options);

/// Adds --set and --values.
void add_value_options(CLI::App& command, DocumentOptions& options);

/// Says of --edition that it also takes the word for all of them.
void offer_all_editions(CLI::App& command);

/// Adds -l, --edition, --as-of, --allow-expired and --explain.
void add_document_options(CLI::App& command, DocumentOptions& options);
/// A check of an option's value, for CLI11: what is wrong with it, or nothing. An empty name is
/// more likely a variable that was not set than a wish.
[[nodiscard]] std::string is_named(const std::string& text);

}  // namespace bifolium
