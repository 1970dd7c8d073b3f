/*
 * The runner for Windows: the same messages as its sibling in the folder above, but each program and all that it
 * starts is in a Job Object, which measures it, limits it and ends it. In the tier "low-integrity" programs have a
 * token that may write nowhere but into their working folder and may not touch other processes.
 */
#define WIN32_LEAN_AND_MEAN
#define UNICODE
#undef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#include <windows.h>

#include <aclapi.h>
#include <errno.h>
#include <sddl.h>
#include <shellapi.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum stop { STOP_NONE, STOP_CPU, STOP_WALL, STOP_MEMORY, STOP_OUTPUT, STOP_PROCESSES, STOP_CANCEL };
enum channel { ON_STDOUT, ON_STDERR };

#define MAX_WORDS 4096
#define MAX_FILES 64
#define STDERR_CAP (64 * 1024)
#define TRANSCRIPT_CAP (1024 * 1024)
#define PIPE_ROOM (64 * 1024)
#define TICK_MS 10
#define AFTERMATH_US 1000000
#define MiB (1024ull * 1024)

/* Times are in microseconds, sizes in bytes. */
struct limits {
  uint64_t cpu, wall, memory, output, file, processes;
};

struct bytes {
  char *data;
  size_t size, room;
};

struct words {
  char *at[MAX_WORDS];
  int count;
};

struct file {
  char *name;
  struct bytes content;
};

struct program {
  struct words argv, env, writable;
  char *work; /* the working folder; NULL: a fresh one */
  struct limits limits;
  struct file in[MAX_FILES], out[MAX_FILES];
  int in_count, out_count;
  struct bytes input;

  HANDLE job, process, readers[2];
  HANDLE from[2]; /* our ends of stdout and stderr */
  HANDLE feed;    /* our end of stdin in an interactive run, or NULL */
  HANDLE stdin_end;
  struct bytes kept[2];
  size_t fed; /* bytes of stdout that the other side took */
  volatile LONG64 said_on_stderr;
  volatile LONG over_output;
  int running, truncated;
  enum stop stop;
  int failed, stage;
  DWORD exit_code;
  uint64_t started, ended, cpu, wall, memory;
};

static struct program programs[2];
static int program_count, low_integrity;
static wchar_t *box;
static struct bytes transcript;
static size_t last_said;
static CRITICAL_SECTION talking; /* guards the transcript */
static HANDLE cancelled;         /* set by a cancellation */
static HANDLE asked;             /* set when a request is complete */
static HANDLE answered;          /* set when the next one may come */
static volatile LONG serving;    /* a run is under way */
static HANDLE in_pipe, out_pipe;

static uint64_t now_us(void) {
  LARGE_INTEGER count, frequency;
  QueryPerformanceCounter(&count);
  QueryPerformanceFrequency(&frequency);
  return (uint64_t)((double)count.QuadPart / (double)frequency.QuadPart * 1e6);
}

/* --- bytes and names ------------------------------------------------------------------------------------ */

