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

// Debian's HarfBuzz is not built for the thread sanitizer, which sees its calls of memcpy and
// strchr but not the atomic operations between them. The languages it has met are in a list that it
// extends by compare-and-swap (hb_language_from_string, src/hb-common.cc): a name is copied before
// it is linked in and never changed after, which looks like a race of the copy with all who read
// it. So what HarfBuzz calls is not looked at; what our own code does around it still is.
const char* __tsan_default_suppressions() { return "called_from_lib:libharfbuzz.so\n"; }

// A job that runs out of memory inside PoDoFo leaves a little of PoDoFo's own behind, which its
// callers have no way to free: the buffer of a stream that it began to take (SetRawData in
// src/base/PdfStream.cpp), or the value of a key that it could not enter (PdfDictionary.cpp).
const char* __lsan_default_suppressions() {
  return "leak:PoDoFo::PdfMemStream::BeginAppendImpl\nleak:PoDoFo::PdfDictionary::AddKey\n";
}

}  // extern "C"
