#include <fcntl.h>
#include <string.h>
#include <unistd.h>
int main(void) { static char b[1 << 20]; memset(b, 1, sizeof b); int f = open("big", O_CREAT | O_WRONLY, 0666); for (int i = 0; i < 4096; i++) if (write(f, b, sizeof b) < 0) return 1; return 0; }
