/* What a program may do on Linux without namespaces: Landlock for files and signals, seccomp for system calls. */
#define _GNU_SOURCE
#include "runner.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* From linux/landlock.h, which older systems lack. */
struct ruleset {
  uint64_t files, network, scopes;
};
struct __attribute__((packed)) beneath {
  uint64_t allowed;
  int32_t parent;
};
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
#define RIGHT(bit) (1ULL << (bit))
#define READ_AND_EXECUTE (RIGHT(0) | RIGHT(2) | RIGHT(3))
#define FILE_RIGHTS (RIGHT(0) | RIGHT(1) | RIGHT(2) | RIGHT(14) | RIGHT(15))
#define MAKE_DEVICES (RIGHT(6) | RIGHT(11))

static const uint64_t rights_of_version[] = {0, RIGHT(13) - 1, RIGHT(14) - 1, RIGHT(15) - 1, RIGHT(15) - 1, RIGHT(16) - 1};

static void allow(int ruleset, const char *path, uint64_t rights) {
  struct stat about;
  struct beneath rule = {.allowed = rights, .parent = open(path, O_PATH | O_CLOEXEC)};
  if (rule.parent < 0) return;
  if (fstat(rule.parent, &about) == 0 && !S_ISDIR(about.st_mode)) rule.allowed &= FILE_RIGHTS;
  syscall(ADD_RULE, ruleset, 1, &rule, 0);
  close(rule.parent);
}

int confine_files(struct program *program) {
  static const char *const readable[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/nix/store", "/gnu/store",
                                         "/etc/ssl/openssl.cnf", "/proc", "/dev/zero", "/dev/random", "/dev/urandom", NULL};
  long version = syscall(CREATE_RULESET, NULL, 0, 1);
  if (version < 1) return errno ? errno : ENOSYS;
  uint64_t all = rights_of_version[version > 5 ? 5 : version];
  struct ruleset ruleset = {.files = all, .network = version >= 4 ? 3 : 0, .scopes = version >= 6 ? 3 : 0};
  size_t size = version >= 6 ? sizeof ruleset : version >= 4 ? 16 : 8;
  int fd = (int)syscall(CREATE_RULESET, &ruleset, size, 0);
  if (fd < 0) return errno;
  for (int i = 0; readable[i]; i++) allow(fd, readable[i], READ_AND_EXECUTE);
  for (int i = 0; i < program->readable.count; i++) allow(fd, program->readable.at[i], READ_AND_EXECUTE);
  DIR *entries = opendir("/etc");
  for (char *path; entries && (path = next_setting(entries));) allow(fd, path, READ_AND_EXECUTE);
  if (entries) closedir(entries);
  uint64_t writing = all & ~MAKE_DEVICES;
  for (int i = 0; i < program->writable.count; i++) allow(fd, program->writable.at[i], writing);
  allow(fd, program->work ? program->work : config.box, writing);
  allow(fd, "/dev/null", all & FILE_RIGHTS);
  allow(fd, "/dev/full", all & FILE_RIGHTS);
  if (syscall(RESTRICT_SELF, fd, 0) != 0) return errno;
  close(fd);
  return 0;
}

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv)
#define MACHINE AUDIT_ARCH_RISCV64
#endif

#ifdef MACHINE
#define DENY_WITH(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define DENY(call, error) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), DENY_WITH(error)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/* The low half of an argument, on a little-endian machine. */
#define LOAD_ARGUMENT(index) \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + (index) * sizeof(uint64_t))
enum { PIDFD_SEND = 424, IO_URING_SETUP = 425, OPEN_TREE = 428, MOVE_MOUNT = 429, FSOPEN = 430, CLONE3 = 435, PIDFD_GETFD = 438, MOUNT_SETATTR = 442 };

/*
 * No sockets, no tracing, no new namespaces or mounts, no kernel interfaces that only widen what can be attacked.
 * clone3 is "not there", so that C libraries fall back to clone, whose flags can be looked at.
 */
int confine_calls(void) {
  struct sock_filter filter[] = {
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      LOAD(nr),
#if defined(__x86_64__)
      /* The x32 numbers are another way to the same calls. */
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      DENY_WITH(ENOSYS),
#endif
      DENY(CLONE3, ENOSYS),
      DENY(SYS_socket, EACCES),
      DENY(SYS_ptrace, EPERM),
      DENY(SYS_process_vm_readv, EPERM),
      DENY(SYS_process_vm_writev, EPERM),
      DENY(PIDFD_GETFD, EPERM),
      DENY(IO_URING_SETUP, ENOSYS),
      DENY(SYS_unshare, EPERM),
      DENY(SYS_setns, EPERM),
      DENY(SYS_mount, EPERM),
      DENY(SYS_umount2, EPERM),
      DENY(SYS_pivot_root, EPERM),
      DENY(SYS_chroot, EPERM),
      DENY(OPEN_TREE, EPERM),
      DENY(MOVE_MOUNT, EPERM),
      DENY(FSOPEN, EPERM),
      DENY(MOUNT_SETATTR, EPERM),
      DENY(SYS_bpf, EPERM),
      DENY(SYS_perf_event_open, EPERM),
      DENY(SYS_userfaultfd, EPERM),
      DENY(SYS_keyctl, EPERM),
      DENY(SYS_add_key, EPERM),
      DENY(SYS_request_key, EPERM),
      DENY(SYS_kexec_load, EPERM),
      DENY(SYS_init_module, EPERM),
      DENY(SYS_finit_module, EPERM),
      DENY(SYS_open_by_handle_at, EPERM),
      /* A program may not signal "everyone". */
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_kill, 0, 4),
      LOAD_ARGUMENT(0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)-1, 0, 1),
      DENY_WITH(EPERM),
      LOAD(nr),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
      LOAD_ARGUMENT(0),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K,
               CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP, 0, 1),
      DENY_WITH(EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
}
#else
int confine_calls(void) { return ENOSYS; }
#endif
#endif
