/* What a process and its descendants use, and how all of them are ended. */
#define _GNU_SOURCE
#include "runner.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#include <errno.h>
#include <libproc.h>
#include <limits.h>
#include <sys/sysctl.h>

/*
 * The kernel counts in ticks of its own clock. mach_timebase_info would say how long one is, but not to a
 * program that Rosetta translates.
 */
static uint64_t micros_of_ticks(uint64_t ticks) {
  static uint64_t frequency;
  size_t size = sizeof frequency;
  if (frequency == 0 && (sysctlbyname("hw.tbfrequency", &frequency, &size, NULL, 0) != 0 || frequency == 0))
    frequency = 1000000000;
  return (uint64_t)((double)ticks / (double)frequency * 1e6);
}

static void children_of(pid_t pid, void (*each)(pid_t, void *), void *context) {
  pid_t children[512];
  int bytes = proc_listpids(PROC_PPID_ONLY, (uint32_t)pid, children, sizeof children);
  for (int i = 0; i < bytes / (int)sizeof *children; i++)
    if (children[i] > 0) each(children[i], context);
}

static void add_usage(pid_t pid, void *context) {
  struct usage *usage = context;
  struct rusage_info_v4 info;
  if (usage->processes > usage->enough) return;
  usage->processes++;
  if (proc_pid_rusage(pid, RUSAGE_INFO_V4, (rusage_info_t *)&info) == 0) {
    uint64_t ran = micros_of_ticks(info.ri_user_time + info.ri_system_time);
    uint64_t could = micros_of_ticks(info.ri_runnable_time);
    usage->cpu += ran + micros_of_ticks(info.ri_child_user_time + info.ri_child_system_time);
    usage->memory += info.ri_phys_footprint;
    if (could > ran) usage->waiting += could - ran;
  }
  children_of(pid, add_usage, usage);
}

/* Whether a process of the user, whose parent is gone, was started by the programs of this run. */
static int is_orphan_of_run(pid_t pid) {
  static char text[512 * 1024];
  struct proc_bsdinfo about;
  struct proc_vnodepathinfo folders;
  if (proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &about, sizeof about) != (int)sizeof about) return 0;
  if (about.pbi_ppid != 1 || about.pbi_status == SZOMB || about.pbi_start_tvsec < config.run_started) return 0;
  int placed = proc_pidinfo(pid, PROC_PIDVNODEPATHINFO, 0, &folders, sizeof folders) == (int)sizeof folders;
  int name[] = {CTL_KERN, KERN_PROCARGS2, pid};
  size_t size = sizeof text;
  /* The environment that it was started with names the run's folder. */
  if (sysctl(name, 3, text, &size, NULL, 0) != 0) size = 0;
  for (int i = 0; i < 2 && config.homes[i]; i++) {
    char real[PATH_MAX];
    if (size > 0 && memmem(text, size, config.homes[i], strlen(config.homes[i]))) return 1;
    if (placed && realpath(config.homes[i], real) &&
        strncmp(folders.pvi_cdir.vip_path, real, strlen(real)) == 0)
      return 1;
  }
  return 0;
}

/*
 * Nothing on macOS keeps a daemon below the process that started it, so orphans are looked for among the user's
 * processes. One that hides its environment and its folder outlives the run, in the sandbox and under its limits.
 */
void end_orphans(const pid_t spared[2]) {
  static pid_t pids[16384];
  uint64_t started = now_us();
  (void)spared; /* our children have a parent */
  for (int found = 1; found > 0 && now_us() - started < 10000000;) {
    found = 0;
    int bytes = proc_listpids(PROC_UID_ONLY, getuid(), pids, sizeof pids);
    for (int i = 0; i < bytes / (int)sizeof *pids; i++) {
      if (pids[i] <= 1 || !is_orphan_of_run(pids[i])) continue;
      found++;
      end_tree(pids[i]);
    }
    if (found > 0) usleep(100);
  }
}

