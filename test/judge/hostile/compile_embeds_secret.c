#include <stdio.h>
__asm__(".data\nsecret: .incbin \"@SECRET@\"\n.byte 0\n.text");
extern char secret[];
int main(void) { puts(secret); return 0; }
