#pragma once

namespace bifolium {

/// The whole program: reads the arguments, runs one command, and gives its exit status (0 done,
/// 1 the input is wrong, 2 wrong usage, 3 the system failed, 5 a fault of ours).
[[nodiscard]] int run_program(int argc, const char* const* argv);

}  // namespace bifolium