static void append(struct bytes *bytes, const void *data, size_t size) {
  if (bytes->size + size > bytes->room) {
    size_t room = (bytes->size + size) * 2 + 4096;
    char *larger = realloc(bytes->data, room);
    if (!larger) ExitProcess(1);
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

static wchar_t *wide(const char *text) {
  int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
  wchar_t *result = malloc((size_t)(size > 0 ? size : 1) * sizeof *result);
  if (!result) ExitProcess(1);
  result[0] = 0;
  if (size > 0) MultiByteToWideChar(CP_UTF8, 0, text, -1, result, size);
  return result;
}

static wchar_t *below(const wchar_t *folder, const wchar_t *name) {
  size_t size = wcslen(folder) + wcslen(name) + 2;
  wchar_t *path = malloc(size * sizeof *path);
  if (!path) ExitProcess(1);
  wcscpy(path, folder);
  wcscat(path, L"\\");
  wcscat(path, name);
  for (wchar_t *at = path; *at; at++)
    if (*at == L'/') *at = L'\\';
  return path;
}

/* Node's numbers for errors are those of the C library. */
static int errno_of(DWORD error) {
  switch (error) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_DIRECTORY: return ENOENT;
    case ERROR_ACCESS_DENIED:
    case ERROR_PRIVILEGE_NOT_HELD: return EACCES;
    case ERROR_BAD_EXE_FORMAT:
    case ERROR_EXE_MACHINE_TYPE_MISMATCH: return ENOEXEC;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS: return EEXIST;
    default: return EIO;
  }
}

/* --- messages ------------------------------------------------------------------------------------------- */

static void leave(int code);

static int read_all(void *into, size_t size) {
  for (size_t done = 0; done < size;) {
    DWORD got = 0;
    DWORD part = size - done > (1u << 20) ? (1u << 20) : (DWORD)(size - done);
    if (!ReadFile(in_pipe, (char *)into + done, part, &got, NULL) || got == 0) return -1;
    done += got;
  }
  return 0;
}

static void send_all(const void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    DWORD put = 0;
    DWORD part = size - done > (1u << 20) ? (1u << 20) : (DWORD)(size - done);
    if (!WriteFile(out_pipe, (const char *)data + done, part, &put, NULL) || put == 0) leave(0);
    done += put;
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
  if (!text || read_all(text, length) != 0) leave(1);
  text[length] = 0;
  return text;
}

static void read_bytes(struct bytes *bytes, uint32_t length) {
  forget(bytes);
  bytes->data = malloc((size_t)length + 1);
  if (!bytes->data || read_all(bytes->data, length) != 0) leave(1);
  bytes->room = (size_t)length + 1;
  bytes->size = length;
}

static void add_word(struct words *words, char *word) {
  if (words->count < MAX_WORDS) words->at[words->count++] = word;
  else free(word);
}

/* Reads for ever: requests up to their `G`, cancellations, and the end of the judge, which is ours too. */
static DWORD WINAPI hear(void *nothing) {
  struct program *program = NULL;
  (void)nothing;
  for (;;) {
    char head[5];
    uint32_t length;
    if (read_all(head, 5) != 0) leave(0);
    memcpy(&length, head + 1, 4);
    if (head[0] == 'x') {
      if (serving) SetEvent(cancelled);
      continue;
    }
    if (head[0] == 'G') {
      ResetEvent(cancelled);
      InterlockedExchange(&serving, 1);
      SetEvent(asked);
      program = NULL;
      continue;
    }
    if (head[0] == 'P') {
      /* The answer to the last request has been sent, so nobody uses these any more. */
      if (!program) WaitForSingleObject(answered, INFINITE);
      if (!program) program_count = 0;
      if (program_count == 2) leave(2);
      program = &programs[program_count++];
      memset(program, 0, sizeof *program);
      continue;
    }
    if (!program) leave(2);
    switch (head[0]) {
      case 'a': add_word(&program->argv, read_text(length)); break;
      case 'e': add_word(&program->env, read_text(length)); break;
      case 'r': free(read_text(length)); break;
      case 'W': add_word(&program->writable, read_text(length)); break;
      case 'w': program->work = read_text(length); break;
      case 'm': break;
      case 'l':
        if (read_all(&program->limits, sizeof program->limits) != 0) leave(1);
        break;
      case 'i': read_bytes(&program->input, length); break;
      case 'n':
      case 'c': {
        int *count = head[0] == 'n' ? &program->in_count : &program->out_count;
        if (*count == MAX_FILES) leave(2);
        ((head[0] == 'n' ? program->in : program->out) + (*count)++)->name = read_text(length);
        break;
      }
      case 'f':
        if (program->in_count == 0) leave(2);
        read_bytes(&program->in[program->in_count - 1].content, length);
        break;
      default: leave(2);
    }
  }
}

/* --- the working folder --------------------------------------------------------------------------------- */

/* Links and mount points are removed, never followed. */
static void remove_below(const wchar_t *folder) {
  wchar_t *pattern = below(folder, L"*");
  WIN32_FIND_DATAW entry;
  HANDLE entries = FindFirstFileW(pattern, &entry);
  free(pattern);
  if (entries != INVALID_HANDLE_VALUE) {
    do {
      if (!wcscmp(entry.cFileName, L".") || !wcscmp(entry.cFileName, L"..")) continue;
      wchar_t *path = below(folder, entry.cFileName);
      DWORD kind = entry.dwFileAttributes;
      if (kind & FILE_ATTRIBUTE_READONLY) SetFileAttributesW(path, FILE_ATTRIBUTE_NORMAL);
      if (!(kind & FILE_ATTRIBUTE_DIRECTORY)) DeleteFileW(path);
      else if (kind & FILE_ATTRIBUTE_REPARSE_POINT) RemoveDirectoryW(path);
      else remove_below(path);
      free(path);
    } while (FindNextFileW(entries, &entry));
    FindClose(entries);
  }
  RemoveDirectoryW(folder);
}

/* Marks a folder or file: LW may be written by programs of low integrity, ME may not. */
static int mark(const wchar_t *path, const wchar_t *label_text) {
  if (!low_integrity) return 0;
  PSECURITY_DESCRIPTOR descriptor = NULL;
  PACL label = NULL;
  BOOL present = FALSE, defaulted = FALSE;
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(label_text, SDDL_REVISION_1, &descriptor, NULL))
    return errno_of(GetLastError());
  DWORD error = ERROR_SUCCESS;
  if (!GetSecurityDescriptorSacl(descriptor, &present, &label, &defaulted)) error = GetLastError();
  if (error == ERROR_SUCCESS)
    error = SetNamedSecurityInfoW((wchar_t *)path, SE_FILE_OBJECT, LABEL_SECURITY_INFORMATION, NULL, NULL, NULL, label);
  LocalFree(descriptor);
  return error == ERROR_SUCCESS ? 0 : errno_of(error);
}

