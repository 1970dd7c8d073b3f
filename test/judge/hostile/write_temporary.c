#include <fcntl.h>
#include <stdio.h>
int main(void) { puts(open("@TEMPORARY@", O_CREAT | O_WRONLY, 0666) < 0 ? "closed" : "made"); return 0; }
