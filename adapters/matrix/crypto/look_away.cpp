/// Asked by the thread sanitizer at the start of every program that this is linked into. What Rust calls SQLite with, and
/// from which thread, is as hidden from it as Rust's own locks.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:libmatrix_crypto.so\ncalled_from_lib:libsqlite3.so\n";
}