/* What is made in it from now on is marked alike. */
static int open_folder(const wchar_t *folder) { return mark(folder, L"S:(ML;OICI;NW;;;LW)"); }

/* A build that was made in a folder is not for later programs to change. */
static void close_folder(const wchar_t *folder) {
  if (!low_integrity) return;
  wchar_t *pattern = below(folder, L"*");
  WIN32_FIND_DATAW entry;
  HANDLE entries = FindFirstFileW(pattern, &entry);
  free(pattern);
  if (entries != INVALID_HANDLE_VALUE) {
    do {
      if (!wcscmp(entry.cFileName, L".") || !wcscmp(entry.cFileName, L"..")) continue;
      if (entry.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) continue;
      wchar_t *path = below(folder, entry.cFileName);
      if (entry.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) close_folder(path);
      else mark(path, L"S:(ML;;NW;;;ME)");
      free(path);
    } while (FindNextFileW(entries, &entry));
    FindClose(entries);
  }
  mark(folder, L"S:(ML;OICI;NW;;;ME)");
}

static int make_box(void) {
  remove_below(box);
  return CreateDirectoryW(box, NULL) ? open_folder(box) : errno_of(GetLastError());
}

static int put_files(const wchar_t *folder, struct program *program) {
  for (int i = 0; i < program->in_count; i++) {
    wchar_t *name = wide(program->in[i].name);
    size_t length = wcslen(name);
    for (size_t at = 0; at < length; at++) {
      if (name[at] != L'/') continue;
      name[at] = 0;
      wchar_t *path = below(folder, name);
      CreateDirectoryW(path, NULL);
      free(path);
      name[at] = L'/';
    }
    if (length > 0 && name[length - 1] != L'/') {
      wchar_t *path = below(folder, name);
      HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
      DWORD error = GetLastError(), put = 0;
      free(path);
      struct bytes *content = &program->in[i].content;
      int written = file != INVALID_HANDLE_VALUE &&
                    (content->size == 0 || (WriteFile(file, content->data, (DWORD)content->size, &put, NULL) && put == content->size));
      if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
      if (!written) {
        free(name);
        return errno_of(error);
      }
    }
    free(name);
  }
  return 0;
}

/* Whether an opened file really lies where its name says: no folder on the way was replaced by a link. */
static int lies_below(HANDLE file, const wchar_t *folder) {
  wchar_t where[4096], root[4096];
  HANDLE opened = CreateFileW(folder, 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS, NULL);
  if (opened == INVALID_HANDLE_VALUE) return 0;
  DWORD length = GetFinalPathNameByHandleW(opened, root, 4096, 0);
  CloseHandle(opened);
  DWORD size = GetFinalPathNameByHandleW(file, where, 4096, 0);
  return length > 0 && length < 4096 && size > length && size < 4096 && !_wcsnicmp(where, root, length) &&
         where[length] == L'\\';
}

