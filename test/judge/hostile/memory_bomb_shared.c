#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* Each of several processes stays below the limit; together they are far beyond. */
int main(void) { for (int i = 0; i < 8; i++) if (fork() == 0) { alarm(5); char *p = malloc(40 << 20); memset(p, 1, 40 << 20); write(2, p + (40 << 20) - 1, 1); for (;;) pause(); } alarm(5); for (;;) pause(); }
