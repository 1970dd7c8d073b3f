#include <stdio.h>
int main(void) { FILE *f = fopen("@SECRET@", "r"); char b[200]; if (f && fgets(b, sizeof b, f)) puts(b); else puts("closed"); return 0; }