/* The program and all that it started are gone: nothing changes the folder any more. */
static void take_files(const wchar_t *folder, struct program *program) {
  for (int i = 0; i < program->out_count; i++) {
    wchar_t *name = wide(program->out[i].name);
    wchar_t *path = below(folder, name);
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
    free(name);
    free(path);
    if (file == INVALID_HANDLE_VALUE) continue;
    BY_HANDLE_FILE_INFORMATION about;
    if (GetFileType(file) == FILE_TYPE_DISK && GetFileInformationByHandle(file, &about) &&
        !(about.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT)) &&
        /* A second name of a file elsewhere is not the program's output. */
        about.nNumberOfLinks == 1 && lies_below(file, folder)) {
      struct bytes *content = &program->out[i].content;
      /* One byte in front tells a file that exists, but is empty, from one that does not. */
      append(content, "+", 1);
      char buffer[65536];
      for (DWORD got = 0; ReadFile(file, buffer, sizeof buffer, &got, NULL) && got > 0;) {
        size_t room = program->limits.output + 1 - content->size;
        append(content, buffer, got < room ? got : room);
        if (got >= room) break;
      }
    }
    CloseHandle(file);
  }
}

/* --- starting ------------------------------------------------------------------------------------------- */

static void put_wide(struct bytes *bytes, wchar_t letter) { append(bytes, &letter, sizeof letter); }

/* One argument as the C runtime of the program will take it apart again. */
static void add_argument(struct bytes *line, const char *text) {
  wchar_t *word = wide(text);
  size_t slashes = 0;
  if (line->size > 0) put_wide(line, L' ');
  put_wide(line, L'"');
  for (const wchar_t *at = word; *at; at++) {
    if (*at == L'"')
      for (size_t i = 0; i <= slashes; i++) put_wide(line, L'\\');
    slashes = *at == L'\\' ? slashes + 1 : 0;
    put_wide(line, *at);
  }
  while (slashes-- > 0) put_wide(line, L'\\');
  put_wide(line, L'"');
  free(word);
}

static int by_name(const void *one, const void *other) {
  return _wcsicmp(*(wchar_t *const *)one, *(wchar_t *const *)other);
}

/* Windows wants the variables sorted. */
static wchar_t *environment_of(struct program *program) {
  static wchar_t *sorted[MAX_WORDS];
  struct bytes block = {0};
  for (int i = 0; i < program->env.count; i++) sorted[i] = wide(program->env.at[i]);
  qsort(sorted, (size_t)program->env.count, sizeof *sorted, by_name);
  for (int i = 0; i < program->env.count; i++) {
    append(&block, sorted[i], (wcslen(sorted[i]) + 1) * sizeof(wchar_t));
    free(sorted[i]);
  }
  put_wide(&block, 0);
  put_wide(&block, 0);
  return (wchar_t *)block.data;
}

static HANDLE new_job(const struct program *program) {
  HANDLE job = CreateJobObjectW(NULL, NULL);
  if (!job) return NULL;
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_ACTIVE_PROCESS |
                                            JOB_OBJECT_LIMIT_JOB_MEMORY | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
  /* A console without a window is a process of its own. */
  limits.BasicLimitInformation.ActiveProcessLimit = (DWORD)program->limits.processes + 1;
  /* What is committed decides, and is watched; this only stops a program that asks for absurd amounts at once. */
  limits.JobMemoryLimit = (SIZE_T)(program->limits.memory * 2 + 256 * MiB);
  if (!SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits)) {
    CloseHandle(job);
    return NULL;
  }
  /* No clipboard, no windows of others, no logging off. */
  JOBOBJECT_BASIC_UI_RESTRICTIONS screen = {
      JOB_OBJECT_UILIMIT_HANDLES | JOB_OBJECT_UILIMIT_READCLIPBOARD | JOB_OBJECT_UILIMIT_WRITECLIPBOARD |
      JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS | JOB_OBJECT_UILIMIT_DISPLAYSETTINGS | JOB_OBJECT_UILIMIT_GLOBALATOMS |
      JOB_OBJECT_UILIMIT_DESKTOP | JOB_OBJECT_UILIMIT_EXITWINDOWS};
  SetInformationJobObject(job, JobObjectBasicUIRestrictions, &screen, sizeof screen);
  return job;
}

/* A copy of our token that Windows lets write only to what is marked as low. NULL: it cannot be had. */
static HANDLE low_token(void) {
  HANDLE own = NULL, token = NULL;
  PSID low = NULL;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_DUPLICATE | TOKEN_ADJUST_DEFAULT | TOKEN_QUERY | TOKEN_ASSIGN_PRIMARY, &own))
    return NULL;
  /* Without the privileges of an administrator, whoever runs us. */
  if (!CreateRestrictedToken(own, DISABLE_MAX_PRIVILEGE, 0, NULL, 0, NULL, 0, NULL, &token)) token = NULL;
  CloseHandle(own);
  if (token && ConvertStringSidToSidW(L"S-1-16-4096", &low)) {
    TOKEN_MANDATORY_LABEL label = {{low, SE_GROUP_INTEGRITY}};
    if (!SetTokenInformation(token, TokenIntegrityLevel, &label, sizeof label + GetLengthSid(low))) {
      CloseHandle(token);
      token = NULL;
    }
    LocalFree(low);
  }
  return token;
}

