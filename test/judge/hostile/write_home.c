#include <stdio.h>
int main(void) { FILE *f = fopen("@OUTSIDE@", "w"); if (!f) { puts("closed"); return 0; } fputs("was here", f); fclose(f); return 0; }
