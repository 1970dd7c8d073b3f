#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) { char n[64]; snprintf(n, sizeof n, "/proc/%d/mem", getppid()); puts(open(n, O_RDWR) < 0 ? "closed" : "OPEN PARENT"); return 0; }