/* The input as a file that vanishes with its last handle. */
static HANDLE input_file(const struct bytes *input) {
  static unsigned count;
  wchar_t name[64] = L"..\\input-";
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  _ultow(count++, name + wcslen(name), 10);
  wchar_t *path = below(box, name);
  HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, 0, &inherited, CREATE_ALWAYS,
                            FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
  free(path);
  if (file == INVALID_HANDLE_VALUE) return NULL;
  for (size_t done = 0; done < input->size;) {
    DWORD put = 0, part = input->size - done > (1u << 20) ? (1u << 20) : (DWORD)(input->size - done);
    if (!WriteFile(file, input->data + done, part, &put, NULL) || put == 0) break;
    done += put;
  }
  SetFilePointer(file, 0, NULL, FILE_BEGIN);
  return file;
}

static int is_script(const char *path) {
  size_t length = strlen(path);
  return length > 4 && (!_stricmp(path + length - 4, ".bat") || !_stricmp(path + length - 4, ".cmd"));
}

static void start(struct program *program, const wchar_t *folder, HANDLE stdin_end) {
  HANDLE ends[3] = {stdin_end, NULL, NULL};
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  for (int which = ON_STDOUT; which <= ON_STDERR; which++) {
    CreatePipe(&program->from[which], &ends[1 + which], &inherited, PIPE_ROOM);
    SetHandleInformation(program->from[which], HANDLE_FLAG_INHERIT, 0);
  }
  struct bytes line = {0};
  for (int i = 0; i < program->argv.count; i++) add_argument(&line, program->argv.at[i]);
  put_wide(&line, 0);
  wchar_t *environment = environment_of(program);
  wchar_t *command = wide(program->argv.count > 0 ? program->argv.at[0] : "");
  char attributes[512];
  SIZE_T size = sizeof attributes;
  STARTUPINFOEXW about = {0};
  PROCESS_INFORMATION process = {0};
  about.StartupInfo.cb = sizeof about;
  about.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
  about.StartupInfo.hStdInput = ends[0];
  about.StartupInfo.hStdOutput = ends[1];
  about.StartupInfo.hStdError = ends[2];
  about.lpAttributeList = (LPPROC_THREAD_ATTRIBUTE_LIST)attributes;
  DWORD flags = CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT;
  HANDLE token = NULL;
  int made = 0, stage = 'j';
  program->job = new_job(program);
  if (program->job && InitializeProcThreadAttributeList(about.lpAttributeList, 1, 0, &size) &&
      /* Nothing else of ours reaches the program. */
      UpdateProcThreadAttribute(about.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, ends, sizeof ends, NULL, NULL)) {
    stage = 'i';
    if (!low_integrity || (token = low_token())) {
      stage = 'x';
      /* A batch file would be given to cmd.exe, which reads the arguments by rules of its own. */
      if (program->argv.count > 0 && is_script(program->argv.at[0])) SetLastError(ERROR_BAD_EXE_FORMAT);
      else if (token)
        made = CreateProcessAsUserW(token, command, (wchar_t *)line.data, NULL, NULL, TRUE, flags, environment, folder,
                                    &about.StartupInfo, &process);
      else
        made = CreateProcessW(command, (wchar_t *)line.data, NULL, NULL, TRUE, flags, environment, folder,
                              &about.StartupInfo, &process);
    }
  }
  DWORD error = GetLastError();
  program->started = now_us();
  if (made && !AssignProcessToJobObject(program->job, process.hProcess)) {
    error = GetLastError();
    TerminateProcess(process.hProcess, 1);
    CloseHandle(process.hProcess);
    CloseHandle(process.hThread);
    made = 0;
    stage = 'j';
  }
  if (made) {
    program->process = process.hProcess;
    program->running = 1;
    ResumeThread(process.hThread);
    CloseHandle(process.hThread);
  } else {
    program->failed = errno_of(error);
    program->stage = stage;
  }
  if (token) CloseHandle(token);
  for (int i = 0; i < 3; i++)
    if (ends[i]) CloseHandle(ends[i]);
  forget(&line);
  free(environment);
  free(command);
}

