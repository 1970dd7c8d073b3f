/*
 * The runner: a small server between the judge and the programs it runs. It is asked over stdin, answers over
 * stdout, does one run at a time, and ends every process of a run before it answers. When its stdin closes it
 * ends the run at hand and itself. It stays small, since a child starts as a copy of it.
 *
 * A message is a tag (one byte), a length (four bytes, this machine's order) and that many bytes.
 */
#define _GNU_SOURCE
#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <malloc.h>
#include <sys/prctl.h>
#endif

struct config config;

#define QUEUE_ROOM (64 * 1024)
#define TRANSCRIPT_CAP (1024 * 1024)
#define TICK_MS 10
#define AFTERMATH_US 1000000

static struct program programs[2];
static int program_count;
static struct bytes transcript;
static int bell[2]; /* SIGCHLD writes here */

uint64_t now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

uint64_t micros(struct timeval time) { return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec; }

static void ring(int number) {
  (void)number;
  int error = errno;
  if (write(bell[1], "", 1) < 0) errno = error;
  errno = error;
}

/* --- messages ------------------------------------------------------------------------------------------- */

/* Every process that is left of the run, but for the programs that are still running. */
static void end_leftovers(void) {
  pid_t spared[2] = {0, 0};
  for (int i = 0; i < program_count; i++)
    if (programs[i].running) spared[i] = programs[i].pid;
  if (config.tier != TIER_NAMESPACES) end_orphans(spared);
}

static void leave(int code) {
  for (int i = 0; i < program_count; i++) {
    if (!programs[i].running) continue;
    end_tree(programs[i].pid);
    waitpid(programs[i].pid, NULL, 0);
    programs[i].running = 0;
  }
  end_leftovers();
  remove_below(config.box);
  _exit(code);
}

static void read_all(void *into, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t got = read(0, (char *)into + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) leave(0);
    done += (size_t)got;
  }
}

static void send_all(const void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t put = write(1, (const char *)data + done, size - done);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) leave(0);
    done += (size_t)put;
  }
}

static void send_head(char tag, size_t size) {
  char head[5] = {tag};
  uint32_t length = (uint32_t)size;
  memcpy(head + 1, &length, 4);
  send_all(head, 5);
}

static void send_part(char tag, unsigned char index, const void *data, size_t size) {
  send_head(tag, size + 1);
  send_all(&index, 1);
  send_all(data, size);
}

static char *read_text(uint32_t length) {
  char *text = malloc((size_t)length + 1);
  if (!text) leave(1);
  read_all(text, length);
  text[length] = 0;
  return text;
}

/* Straight into a file, so that a large input never makes the runner large. */
static void read_into(int fd, uint32_t length) {
  char buffer[65536];
  while (length > 0) {
    size_t size = length < sizeof buffer ? length : sizeof buffer;
    read_all(buffer, size);
    for (size_t done = 0; done < size;) {
      ssize_t put = write(fd, buffer + done, size - done);
      if (put <= 0) break;
      done += (size_t)put;
    }
    length -= (uint32_t)size;
  }
}

static void add_word(struct words *words, char *word) {
  if (words->count < MAX_WORDS) words->at[words->count++] = word;
  else free(word);
}

static struct program *next_program(void) {
  struct program *program = &programs[program_count++];
  memset(program, 0, sizeof *program);
  program->feed = program->from[OUT] = program->from[ERR] = program->report_fd = -1;
  for (int fd = 0; fd < 3; fd++) program->child_end[fd] = -1;
  return program;
}

