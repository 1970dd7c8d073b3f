#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) { int f = open("big", O_RDWR | O_CREAT, 0600); if (f < 0 || ftruncate(f, 1L << 32)) return 1; char *p = mmap(0, 1L << 32, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0); if (p == MAP_FAILED) return 2; memset(p, 1, 1L << 32); return 0; }
