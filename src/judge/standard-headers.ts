const c =
  'cassert cctype cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype';
const cpp =
  'algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts condition_variable coroutine deque exception execution filesystem format forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version';

/**
 * A `bits/stdc++.h` of our own, for compilers that may have none (Apple's clang with libc++): the compiler's where
 * there is one, else every header of the C++ standard that it has.
 */
export const allStandardHeaders = `#ifndef VERDICT_BITS_STDCPP_H
#define VERDICT_BITS_STDCPP_H
#if __has_include_next(<bits/stdc++.h>)
#include_next <bits/stdc++.h>
#else
${[...c.split(' '), ...cpp.split(' ')]
  .map((name) => `#if __has_include(<${name}>)\n#include <${name}>\n#endif`)
  .join('\n')}
#endif
#endif
`;
