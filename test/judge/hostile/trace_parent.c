#include <stdio.h>
#include <sys/ptrace.h>
#include <unistd.h>
int main(void) { puts(ptrace(PTRACE_ATTACH, getppid(), 0, 0) ? "closed" : "OPEN TRACE"); return 0; }
