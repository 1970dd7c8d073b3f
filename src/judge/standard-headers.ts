const c =
  'cassert cctype cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype';
const cpp =
  'algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts condition_variable coroutine deque exception execution filesystem format forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version';

/**
 * A `bits/stdc++.h` of our own, for compilers that have none (Apple's clang with libc++): every header of the C++
 * standard that this compiler has.
 */
export const allStandardHeaders = `#pragma once
${[...c.split(' '), ...cpp.split(' ')]
  .map((name) => `#if __has_include(<${name}>)\n#include <${name}>\n#endif`)
  .join('\n')}
`;
