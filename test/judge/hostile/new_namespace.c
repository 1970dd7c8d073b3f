#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
int main(void) { puts(unshare(CLONE_NEWUSER | CLONE_NEWNS) ? "closed" : "OPEN NAMESPACE"); puts(mount("tmpfs", "/tmp", "tmpfs", 0, "") ? "closed" : "OPEN MOUNT"); return 0; }
