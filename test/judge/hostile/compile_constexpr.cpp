constexpr long f() { long s = 0; for (long i = 0; i < 1L << 60; i++) s += i; return s; }
static_assert(f() == 0);
int main() { return 0; }
