/* The working folder of a run: made fresh, filled, read, removed. Nothing in it is trusted. */
#define _GNU_SOURCE
#include "runner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/mman.h>
int scratch_file(void) { return memfd_create("verdict", MFD_CLOEXEC); }
#else
int scratch_file(void) {
  char path[] = "/tmp/verdict-XXXXXX";
  int fd = mkstemp(path);
  if (fd >= 0) {
    unlink(path);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  return fd;
}
#endif

/* What loaders and runtimes read of /etc: no names, no secrets. Entries that start so are shown. */
char *next_setting(DIR *entries) {
  static const char *const shown[] = {"ld.so.", "alternatives", "java", "mono", "php", "localtime", "fpc", "ghc", "openjdk", NULL};
  static char path[300];
  for (struct dirent *entry; (entry = readdir(entries));)
    for (int i = 0; shown[i]; i++)
      if (strncmp(entry->d_name, shown[i], strlen(shown[i])) == 0) {
        snprintf(path, sizeof path, "/etc/%.255s", entry->d_name);
        return path;
      }
  return NULL;
}

static void remove_entries(int folder, int depth) {
  DIR *entries = fdopendir(folder);
  if (!entries) {
    close(folder);
    return;
  }
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (unlinkat(dirfd(entries), entry->d_name, 0) == 0) continue;
    fchmodat(dirfd(entries), entry->d_name, 0700, 0);
    int below = openat(dirfd(entries), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below >= 0 && depth < 512) remove_entries(below, depth + 1);
    else if (below >= 0) close(below);
    unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR);
  }
  closedir(entries);
}

void remove_below(const char *path) {
  if (rmdir(path) == 0 || errno == ENOENT) return;
  chmod(path, 0700);
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder >= 0) remove_entries(folder, 0);
  rmdir(path);
}

int make_box(const char *path) {
  if (mkdir(path, 0700) == 0) return 0;
  if (errno != EEXIST) return -1;
  remove_below(path);
  return mkdir(path, 0700);
}

static int copy(int to, int from, uint64_t cap) {
  char buffer[65536];
  lseek(from, 0, SEEK_SET);
  while (cap > 0) {
    ssize_t size = read(from, buffer, cap < sizeof buffer ? (size_t)cap : sizeof buffer);
    if (size <= 0) return size == 0 ? 0 : -1;
    for (ssize_t done = 0; done < size;) {
      ssize_t wrote = write(to, buffer + done, (size_t)(size - done));
      if (wrote < 0) return -1;
      done += wrote;
    }
    cap -= (uint64_t)size;
  }
  return 0;
}

/* What the runner made as root belongs to the user that the program becomes. */
static void give_away(int folder, const char *name) {
  if (config.uid && fchownat(folder, name, config.uid, config.uid, AT_SYMLINK_NOFOLLOW) != 0) return;
}

int put_files(int folder, struct program *program) {
  for (int i = 0; i < program->in_count; i++) {
    char *name = program->in[i].name;
    for (char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
      *slash = 0;
      if (mkdirat(folder, name, 0777) == 0) give_away(folder, name);
      *slash = '/';
    }
    size_t length = strlen(name);
    if (length > 0 && name[length - 1] == '/') continue;
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0 || copy(fd, program->in[i].fd, UINT64_MAX) != 0) return -1;
    close(fd);
    give_away(folder, name);
  }
  return 0;
}

void take_files(int folder, struct program *program) {
  for (int i = 0; i < program->out_count; i++) {
    int fd = openat(folder, program->out[i].name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat about;
    if (fd < 0) continue;
    /* One byte in front tells a file that exists, but is empty, from one that does not. */
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && write(program->out[i].fd, "+", 1) == 1)
      copy(program->out[i].fd, fd, program->limits.output);
    close(fd);
  }
}