/* Reads a request up to its `G`. */
static void read_request(void) {
  struct program *program = NULL;
  program_count = 0;
  for (;;) {
    char head[5];
    uint32_t length;
    read_all(head, 5);
    memcpy(&length, head + 1, 4);
    if (head[0] == 'G') return;
    if (head[0] == 'P') {
      if (program_count == 2) leave(2);
      program = next_program();
      continue;
    }
    if (head[0] == 'x' && !program) continue; /* a cancellation that came too late */
    if (!program) leave(2);
    switch (head[0]) {
      case 'a': add_word(&program->argv, read_text(length)); break;
      case 'e': add_word(&program->env, read_text(length)); break;
      case 'r': add_word(&program->readable, read_text(length)); break;
      case 'W': add_word(&program->writable, read_text(length)); break;
      case 'w': program->work = read_text(length); break;
      case 'm': program->reserves_memory = 1; break;
      case 'l': read_all(&program->limits, sizeof program->limits); break;
      case 'i':
        program->child_end[0] = scratch_file();
        read_into(program->child_end[0], length);
        lseek(program->child_end[0], 0, SEEK_SET);
        break;
      case 'n':
      case 'c': {
        int *count = head[0] == 'n' ? &program->in_count : &program->out_count;
        if (*count == MAX_FILES) leave(2);
        struct file *file = (head[0] == 'n' ? program->in : program->out) + (*count)++;
        file->name = read_text(length);
        file->fd = scratch_file();
        break;
      }
      case 'f': read_into(program->in[program->in_count - 1].fd, length); break;
      default: leave(2);
    }
  }
}

/* --- bytes ---------------------------------------------------------------------------------------------- */

static void append(struct bytes *bytes, const char *data, size_t size) {
  if (bytes->size + size > bytes->room) {
    size_t room = (bytes->size + size) * 2 + 4096;
    char *larger = realloc(bytes->data, room);
    if (!larger) leave(1);
    bytes->data = larger;
    bytes->room = room;
  }
  memcpy(bytes->data + bytes->size, data, size);
  bytes->size += size;
}

static void forget(struct bytes *bytes) {
  free(bytes->data);
  memset(bytes, 0, sizeof *bytes);
}

/* `who` wrote these: as pieces of direction, length, bytes. Consecutive pieces of one side are one. */
static void record(unsigned char who, const char *data, size_t size) {
  static size_t last;
  if (transcript.size == 0) last = 0;
  if (transcript.size + size > TRANSCRIPT_CAP) return;
  uint32_t length;
  if (transcript.size > 0 && (unsigned char)transcript.data[last] == who) {
    memcpy(&length, transcript.data + last + 1, 4);
    length += (uint32_t)size;
    memcpy(transcript.data + last + 1, &length, 4);
  } else {
    last = transcript.size;
    length = (uint32_t)size;
    append(&transcript, (char *)&who, 1);
    append(&transcript, (char *)&length, 4);
  }
  append(&transcript, data, size);
}

/* --- a run ---------------------------------------------------------------------------------------------- */

static void shut(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static void stop(struct program *program, enum stop why) {
  if (program->stop == STOP_NONE) program->stop = why;
  if (!program->running) return;
  if (config.tier == TIER_NAMESPACES || config.tier == TIER_BUBBLEWRAP) {
    /* Its namespace ends with it, however many processes it holds. */
    kill(program->pid, SIGKILL);
    return;
  }
  end_tree(program->pid);
  if (program_count == 1) end_leftovers();
}

/* A keeper is a copy of the runner that never execs: it must not hold our ends of the pipes open. */
void close_runner_ends(void) {
  for (int i = 0; i < program_count; i++) {
    shut(&programs[i].feed);
    shut(&programs[i].from[OUT]);
    shut(&programs[i].from[ERR]);
    shut(&programs[i].report_fd);
  }
}

static int make_pipe(int *reading, int *writing, int keep_reading) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  *reading = ends[0];
  *writing = ends[1];
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  int ours = keep_reading ? ends[0] : ends[1];
  fcntl(ours, F_SETFL, O_NONBLOCK);
  return 0;
}

static void start(struct program *program) {
  int report_end = -1;
  for (int which = OUT; which <= ERR; which++)
    if (make_pipe(&program->from[which], &program->child_end[1 + which], 1) != 0) leave(1);
  if (make_pipe(&program->report_fd, &report_end, 1) != 0) leave(1);
  if (program->child_end[0] < 0 && make_pipe(&program->child_end[0], &program->feed, 0) != 0) leave(1);
  program->started = now_us();
  if (config.tier == TIER_NAMESPACES) {
    program->pid = start_in_namespaces(program, report_end);
  } else {
    const char *work = program->work ? program->work : config.box;
    program->pid = fork();
    if (program->pid == 0) {
      setsid();
      take_descriptors(program);
      if (chdir(work) != 0) say_failure(report_end, 'c', errno);
      if (config.tier == TIER_BUBBLEWRAP) become_bubblewrap(program, report_end);
      become_program(program, report_end);
    }
  }
  if (program->pid < 0) {
    program->report.failed = errno;
    program->report.stage = 'k';
  }
  program->running = program->pid > 0;
  close(report_end);
  for (int fd = 0; fd < 3; fd++) shut(&program->child_end[fd]);
}