/* --- what programs say ---------------------------------------------------------------------------------- */

/* `who` wrote these: as pieces of direction, length, bytes. Consecutive pieces of one side are one. */
static void record(unsigned char who, const char *data, size_t size) {
  EnterCriticalSection(&talking);
  if (transcript.size + size <= TRANSCRIPT_CAP) {
    uint32_t length;
    if (transcript.size > 0 && (unsigned char)transcript.data[last_said] == who) {
      memcpy(&length, transcript.data + last_said + 1, 4);
      length += (uint32_t)size;
      memcpy(transcript.data + last_said + 1, &length, 4);
    } else {
      last_said = transcript.size;
      length = (uint32_t)size;
      append(&transcript, &who, 1);
      append(&transcript, &length, 4);
    }
    append(&transcript, data, size);
  }
  LeaveCriticalSection(&talking);
}

static DWORD WINAPI read_stdout(void *argument) {
  struct program *program = argument;
  struct program *other = program_count == 2 ? &programs[1 - (program - programs)] : NULL;
  struct bytes *kept = &program->kept[ON_STDOUT];
  char buffer[65536];
  for (DWORD size = 0; ReadFile(program->from[ON_STDOUT], buffer, sizeof buffer, &size, NULL);) {
    size_t room = program->limits.output - kept->size;
    append(kept, buffer, size < room ? size : room);
    if (size > room) {
      program->truncated = 1;
      InterlockedExchange(&program->over_output, 1);
    }
    if (!other) continue;
    record((unsigned char)(program - programs), buffer, size);
    for (DWORD done = 0; other->feed && done < size;) {
      DWORD put = 0;
      if (!WriteFile(other->feed, buffer + done, size - done, &put, NULL)) {
        CloseHandle(other->feed);
        other->feed = NULL;
      }
      done += put;
      program->fed += put;
    }
  }
  if (other && other->feed) {
    CloseHandle(other->feed);
    other->feed = NULL;
  }
  return 0;
}

static DWORD WINAPI read_stderr(void *argument) {
  struct program *program = argument;
  struct bytes *kept = &program->kept[ON_STDERR];
  char buffer[65536];
  for (DWORD size = 0; ReadFile(program->from[ON_STDERR], buffer, sizeof buffer, &size, NULL);) {
    size_t room = STDERR_CAP - kept->size;
    append(kept, buffer, size < room ? size : room);
    InterlockedExchangeAdd64(&program->said_on_stderr, size);
  }
  return 0;
}

/* --- a run ---------------------------------------------------------------------------------------------- */

struct usage {
  uint64_t cpu, memory, written, processes;
};

static struct usage usage_of(const struct program *program) {
  struct usage usage = {0};
  JOBOBJECT_BASIC_AND_IO_ACCOUNTING_INFORMATION counted;
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
  if (QueryInformationJobObject(program->job, JobObjectBasicAndIoAccountingInformation, &counted, sizeof counted, NULL)) {
    usage.cpu = (uint64_t)(counted.BasicInfo.TotalUserTime.QuadPart + counted.BasicInfo.TotalKernelTime.QuadPart) / 10;
    usage.processes = counted.BasicInfo.ActiveProcesses;
    usage.written = counted.IoInfo.WriteTransferCount;
  }
  if (QueryInformationJobObject(program->job, JobObjectExtendedLimitInformation, &limits, sizeof limits, NULL))
    usage.memory = limits.PeakJobMemoryUsed;
  return usage;
}

static void stop(struct program *program, enum stop why) {
  if (!program->running) return;
  if (program->stop == STOP_NONE) program->stop = why;
  TerminateJobObject(program->job, 1);
}

/* The program itself has ended: what it started ends too. */
static void settle(struct program *program) {
  program->ended = now_us();
  program->running = 0;
  GetExitCodeProcess(program->process, &program->exit_code);
  TerminateJobObject(program->job, 1);
  uint64_t since = now_us();
  while (usage_of(program).processes > 0 && now_us() - since < 10 * 1000000ull) Sleep(1);
  struct usage usage = usage_of(program);
  program->cpu = usage.cpu;
  program->memory = usage.memory;
  program->wall = program->ended - program->started;
}