#else

static int read_text(const char *path, char *text, size_t room) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t size = read(fd, text, room - 1);
  close(fd);
  if (size < 0) return -1;
  text[size] = 0;
  return (int)size;
}

/* Calls `each` for every direct child of every thread of the process. */
static void children_of(pid_t pid, void (*each)(pid_t, void *), void *context) {
  char path[96], text[16384];
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *threads = opendir(path);
  if (!threads) return;
  for (struct dirent *thread; (thread = readdir(threads));) {
    if (thread->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", pid, thread->d_name);
    if (read_text(path, text, sizeof text) <= 0) continue;
    char *rest = text;
    for (char *word; (word = strtok_r(rest, " ", &rest));) each((pid_t)atoi(word), context);
  }
  closedir(threads);
}

static uint64_t cpu_of(pid_t pid) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

/* CPU time of children that were waited for, in clock ticks. */
static uint64_t waited_cpu_of(pid_t pid) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  if (read_text(path, text, sizeof text) <= 0) return 0;
  char *rest = strrchr(text, ')');
  unsigned long user = 0, system = 0;
  if (!rest || sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
    return 0;
  return (uint64_t)(user + system) * 1000000 / (uint64_t)sysconf(_SC_CLK_TCK);
}

static void add_usage(pid_t pid, void *context) {
  struct usage *usage = context;
  char path[64], text[256];
  unsigned long resident = 0, threads_ran = 0, waited = 0;
  if (usage->processes > usage->enough) return;
  usage->processes++;
  /* The first ones of the chain are ours; what the program left in them by being waited for is its own. */
  if (usage->processes <= usage->keepers) {
    usage->cpu += waited_cpu_of(pid);
    children_of(pid, add_usage, usage);
    return;
  }
  usage->cpu += cpu_of(pid) + waited_cpu_of(pid);
  snprintf(path, sizeof path, "/proc/%d/statm", pid);
  if (read_text(path, text, sizeof text) > 0 && sscanf(text, "%*u %lu", &resident) == 1)
    usage->memory += (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
  snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
  if (read_text(path, text, sizeof text) > 0 && sscanf(text, "%lu %lu", &threads_ran, &waited) == 2)
    usage->waiting += waited / 1000;
  children_of(pid, add_usage, usage);
}

struct sweep {
  const pid_t *spared;
  int found;
};

static void end_orphan(pid_t pid, void *context) {
  struct sweep *sweep = context;
  for (int i = 0; i < 2; i++)
    if (pid == sweep->spared[i]) return;
  sweep->found++;
  end_tree(pid);
  waitpid(pid, NULL, WNOHANG);
}

/* Orphans of a run come to us, because we are a subreaper: a daemon cannot slip away. */
void end_orphans(const pid_t spared[2]) {
  uint64_t started = now_us();
  for (struct sweep sweep = {spared, 1}; sweep.found > 0 && now_us() - started < 10000000;) {
    sweep.found = 0;
    children_of(getpid(), end_orphan, &sweep);
    if (sweep.found > 0) usleep(100);
  }
}
#endif

struct usage usage_of(pid_t pid, uint64_t enough, uint64_t keepers) {
  struct usage usage = {.enough = enough, .keepers = keepers};
  add_usage(pid, &usage);
  return usage;
}

/*
 * Stopped first, from the top, so that nothing forks while it is being killed; by groups, where one leads a group: a
 * fork bomb makes processes faster than they can be found one by one.
 */
static void stop_process(pid_t pid, void *context) {
  kill(-pid, SIGSTOP);
  kill(pid, SIGSTOP);
  children_of(pid, stop_process, context);
}

static void kill_process(pid_t pid, void *context) {
  children_of(pid, kill_process, context);
  kill(pid, SIGKILL);
}

void end_tree(pid_t pid) {
  stop_process(pid, NULL);
  kill_process(pid, NULL);
  kill(-pid, SIGKILL);
}
