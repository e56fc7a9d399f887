#pragma once

#include <chrono>
#include <string>

namespace lineup::test {

/// Stands in for the name server of this process: fakeresolver.cpp defines getaddrinfo(), which an executable's
/// symbol makes win over the C library's. Link it into the one test that needs it; a program that a test starts gets it
/// as a module by LD_PRELOAD.
///
/// Names below ".test" are answered here, everything else goes on to the C library:
///   "NAME.up.test"    127.0.0.1 at once
///   "NAME.late.test"  127.0.0.1 after lateness()
///   "NAME.slow.test"  127.0.0.1 after releaseSlowNames(), or after 10 s
///   anything else     no such name
void setLateness(std::chrono::milliseconds lateness);
void releaseSlowNames();
void holdSlowNames();
/// How many look-ups of slow names have begun.
int slowLookups();
/// How many look-ups of any name have begun.
int allLookups();

} // namespace lineup::test
