#include <unistd.h>
int main(void) { alarm(5); for (int i = 0; i < 4; i++) if (fork() == 0) { alarm(5); for (;;) continue; } for (;;) pause(); }