static void look(struct program *program) {
  const struct limits *limits = &program->limits;
  struct usage usage = usage_of(program);
  uint64_t wall = now_us() - program->started;
  if (program->over_output) stop(program, STOP_OUTPUT);
  else if (usage.cpu > limits->cpu) stop(program, STOP_CPU);
  else if (usage.memory > limits->memory) stop(program, STOP_MEMORY);
  else if (usage.written > limits->file + limits->output + (uint64_t)program->said_on_stderr + MiB) stop(program, STOP_OUTPUT);
  else if (wall > limits->wall) stop(program, STOP_WALL);
}

static void watch(void) {
  for (;;) {
    HANDLE waited[3] = {cancelled};
    struct program *of[3] = {NULL};
    DWORD count = 1;
    for (int i = 0; i < program_count; i++) {
      if (!programs[i].running) continue;
      of[count] = &programs[i];
      waited[count++] = programs[i].process;
    }
    if (count == 1) return;
    DWORD which = WaitForMultipleObjects(count, waited, FALSE, TICK_MS);
    if (which == WAIT_OBJECT_0) {
      for (int i = 0; i < program_count; i++) stop(&programs[i], STOP_CANCEL);
      ResetEvent(cancelled);
    }
    for (DWORD i = 1; i < count; i++)
      if (WaitForSingleObject(waited[i], 0) == WAIT_OBJECT_0) settle(of[i]);
    for (int i = 0; i < program_count; i++)
      if (programs[i].running) look(&programs[i]);
    /* The interactor has spoken: the other side gets a moment to end by itself. */
    if (program_count == 2 && !programs[1].running && programs[0].running && now_us() - programs[1].ended > AFTERMATH_US)
      stop(&programs[0], STOP_CANCEL);
  }
}

/* Exceptions that ended a program, as the signals that they are elsewhere; 0: it exited by itself. */
static int signal_of(DWORD code) {
  switch (code) {
    case 0xC0000005: /* access violation */
    case 0xC00000FD: /* stack overflow */
    case 0xC0000006: return SIGSEGV;
    case 0xC0000094: /* integer division by zero */
    case 0xC0000095:
    case 0xC000008E: return SIGFPE;
    case 0xC000001D:
    case 0xC0000096: return SIGILL;
    case 0xC0000409: /* abort of the newer C library */
    case 0xC0000374: /* heap corruption */
    case 0xE06D7363: /* a C++ exception nobody caught */
    case 0x40000015: return SIGABRT;
    default: return 0;
  }
}

static void answer(void) {
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    int number = program->failed ? 0 : signal_of(program->exit_code);
    int64_t numbers[] = {program->failed,
                         program->stage,
                         program->failed || number || program->stop ? -1 : (int64_t)program->exit_code,
                         number,
                         program->stop,
                         (int64_t)program->cpu,
                         (int64_t)program->wall,
                         (int64_t)program->memory,
                         program->truncated,
                         (int64_t)program->ended,
                         (int64_t)(program->kept[ON_STDOUT].size - program->fed)};
    send_part('s', (unsigned char)i, numbers, sizeof numbers);
    send_part('o', (unsigned char)i, program->kept[ON_STDOUT].data, program->kept[ON_STDOUT].size);
    send_part('q', (unsigned char)i, program->kept[ON_STDERR].data, program->kept[ON_STDERR].size);
    for (int file = 0; file < program->out_count; file++)
      send_part('f', (unsigned char)(i * MAX_FILES + file), program->out[file].content.data, program->out[file].content.size);
  }
  if (program_count == 2) send_part('t', 0, transcript.data, transcript.size);
  send_head('.', 0);
}

static void forget_program(struct program *program) {
  struct words *const all[] = {&program->argv, &program->env, &program->writable};
  for (int i = 0; i < 3; i++)
    for (int word = 0; word < all[i]->count; word++) free(all[i]->at[word]);
  free(program->work);
  for (int i = 0; i < program->in_count; i++) {
    free(program->in[i].name);
    forget(&program->in[i].content);
  }
  for (int i = 0; i < program->out_count; i++) {
    free(program->out[i].name);
    forget(&program->out[i].content);
  }
  forget(&program->input);
  HANDLE handles[] = {program->job, program->process, program->readers[ON_STDOUT], program->readers[ON_STDERR],
                      program->from[ON_STDOUT], program->from[ON_STDERR], program->feed};
  for (int i = 0; i < 7; i++)
    if (handles[i]) CloseHandle(handles[i]);
  for (int which = ON_STDOUT; which <= ON_STDERR; which++) forget(&program->kept[which]);
}

