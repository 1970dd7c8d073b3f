#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(int argc, char **argv) { static char *next[9000]; static char word[1 << 15]; memset(word, 'a', sizeof word - 1); next[0] = argv[0]; for (int i = 1; i < 8999 && i < argc + 60; i++) next[i] = word; execv(argv[0], next); return 0; }
