#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
int main(void) { puts(mknod("disk", S_IFBLK | 0600, makedev(254, 0)) ? "closed" : "OPEN DEVICE"); return 0; }
