/* What the files of the runner share: one run of one or two programs, and how each is confined. */
#ifndef RUNNER_H
#define RUNNER_H

#include <dirent.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

enum tier { TIER_BASIC, TIER_LANDLOCK, TIER_BUBBLEWRAP, TIER_NAMESPACES, TIER_SANDBOX_EXEC };
enum stop { STOP_NONE, STOP_CPU, STOP_WALL, STOP_MEMORY, STOP_OUTPUT, STOP_PROCESSES, STOP_CANCEL };
enum channel { OUT, ERR };

#define MAX_WORDS 4096
#define MAX_FILES 64
#define STDERR_CAP (64 * 1024)

/* Times are in microseconds, sizes in bytes. */
struct limits {
  uint64_t cpu, wall, memory, output, file, processes;
};

struct words {
  char *at[MAX_WORDS + 1];
  int count;
};

/* A file to put into the working folder (fd holds its content), or one to take from it (fd receives it). */
struct file {
  char *name;
  int fd;
};

struct bytes {
  char *data;
  size_t size, room, sent;
};

/* How the program ended, as whoever waited for it saw it. */
struct report {
  int32_t failed; /* errno when the program could not be started */
  int32_t stage;  /* which step failed, for the message */
  int32_t status; /* as wait() gives it */
  uint64_t cpu, wall, memory;
  uint64_t ended; /* when it was seen to end (now_us), where someone was there to see it */
};

struct program {
  struct words argv, env, readable, writable;
  char *work; /* the working folder; empty: a fresh one */
  struct limits limits;
  int reserves_memory;
  struct file in[MAX_FILES], out[MAX_FILES];
  int in_count, out_count;

  pid_t pid;     /* the child of the runner: the program, or the keeper that waits for it */
  int running;
  int child_end[3]; /* what becomes its descriptors 0, 1 and 2; -1 once the child has them */
  int feed;      /* our end of that pipe (interactive runs), or -1 */
  int from[2];   /* our ends of stdout and stderr, or -1 */
  int report_fd; /* what the child says of its start (and, in a namespace, of its end) */
  struct bytes kept[2];
  int truncated;
  enum stop stop;
  struct report report;
  uint64_t started, ended, peak;
  uint64_t seen_cpu; /* the most that was seen while it ran: a namespace that is killed reports none */
};

struct config {
  enum tier tier;
  const char *box;      /* path of the fresh working folder */
  const char *staging;  /* an empty folder on which a namespace builds its root */
  const char *bwrap;    /* the bubblewrap command */
  const char *self;     /* this program, for bubblewrap to call back */
  uid_t uid;            /* the user that programs become when the runner is root; 0: none */
  uint64_t user_processes; /* how many the user had when the runner started */
  uint64_t run_started;    /* seconds since 1970, rounded down */
  const char *homes[2];    /* what the programs of this run were told is their home */
};

extern struct config config;

uint64_t now_us(void);

uint64_t micros(struct timeval time);
void close_runner_ends(void);

/* child.c: everything between fork and exec. Never returns. */
void take_descriptors(struct program *program);
void become_program(struct program *program, int report_fd);
void keep_program(struct program *program, int folder, int report_fd);
void say_failure(int report_fd, int stage, int error);

/* namespaces.c, on Linux: a child that is the first process of its own world. */
int start_in_namespaces(struct program *program, int report_fd);
int prepare_namespaces(void);

/* confine.c, on Linux: Landlock and seccomp. 0 or an errno. */
int confine_files(struct program *program);
int confine_calls(void);

/* bubblewrap.c: starts the program by way of bubblewrap, which calls this runner back as the keeper. */
void become_bubblewrap(struct program *program, int report_fd);
int keep_inside_bubblewrap(int count, char **words);

/* seatbelt.c, on macOS: starts the program by way of sandbox-exec. */
void become_sandboxed(struct program *program, int report_fd);

/* tree.c: what the descendants of a process use now, and their end. */
struct usage {
  uint64_t cpu, memory, waiting, processes;
  uint64_t enough; /* no need to count further than this many processes */
  uint64_t keepers; /* so many at the top of the tree are the sandbox's, not the program's */
};
struct usage usage_of(pid_t pid, uint64_t enough, uint64_t keepers);
void end_tree(pid_t pid);
void end_orphans(const pid_t spared[2]);

/* files.c: the working folder. */
int make_box(const char *path);
void remove_below(const char *path);
int put_files(int folder, struct program *program);
void take_files(int folder, struct program *program);
int scratch_file(void);
char *next_setting(DIR *etc);

#endif
