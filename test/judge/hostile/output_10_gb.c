#include <string.h>
#include <unistd.h>
int main(void) { static char b[1 << 20]; memset(b, 'x', sizeof b); for (int i = 0; i < 10240; i++) if (write(1, b, sizeof b) < 0) return 1; return 0; }
