/* Between fork and exec: descriptors, limits, confinement, and the program takes over. */
#define _GNU_SOURCE
#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <grp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

void say_failure(int report_fd, int stage, int error) {
  struct report report = {0};
  report.failed = error ? error : EIO;
  report.stage = stage;
  if (write(report_fd, &report, sizeof report) < 0) _exit(126);
  _exit(127);
}

void take_descriptors(struct program *program) {
  for (int fd = 0; fd <= 2; fd++) {
    dup2(program->child_end[fd], fd);
    close(program->child_end[fd]);
  }
}

static void limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit now, wanted;
  if (getrlimit(resource, &now) != 0) return;
  wanted.rlim_max = now.rlim_max != RLIM_INFINITY && hard > now.rlim_max ? now.rlim_max : (rlim_t)hard;
  wanted.rlim_cur = soft > wanted.rlim_max ? wanted.rlim_max : (rlim_t)soft;
  setrlimit(resource, &wanted);
}

static void set_limits(const struct program *program) {
  const struct limits *limits = &program->limits;
  const uint64_t MiB = 1024 * 1024;
  uint64_t seconds = limits->cpu / 1000000 + 2;
  limit(RLIMIT_CPU, seconds, seconds + 1);
  limit(RLIMIT_FSIZE, limits->file, limits->file);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_NOFILE, 1024, 1024);
  /* A judge's stack is as large as its memory; thread stacks of a virtual machine take this size too. */
  uint64_t stack = program->reserves_memory || limits->memory < 64 * MiB ? 64 * MiB : limits->memory;
  limit(RLIMIT_STACK, stack, stack);
#ifndef __APPLE__
  /* Resident memory decides; this only stops a program that asks for absurd amounts at once. macOS maps its
     libraries into several GiB of every process. */
  if (!program->reserves_memory) limit(RLIMIT_AS, limits->memory * 4 + 1024 * MiB, limits->memory * 4 + 1024 * MiB);
#endif
#ifdef RLIMIT_NPROC
  uint64_t processes = limits->processes + config.user_processes;
  limit(RLIMIT_NPROC, processes, processes);
#endif
}

/* Descriptors 0, 1, 2 are already the program's own; all others go. */
static void close_others(int report_fd) {
#ifdef __linux__
  if (syscall(SYS_close_range, 3, report_fd - 1, 0) == 0 && syscall(SYS_close_range, report_fd + 1, ~0U, 0) == 0) return;
#endif
  for (int fd = 3; fd < 1024; fd++)
    if (fd != report_fd) close(fd);
}

void become_program(struct program *program, int report_fd) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  /* Folders that runs share must be writable for every user that programs become. */
  umask(program->writable.count > 0 && config.uid ? 0 : 022);
  set_limits(program);
#ifdef __linux__
  if (config.tier == TIER_NAMESPACES && config.uid != 0) {
    if (setgroups(0, NULL) != 0 || setresgid(config.uid, config.uid, config.uid) != 0 ||
        setresuid(config.uid, config.uid, config.uid) != 0)
      say_failure(report_fd, 'u', errno);
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (config.tier == TIER_LANDLOCK) {
    int error = confine_files(program);
    if (error) say_failure(report_fd, 'l', error);
  }
  if (config.tier == TIER_LANDLOCK || config.tier == TIER_NAMESPACES) {
    int error = confine_calls();
    if (error) say_failure(report_fd, 's', error);
  }
#endif
  close_others(report_fd);
  if (config.tier == TIER_SANDBOX_EXEC) become_sandboxed(program, report_fd);
  execve(program->argv.at[0], program->argv.at, program->env.at);
  say_failure(report_fd, 'x', errno);
}

/*
 * The first process of a PID namespace: it starts the program, reaps whatever is orphaned, and says how the
 * program ended. Its own end takes everything else in the namespace along.
 */
void keep_program(struct program *program, int folder, int report_fd) {
  struct report report = {0};
  uint64_t started = now_us();
#ifdef __linux__
  /* The program may be of the same user: it must not look into its keeper. */
  prctl(PR_SET_DUMPABLE, 0);
#endif
  pid_t pid = fork();
  if (pid < 0) say_failure(report_fd, 'k', errno);
  if (pid == 0) {
    setsid();
    become_program(program, report_fd);
  }
  for (int fd = 0; fd <= 2; fd++) close(fd);
  for (;;) {
    int status;
    struct rusage used;
    pid_t ended = wait4(-1, &status, 0, &used);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0) say_failure(report_fd, 'w', errno);
    if (ended != pid) continue;
    report.status = status;
    report.cpu = micros(used.ru_utime) + micros(used.ru_stime);
    report.memory = (uint64_t)used.ru_maxrss * 1024;
    report.ended = now_us();
    report.wall = report.ended - started;
    break;
  }
  if (program->out_count > 0) {
    kill(-1, SIGKILL);
    take_files(folder, program);
  }
  if (write(report_fd, &report, sizeof report) < 0) _exit(126);
  _exit(0);
}