/* Takes what there is of one stream. Returns 0 at its end. */
static int take(struct program *program, int which) {
  char buffer[65536];
  int index = (int)(program - programs);
  ssize_t size = read(program->from[which], buffer, sizeof buffer);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return 1;
  if (size <= 0) {
    shut(&program->from[which]);
    return 0;
  }
  struct bytes *kept = &program->kept[which];
  if (which == ERR) {
    size_t room = STDERR_CAP - kept->size;
    append(kept, buffer, (size_t)size < room ? (size_t)size : room);
    return 1;
  }
  size_t room = program->limits.output - kept->size;
  append(kept, buffer, (size_t)size < room ? (size_t)size : room);
  if (program_count == 2) record((unsigned char)index, buffer, (size_t)size);
  if ((size_t)size > room) {
    program->truncated = 1;
    stop(program, STOP_OUTPUT);
  }
  return 1;
}

/* In an interactive run the bytes kept of one side are fed to the other; how many were is in `sent`. */
static void feed(struct program *to, struct program *from) {
  struct bytes *kept = &from->kept[OUT];
  while (to->feed >= 0 && kept->sent < kept->size) {
    ssize_t put = write(to->feed, kept->data + kept->sent, kept->size - kept->sent);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) return;
    if (put < 0) shut(&to->feed);
    else kept->sent += (size_t)put;
  }
  /* The program's end is known before the interactor hears of it, and so before one that ends at it. */
  int is_over = from != &programs[0] || !from->running;
  if (from->from[OUT] < 0 && is_over) shut(&to->feed);
}

static void reap(struct program *program) {
  int status;
  struct rusage used;
  if (!program->running || wait4(program->pid, &status, WNOHANG, &used) != program->pid) return;
  program->running = 0;
  program->ended = now_us();
  if (config.tier != TIER_NAMESPACES) kill(-program->pid, SIGKILL);
  if (program_count == 1) end_leftovers();
  struct report report;
  ssize_t size = read(program->report_fd, &report, sizeof report);
  if (size == (ssize_t)sizeof report) {
    program->report = report;
    /* Of two that ended before the runner had its turn, it tells which was first. */
    if (report.ended != 0) program->ended = report.ended;
  } else {
    program->report.status = status;
    program->report.cpu = micros(used.ru_utime) + micros(used.ru_stime);
#ifdef __APPLE__
    program->report.memory = (uint64_t)used.ru_maxrss;
#else
    program->report.memory = (uint64_t)used.ru_maxrss * 1024;
#endif
  }
  if (program->report.wall == 0) program->report.wall = program->ended - program->started;
  /* Every writer in the tree is gone: what is in the pipes is all there is. */
  for (int which = OUT; which <= ERR; which++) {
    if (program->from[which] < 0) continue;
    for (size_t before = SIZE_MAX; before != program->kept[which].size && !program->truncated;) {
      before = program->kept[which].size;
      if (!take(program, which)) break;
    }
    shut(&program->from[which]);
  }
}

/* Compares what a program uses with its limits. Waiting for a core is not the program's doing. */
static void look(struct program *program) {
  const struct limits *limits = &program->limits;
  uint64_t keepers = config.tier == TIER_NAMESPACES ? 1 : config.tier == TIER_BUBBLEWRAP ? 3 : 0;
  struct usage usage = usage_of(program->pid, limits->processes + keepers + 1, keepers);
  uint64_t wall = now_us() - program->started;
  if (usage.memory > program->peak) program->peak = usage.memory;
  if (usage.cpu > program->seen_cpu) program->seen_cpu = usage.cpu;
  if (usage.cpu > limits->cpu) stop(program, STOP_CPU);
  else if (usage.memory > limits->memory) stop(program, STOP_MEMORY);
  else if (usage.processes > limits->processes + keepers) stop(program, STOP_PROCESSES);
  else if (wall > limits->wall + usage.waiting || wall > limits->wall * 10) stop(program, STOP_WALL);
}

