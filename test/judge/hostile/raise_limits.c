#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
int main(void) { struct rlimit r = {RLIM_INFINITY, RLIM_INFINITY}; for (int i = 0; i < 16; i++) setrlimit(i, &r); for (;;) { char *p = malloc(1 << 20); if (p) memset(p, 1, 1 << 20); } }