static void run_once(void) {
  wchar_t *folders[2] = {NULL, NULL};
  HANDLE stdin_ends[2] = {NULL, NULL};
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  forget(&transcript);
  int boxed = make_box();
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    folders[i] = program->work ? wide(program->work) : _wcsdup(box);
    int error = program->work ? open_folder(folders[i]) : boxed;
    for (int word = 0; !error && word < program->writable.count; word++) {
      wchar_t *path = wide(program->writable.at[word]);
      error = open_folder(path);
      free(path);
    }
    if (!error) error = put_files(folders[i], program);
    if (error) {
      program->failed = error;
      program->stage = 'f';
    }
    if (program_count == 1) {
      stdin_ends[i] = input_file(&program->input);
    } else {
      CreatePipe(&stdin_ends[i], &program->feed, &inherited, PIPE_ROOM);
      SetHandleInformation(program->feed, HANDLE_FLAG_INHERIT, 0);
    }
  }
  for (int i = 0; i < program_count; i++) {
    if (!programs[i].failed) start(&programs[i], folders[i], stdin_ends[i]);
    else if (stdin_ends[i]) CloseHandle(stdin_ends[i]);
  }
  /* Only now, since what one side says is fed to the other. */
  for (int i = 0; i < program_count; i++) {
    struct program *other = &programs[1 - i];
    if (programs[i].failed && program_count == 2 && other->feed) {
      CloseHandle(other->feed);
      other->feed = NULL;
    }
    if (!programs[i].running) continue;
    programs[i].readers[ON_STDOUT] = CreateThread(NULL, 0, read_stdout, &programs[i], 0, NULL);
    programs[i].readers[ON_STDERR] = CreateThread(NULL, 0, read_stderr, &programs[i], 0, NULL);
  }
  watch();
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    if (program->failed) continue;
    /* Every writer is gone: what is in the pipes is all there is. */
    for (int which = ON_STDOUT; which <= ON_STDERR; which++) WaitForSingleObject(program->readers[which], INFINITE);
    if (program->over_output && program->stop == STOP_NONE) program->stop = STOP_OUTPUT;
    take_files(folders[i], program);
    if (program->work) close_folder(folders[i]);
  }
  remove_below(box);
  InterlockedExchange(&serving, 0);
  answer();
  for (int i = 0; i < program_count; i++) {
    forget_program(&programs[i]);
    free(folders[i]);
  }
}

/* The judge has gone, or speaks nonsense. */
static void leave(int code) {
  /* The folder can be removed only when its users are gone. */
  for (int i = 0; i < program_count; i++) {
    if (!programs[i].job) continue;
    TerminateJobObject(programs[i].job, 1);
    uint64_t since = now_us();
    while (usage_of(&programs[i]).processes > 0 && now_us() - since < 5 * 1000000ull) Sleep(1);
  }
  remove_below(box);
  ExitProcess((UINT)code);
}

/* A job around this process and all others of it: whatever happens to it, nothing it started is left. */
static void tie_all_to_this_process(void) {
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  if (job && SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits))
    AssignProcessToJobObject(job, GetCurrentProcess());
}

/* `runner serve TIER BOX STAGING BWRAP UID USER_PROCESSES`, as its sibling is called. */
int main(void) {
  int count = 0;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  if (!words || count != 8 || wcscmp(words[1], L"serve")) return 2;
  low_integrity = !wcscmp(words[2], L"low-integrity");
  box = words[3];
  in_pipe = GetStdHandle(STD_INPUT_HANDLE);
  out_pipe = GetStdHandle(STD_OUTPUT_HANDLE);
  InitializeCriticalSection(&talking);
  cancelled = CreateEventW(NULL, TRUE, FALSE, NULL);
  asked = CreateEventW(NULL, FALSE, FALSE, NULL);
  answered = CreateEventW(NULL, FALSE, TRUE, NULL);
  /* No dialogue asks the user about a program that crashed; programs inherit this. */
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  /* Ctrl-C is the judge's to handle; the runner ends when its stdin does. */
  SetConsoleCtrlHandler(NULL, TRUE);
  tie_all_to_this_process();
  send_head('h', 0);
  if (!CreateThread(NULL, 0, hear, NULL, 0, NULL)) return 1;
  for (;;) {
    WaitForSingleObject(asked, INFINITE);
    run_once();
    SetEvent(answered);
  }
}
