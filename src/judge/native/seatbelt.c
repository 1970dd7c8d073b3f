/*
 * The tier of macOS: sandbox-exec starts the program under a profile that denies whatever it does not name. The
 * profile language is Apple's; in it the last rule that matches decides.
 */
#define _GNU_SOURCE
#include "runner.h"

#ifdef __APPLE__
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SANDBOX_EXEC "/usr/bin/sandbox-exec"
#define PROFILE_ROOM (256 * 1024)

static char profile[PROFILE_ROOM];
static size_t length;

static void add(const char *text) {
  size_t size = strlen(text);
  if (length + size >= sizeof profile) return;
  memcpy(profile + length, text, size + 1);
  length += size;
}

/* ` (KIND "PATH")`. Rules see paths without symbolic links: /tmp is /private/tmp. */
static void add_path(const char *kind, const char *path) {
  char real[PATH_MAX], quoted[2 * PATH_MAX + 1], *to = quoted;
  if (!realpath(path, real)) return;
  for (const char *from = real; *from; from++) {
    if (*from == '"' || *from == '\\') *to++ = '\\';
    *to++ = *from;
  }
  *to = 0;
  add(" (");
  add(kind);
  add(" \"");
  add(quoted);
  add("\")");
}

/* A file that is shown alone needs `literal`, which for a folder would mean its list of names only. */
static void allow(const char *operations, const struct words *paths) {
  for (int i = 0; i < paths->count; i++) {
    char real[PATH_MAX];
    if (!realpath(paths->at[i], real)) continue;
    add("(allow ");
    add(operations);
    add_path("subpath", real);
    add(")\n");
  }
}

/* No network, no other process, no service but those that every program asks at its start. */
static const char base[] =
    "(version 1)\n"
    "(deny default)\n"
    "(allow process-exec process-fork)\n"
    "(allow signal (target same-sandbox))\n"
    "(allow process-info* (target same-sandbox))\n"
    "(allow sysctl-read)\n"
    "(allow user-preference-read)\n"
    "(allow ipc-posix-sem)\n"
    "(allow mach-lookup (global-name \"com.apple.system.opendirectoryd.libinfo\")"
    " (global-name \"com.apple.system.notification_center\") (global-name \"com.apple.system.logger\"))\n"
    "(allow file-read* file-map-executable)\n"
    "(allow file-write-data file-ioctl (literal \"/dev/null\") (literal \"/dev/zero\") (literal \"/dev/dtracehelper\"))\n";

/* What people keep for themselves; names and sizes may be asked for, since every path to a file passes by. */
static const char hidden[] =
    "(deny file-read* file-map-executable (subpath \"/Users\") (subpath \"/Volumes\") (subpath \"/Network\")"
    " (subpath \"/private/tmp\") (subpath \"/private/var/tmp\") (subpath \"/private/var/folders\")"
    " (subpath \"/private/var/root\") (subpath \"/private/var/mail\") (subpath \"/cores\"))\n"
    "(deny file-read-data (subpath \"/System/Volumes/Data/Users\"))\n"
    "(allow file-read-metadata)\n"
    /* Apple's compilers are shims that look up here where the true one is. */
    "(allow file-read* (regex #\"^/private/var/folders/[^/]+/[^/]+/[TC]/xcrun_db[^/]*$\"))\n";

void become_sandboxed(struct program *program, int report_fd) {
  static struct words argv;
  const struct passwd *user = getpwuid(getuid());
  const char *work = program->work ? program->work : config.box;
  struct words folder = {.at = {(char *)work}, .count = 1};
  add(base);
  if (user && user->pw_dir && strcmp(user->pw_dir, "/") != 0) {
    add("(deny file-read* file-map-executable");
    add_path("subpath", user->pw_dir);
    add(")\n");
  }
  add(hidden);
  allow("file-read* file-map-executable", &program->readable);
  allow("file-read* file-write* file-map-executable", &program->writable);
  allow("file-read* file-write* file-map-executable", &folder);
  /* Not even its owner may make a program here that runs with other rights. */
  add("(deny file-write-setugid)\n");
  char *const start[] = {"sandbox-exec", "-p", profile};
  for (int i = 0; i < 3; i++) argv.at[argv.count++] = start[i];
  for (int i = 0; i < program->argv.count && argv.count < MAX_WORDS; i++) argv.at[argv.count++] = program->argv.at[i];
  argv.at[argv.count] = NULL;
  execve(SANDBOX_EXEC, argv.at, program->env.at);
  say_failure(report_fd, 'p', errno);
}
#else
void become_sandboxed(struct program *program, int report_fd) {
  (void)program;
  say_failure(report_fd, 'p', 0);
}
#endif
