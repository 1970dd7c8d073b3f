/*
 * Bubblewrap as the tier for Linux systems where only it may make namespaces (AppArmor on Ubuntu). It starts this
 * runner again inside, as the keeper, so that measurements are the same as elsewhere.
 */
#define _GNU_SOURCE
#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEEPER "/verdict-runner"

static void add(struct words *argv, const char *word) {
  if (argv->count < MAX_WORDS) argv->at[argv->count++] = (char *)word;
  argv->at[argv->count] = NULL;
}

static void bind(struct words *argv, const char *how, const char *path) {
  add(argv, how);
  add(argv, path);
  add(argv, path);
}

void become_bubblewrap(struct program *program, int report_fd) {
  static const char *const flags[] = {"--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent",
                                      "--new-session", "--uid", "1000", "--gid", "1000", "--hostname", "verdict",
                                      "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", NULL};
  static const char *const system_paths[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/nix/store",
                                             "/gnu/store", NULL};
  static struct words argv;
  static char numbers[9][32], report_text[16];
  const struct limits *limits = &program->limits;
  const char *work = program->work ? program->work : config.box;
  add(&argv, config.bwrap);
  for (int i = 0; flags[i]; i++) add(&argv, flags[i]);
  for (int i = 0; system_paths[i]; i++) {
    char target[256];
    struct stat about;
    ssize_t length = -1;
    if (lstat(system_paths[i], &about) != 0) continue;
    if (S_ISLNK(about.st_mode)) length = readlink(system_paths[i], target, sizeof target - 1);
    if (length > 0) {
      target[length] = 0;
      add(&argv, "--symlink");
      add(&argv, strdup(target));
      add(&argv, system_paths[i]);
    } else {
      bind(&argv, "--ro-bind", system_paths[i]);
    }
  }
  DIR *entries = opendir("/etc");
  for (char *path; entries && (path = next_setting(entries));) bind(&argv, "--ro-bind-try", strdup(path));
  if (entries) closedir(entries);
  for (int i = 0; i < program->readable.count; i++) bind(&argv, "--ro-bind-try", program->readable.at[i]);
  for (int i = 0; i < program->writable.count; i++) bind(&argv, "--bind-try", program->writable.at[i]);
  bind(&argv, "--bind", work);
  add(&argv, "--ro-bind");
  add(&argv, config.self);
  add(&argv, KEEPER);
  add(&argv, "--remount-ro");
  add(&argv, "/");
  add(&argv, "--chdir");
  add(&argv, work);
  add(&argv, "--");
  add(&argv, KEEPER);
  add(&argv, "keep");
  snprintf(report_text, sizeof report_text, "%d", report_fd);
  add(&argv, report_text);
  const uint64_t values[] = {limits->cpu, limits->wall, limits->memory, limits->output, limits->file, limits->processes,
                             (uint64_t)program->reserves_memory};
  for (int i = 0; i < 7; i++) {
    snprintf(numbers[i], sizeof numbers[i], "%llu", (unsigned long long)values[i]);
    add(&argv, numbers[i]);
  }
  for (int i = 0; i < program->argv.count; i++) add(&argv, program->argv.at[i]);
  fcntl(report_fd, F_SETFD, 0);
  execve(config.bwrap, argv.at, program->env.at);
  say_failure(report_fd, 'b', errno);
}

/* `runner keep REPORT CPU WALL MEMORY OUTPUT FILE PROCESSES RESERVES COMMAND...`, the environment as it is. */
int keep_inside_bubblewrap(int count, char **words) {
  extern char **environ;
  static struct program program;
  if (count < 9) return 2;
  int report_fd = atoi(words[0]);
  fcntl(report_fd, F_SETFD, FD_CLOEXEC);
  uint64_t *const limits[] = {&program.limits.cpu, &program.limits.wall, &program.limits.memory,
                              &program.limits.output, &program.limits.file, &program.limits.processes};
  for (int i = 0; i < 6; i++) *limits[i] = strtoull(words[i + 1], NULL, 10);
  program.reserves_memory = atoi(words[7]);
  for (int i = 8; i < count && program.argv.count < MAX_WORDS; i++) program.argv.at[program.argv.count++] = words[i];
  for (char **word = environ; *word && program.env.count < MAX_WORDS; word++) program.env.at[program.env.count++] = *word;
  config.tier = TIER_NAMESPACES;
  config.user_processes = 8;
  keep_program(&program, -1, report_fd);
  return 0;
}
