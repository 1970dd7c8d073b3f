#include <stdio.h>
#include <unistd.h>
int main(void) { if (setuid(0)) perror("setuid"); FILE *f = fopen("@SECRET@", "r"); char b[200]; if (f && fgets(b, sizeof b, f)) puts(b); return 0; }