/* A cancellation or the end of the judge. */
static void hear(void) {
  char head[5];
  read_all(head, 5);
  if (head[0] != 'x') leave(2);
  for (int i = 0; i < program_count; i++) stop(&programs[i], STOP_CANCEL);
}

static void watch(void) {
  uint64_t last_look = now_us();
  for (;;) {
    struct pollfd polled[10];
    struct program *of[10];
    int which[10], count = 2, running = 0;
    polled[0] = (struct pollfd){.fd = 0, .events = POLLIN};
    polled[1] = (struct pollfd){.fd = bell[0], .events = POLLIN};
    for (int i = 0; i < program_count; i++) {
      struct program *program = &programs[i];
      running += program->running;
      const struct bytes *kept = &program->kept[OUT];
      int full = program_count == 2 && kept->size - kept->sent > QUEUE_ROOM;
      for (int stream = OUT; stream <= ERR; stream++) {
        if (program->from[stream] < 0 || (stream == OUT && full)) continue;
        of[count] = program;
        which[count] = stream;
        polled[count++] = (struct pollfd){.fd = program->from[stream], .events = POLLIN};
      }
      struct bytes *queue = &programs[1 - i].kept[OUT];
      if (program_count == 2 && program->feed >= 0 && queue->sent < queue->size) {
        of[count] = program;
        which[count] = -1;
        polled[count++] = (struct pollfd){.fd = program->feed, .events = POLLOUT};
      }
    }
    if (!running) return;
    if (poll(polled, (nfds_t)count, TICK_MS) < 0 && errno != EINTR) leave(1);
    if (polled[0].revents) hear();
    char rings[64];
    while (read(bell[0], rings, sizeof rings) > 0) continue;
    for (int i = 2; i < count; i++)
      if (polled[i].revents && which[i] >= 0 && of[i]->from[which[i]] == polled[i].fd) take(of[i], which[i]);
    for (int i = 0; i < program_count; i++) reap(&programs[i]);
    if (program_count == 2) {
      feed(&programs[1], &programs[0]);
      feed(&programs[0], &programs[1]);
      /* The interactor has spoken: the other side gets a moment to end by itself. */
      if (!programs[1].running && programs[0].running && now_us() - programs[1].ended > AFTERMATH_US)
        stop(&programs[0], STOP_CANCEL);
    }
    if (now_us() - last_look < TICK_MS * 1000) continue;
    last_look = now_us();
    for (int i = 0; i < program_count; i++)
      if (programs[i].running) look(&programs[i]);
  }
}

static void send_file(char tag, unsigned char index, int fd) {
  struct stat about;
  if (fstat(fd, &about) != 0) return;
  size_t size = (size_t)about.st_size;
  send_head(tag, size + 1);
  send_all(&index, 1);
  char buffer[65536];
  lseek(fd, 0, SEEK_SET);
  while (size > 0) {
    ssize_t got = read(fd, buffer, size < sizeof buffer ? size : sizeof buffer);
    if (got <= 0) leave(1);
    send_all(buffer, (size_t)got);
    size -= (size_t)got;
  }
}

static void answer(void) {
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    const struct report *report = &program->report;
    int status = report->status;
    uint64_t memory = report->memory > program->peak ? report->memory : program->peak;
    uint64_t cpu = report->cpu > program->seen_cpu ? report->cpu : program->seen_cpu;
    int64_t numbers[] = {report->failed,
                         report->stage,
                         WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                         WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                         program->stop,
                         (int64_t)cpu,
                         (int64_t)report->wall,
                         (int64_t)memory,
                         program->truncated,
                         (int64_t)program->ended,
                         (int64_t)(program->kept[OUT].size - program->kept[OUT].sent)};
    send_part('s', (unsigned char)i, numbers, sizeof numbers);
    send_part('o', (unsigned char)i, program->kept[OUT].data, program->kept[OUT].size);
    send_part('q', (unsigned char)i, program->kept[ERR].data, program->kept[ERR].size);
    for (int file = 0; file < program->out_count; file++)
      send_file('f', (unsigned char)(i * MAX_FILES + file), program->out[file].fd);
  }
  if (program_count == 2) send_part('t', 0, transcript.data, transcript.size);
  send_head('.', 0);
}

