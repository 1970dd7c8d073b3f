#include <stdio.h>
int main(void) { for (;;) fputs("endless complaints\n", stderr); }
