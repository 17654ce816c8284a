// What the sanitizers are told, in every program of a sanitized build: whatever environment a test
// starts it in, and without a file to find. Names and meanings are the sanitizers' own.

extern "C" {

// What the linker is told to ask for: the names below are in the sanitizers too, and those would
// do.
extern const int bifolium_sanitizer_options;
const int bifolium_sanitizer_options = 1;

// A report ends a program with a status that nothing else has: 1, which the sanitizers would give,
// is what bifolium gives for wrong input. libfaketime is loaded before the sanitizer is, which it
// would refuse, though nothing there allocates for us.
const char* __asan_default_options() {
  return "exitcode=86:detect_stack_use_after_return=1:strict_string_checks=1:"
         "verify_asan_link_order=0";
}

const char* __ubsan_default_options() { return "exitcode=86:print_stacktrace=1"; }

const char* __tsan_default_options() { return "exitcode=86:second_deadlock_stack=1"; }

// Debian's libraries are not built for the thread sanitizer, so it sees their atomic operations
// as plain ones. HarfBuzz keeps the languages it has met in a list that it extends by
// compare-and-swap (hb_language_from_string, src/hb-common.cc): a node is written before it is
// linked in and never after, which looks like a race of the writer with all who read it.
const char* __tsan_default_suppressions() { return "race:hb_language_from_string\n"; }

}  // extern "C"
