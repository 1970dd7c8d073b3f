/*
 * The strongest tier on Linux: the program is in a PID, mount, network, IPC and UTS namespace of its own (and a
 * user namespace, unless the runner is root), with a root that holds the system's programs read-only, its own
 * /proc, a few devices, and one writable memory-backed folder that vanishes with it.
 */
#define _GNU_SOURCE
#include "runner.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Older systems, and other C libraries, lack these names. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#ifndef MOUNT_ATTR_RDONLY
#define MOUNT_ATTR_RDONLY 1
#endif
#ifndef MOUNT_ATTR_NOSUID
#define MOUNT_ATTR_NOSUID 2
#endif

struct attributes {
  uint64_t set, clear, propagation, userns_fd;
};

static const char *const system_folders[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32",
                                             "/nix/store", "/gnu/store", NULL};
static const char *const devices[] = {"null", "zero", "full", "random", "urandom", NULL};

static int make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    int made = mkdir(path, 0755);
    *slash = '/';
    if (made != 0 && errno != EEXIST) return -1;
  }
  return mkdir(path, 0755) == 0 || errno == EEXIST ? 0 : -1;
}

static int seal(const char *path, uint64_t set) {
  struct attributes attributes = {.set = set};
  return (int)syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &attributes, sizeof attributes);
}

/* Shows a path of the host at the same place under the staging folder. What is missing is passed over. */
static int show(const char *path, int writable) {
  char target[4096];
  struct stat about;
  snprintf(target, sizeof target, "%s%s", config.staging, path);
  if (lstat(path, &about) != 0) return 0;
  if (S_ISLNK(about.st_mode)) {
    char to[4096];
    ssize_t length = readlink(path, to, sizeof to - 1);
    if (length < 0) return -1;
    to[length] = 0;
    return symlink(to, target) == 0 || errno == EEXIST ? 0 : -1;
  }
  if (S_ISDIR(about.st_mode)) {
    if (make_folders(target) != 0) return -1;
  } else {
    char *slash = strrchr(target, '/');
    *slash = 0;
    if (make_folders(target) != 0) return -1;
    *slash = '/';
    int fd = open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0) return -1;
    close(fd);
  }
  if (mount(path, target, NULL, MS_BIND | MS_REC, NULL) != 0) return -1;
  return seal(target, MOUNT_ATTR_NOSUID | (writable ? 0 : MOUNT_ATTR_RDONLY));
}

static void show_settings(void) {
  DIR *entries = opendir("/etc");
  if (!entries) return;
  for (char *path; (path = next_setting(entries));) show(path, 0);
  closedir(entries);
}

static int fresh(const char *name, const char *type, unsigned long flags, const char *options) {
  char target[4096];
  snprintf(target, sizeof target, "%s/%s", config.staging, name);
  if (make_folders(target) != 0) return -1;
  return mount(type, target, type, flags, options);
}

/* Everything that is the same for each run, built once on the staging folder of the runner's mount namespace. */
static int build_root(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -1;
  if (mount("tmpfs", config.staging, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=4m") != 0) return -1;
  for (int i = 0; system_folders[i]; i++)
    if (show(system_folders[i], 0) != 0) return -1;
  show_settings();
  for (int i = 0; devices[i]; i++) {
    char path[64];
    snprintf(path, sizeof path, "/dev/%s", devices[i]);
    if (show(path, 1) != 0) return -1;
  }
  char link[4096];
  snprintf(link, sizeof link, "%s/dev/fd", config.staging);
  if (symlink("/proc/self/fd", link) != 0 && errno != EEXIST) return -1;
  return 0;
}

static int write_text(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t wrote = write(fd, text, strlen(text));
  close(fd);
  return wrote == (ssize_t)strlen(text) ? 0 : -1;
}

int prepare_namespaces(void) {
  uid_t uid = geteuid();
  gid_t gid = getegid();
  int shared = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
  if (unshare(uid == 0 ? shared : shared | CLONE_NEWUSER) != 0) return -1;
  if (uid != 0) {
    char map[64];
    if (write_text("/proc/self/setgroups", "deny") != 0 && errno != ENOENT) return -1;
    snprintf(map, sizeof map, "1000 %u 1", uid);
    if (write_text("/proc/self/uid_map", map) != 0) return -1;
    snprintf(map, sizeof map, "1000 %u 1", gid);
    if (write_text("/proc/self/gid_map", map) != 0) return -1;
  }
  sethostname("verdict", 7);
  return build_root();
}

/* Adds what this run alone may see, and makes the staging folder the root. */
static int enter_root(struct program *program) {
  char options[128];
  /* A container may forbid a fresh /proc; most programs do without. */
  fresh("proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  if (fresh("tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777,size=64m") != 0) return -1;
  for (int i = 0; i < program->readable.count; i++)
    if (show(program->readable.at[i], 0) != 0) return -1;
  for (int i = 0; i < program->writable.count; i++)
    if (show(program->writable.at[i], 1) != 0) return -1;
  if (program->work) {
    if (show(program->work, 1) != 0) return -1;
  } else {
    uid_t owner = config.uid ? config.uid : geteuid();
    uint64_t size = program->limits.file < (64u << 20) ? (64u << 20) : program->limits.file;
    for (int i = 0; i < program->in_count; i++) {
      struct stat about;
      if (fstat(program->in[i].fd, &about) == 0) size += (uint64_t)about.st_size + 4096;
    }
    snprintf(options, sizeof options, "mode=700,size=%llu,nr_inodes=16k,uid=%u,gid=%u", (unsigned long long)size, owner,
             config.uid ? config.uid : getegid());
    if (fresh("box", "tmpfs", MS_NOSUID | MS_NODEV, options) != 0) return -1;
  }
  struct attributes attributes = {.set = MOUNT_ATTR_RDONLY};
  if (syscall(SYS_mount_setattr, AT_FDCWD, config.staging, 0, &attributes, sizeof attributes) != 0) return -1;
  if (chdir(config.staging) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) return -1;
  if (umount2(".", MNT_DETACH) != 0) return -1;
  return chdir(program->work ? program->work : "/box");
}

/* The first process of the namespace. */
static void enter_and_keep(struct program *program, int report_fd) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (enter_root(program) != 0) say_failure(report_fd, 'n', errno);
  int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0 || put_files(folder, program) != 0) say_failure(report_fd, 'f', errno);
  keep_program(program, folder, report_fd);
}

int start_in_namespaces(struct program *program, int report_fd) {
  pid_t pid = (pid_t)syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0) {
    take_descriptors(program);
    close_runner_ends();
    enter_and_keep(program, report_fd);
  }
  return pid;
}
#else
int prepare_namespaces(void) { return -1; }
int start_in_namespaces(struct program *program, int report_fd) {
  (void)program;
  (void)report_fd;
  return -1;
}
#endif
