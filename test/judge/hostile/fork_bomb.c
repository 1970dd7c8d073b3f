#include <unistd.h>
int main(void) { alarm(3); for (;;) { if (fork() == 0) alarm(3); } }