static void forget_program(struct program *program) {
  struct words *const all[] = {&program->argv, &program->env, &program->readable, &program->writable};
  for (int i = 0; i < 4; i++)
    for (int word = 0; word < all[i]->count; word++) free(all[i]->at[word]);
  free(program->work);
  for (int i = 0; i < program->in_count; i++) {
    free(program->in[i].name);
    close(program->in[i].fd);
  }
  for (int i = 0; i < program->out_count; i++) {
    free(program->out[i].name);
    close(program->out[i].fd);
  }
  shut(&program->feed);
  shut(&program->report_fd);
  for (int which = OUT; which <= ERR; which++) {
    shut(&program->from[which]);
    forget(&program->kept[which]);
  }
}

/* In tiers without a mount namespace of the run's own, the working folder is one of the host. */
static int with_host_folder(struct program *program, int (*work)(int, struct program *)) {
  const char *path = program->work ? program->work : config.box;
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return -1;
  int result = work(folder, program);
  close(folder);
  return result;
}

static int take_files_from(int folder, struct program *program) {
  take_files(folder, program);
  return 0;
}

static void run_once(void) {
  forget(&transcript);
  int on_host = config.tier != TIER_NAMESPACES;
  int fresh = on_host && make_box(config.box) == 0;
  config.run_started = (uint64_t)time(NULL);
  for (int i = 0; i < 2; i++)
    config.homes[i] = i >= program_count ? NULL : programs[i].work ? programs[i].work : config.box;
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    if (on_host && program->in_count > 0 && with_host_folder(program, put_files) != 0) {
      program->report.failed = errno;
      program->report.stage = 'f';
    } else {
      start(program);
    }
  }
  watch();
  end_leftovers();
  for (int i = 0; on_host && i < program_count; i++)
    if (programs[i].out_count > 0) with_host_folder(&programs[i], take_files_from);
  if (fresh) remove_below(config.box);
  answer();
  for (int i = 0; i < program_count; i++) forget_program(&programs[i]);
  program_count = 0;
}

static void greet(const char *trouble) {
  send_head(trouble ? '!' : 'h', trouble ? strlen(trouble) : 0);
  if (trouble) {
    send_all(trouble, strlen(trouble));
    _exit(1);
  }
}

/* `runner serve TIER BOX STAGING BWRAP UID USER_PROCESSES`, or `runner keep ...` from inside bubblewrap. */
int main(int count, char **words) {
  if (count > 2 && !strcmp(words[1], "keep")) return keep_inside_bubblewrap(count - 2, words + 2);
  if (count != 8 || strcmp(words[1], "serve")) return 2;
  static const char *const tiers[] = {"basic", "landlock", "bubblewrap", "namespaces", "sandbox-exec"};
  for (int i = 0; i < 5; i++)
    if (!strcmp(words[2], tiers[i])) config.tier = (enum tier)i;
  config.box = words[3];
  config.staging = words[4];
  config.bwrap = words[5];
  config.self = words[0];
  config.uid = (uid_t)strtoul(words[6], NULL, 10);
  config.user_processes = strtoull(words[7], NULL, 10);
  signal(SIGPIPE, SIG_IGN);
  /* The editor's own signals are the judge's to handle; the runner ends when its stdin does. */
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  if (pipe(bell) != 0) return 1;
  for (int i = 0; i < 2; i++) {
    fcntl(bell[i], F_SETFD, FD_CLOEXEC);
    fcntl(bell[i], F_SETFL, O_NONBLOCK);
  }
  struct sigaction action = {.sa_handler = ring, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
  sigaction(SIGCHLD, &action, NULL);
#ifdef __linux__
#ifdef M_MMAP_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
  prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
  if (config.tier == TIER_NAMESPACES && prepare_namespaces() != 0) greet(strerror(errno));
#ifdef __linux__
  /* A program of the same user must not look into the runner. */
  prctl(PR_SET_DUMPABLE, 0);
#endif
  greet(NULL);
  for (;;) {
    read_request();
    run_once();
  }
}
