// An OpenAI-compatible endpoint that costs next to nothing, for benchmarks of clients: one thread, epoll, HTTP/1.1
// with kept-open connections, the loopback interface alone. It answers chat completions by the stage that the
// request's last message names in its JSON, so that a whole run of Viva gets drafts worth accepting.
// See ../README.md. Linux; needs nothing but a C compiler.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST_REQUEST = 8 << 20, LARGEST_ANSWER = 64 << 10 };

// MARK: Settings and counters

static struct {
  int port, latency_ms, jitter_ms;
  int every_429, every_500, every_malformed;
  bool is_distinct_counted;
} settings = {.port = 8080, .is_distinct_counted = true};

static struct {
  uint64_t requests, streamed, good, sent_429, sent_500, malformed, bad, aborted;
  uint64_t distinct, repeated, request_bytes, answer_bytes, connections;
  uint64_t in_flight, most_in_flight, open, most_open;
} counters;

static volatile sig_atomic_t is_over;

static uint64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static uint64_t mixed(uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// MARK: Growing buffers

typedef struct {
  char *bytes;
  size_t count, capacity;
} Buffer;

static void reserve(Buffer *buffer, size_t more) {
  if (buffer->count + more <= buffer->capacity) return;
  size_t capacity = buffer->capacity ? buffer->capacity : 4096;
  while (capacity < buffer->count + more) capacity *= 2;
  char *bytes = realloc(buffer->bytes, capacity);
  if (!bytes) abort();
  buffer->bytes = bytes;
  buffer->capacity = capacity;
}

static void put(Buffer *buffer, const char *bytes, size_t count) {
  reserve(buffer, count);
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

static void put_text(Buffer *buffer, const char *text) { put(buffer, text, strlen(text)); }

__attribute__((format(printf, 2, 3)))
static void put_format(Buffer *buffer, const char *format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  int count = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (count > 0) put(buffer, text, (size_t)count < sizeof text ? (size_t)count : sizeof text - 1);
}

// As the inside of a JSON string.
static void put_escaped(Buffer *buffer, const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if (byte == '"' || byte == '\\') {
      char pair[2] = {'\\', (char)byte};
      put(buffer, pair, 2);
    } else if (byte < 0x20) {
      put_format(buffer, "\\u%04x", byte);
    } else {
      put(buffer, bytes + i, 1);
    }
  }
}

// MARK: Which bodies came before

static struct {
  uint64_t *keys;  // 0 is empty.
  size_t count, capacity;
} seen;

static bool insert_seen(uint64_t key) {
  if (seen.count * 2 >= seen.capacity) {
    size_t old = seen.capacity;
    uint64_t *keys = seen.keys;
    seen.capacity = old ? old * 2 : 1 << 16;
    seen.keys = calloc(seen.capacity, sizeof *seen.keys);
    if (!seen.keys) abort();
    seen.count = 0;
    for (size_t i = 0; i < old; i++) if (keys[i]) insert_seen(keys[i]);
    free(keys);
  }
  size_t at = key & (seen.capacity - 1);
  while (seen.keys[at]) {
    if (seen.keys[at] == key) return false;
    at = (at + 1) & (seen.capacity - 1);
  }
  seen.keys[at] = key;
  seen.count++;
  return true;
}

static uint64_t hashed(const char *bytes, size_t count) {
  uint64_t hash = mixed(count);
  while (count >= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
    bytes += 8;
    count -= 8;
  }
  uint64_t rest = 0;
  memcpy(&rest, bytes, count);
  hash = mixed(hash ^ rest);
  return hash ? hash : 1;
}

// MARK: The log
// A line for each body that comes in and for each answer that has left whole, by the body's SHA-256, which is how Viva's
// journal names it: "r DIGEST MICROSECONDS" and "a DIGEST MICROSECONDS". Lines go out one by one, all of one length.

static int log_file = -1;

static uint32_t turned(uint32_t x, int by) { return x >> by | x << (32 - by); }

static void compress(uint32_t state[8], const uint8_t *block) {
  static const uint32_t constants[64] = {
      0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
      0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
      0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
      0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
      0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
      0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
      0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
  uint32_t w[64], s[8];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
           (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 64; i++) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3) +
           (turned(b, 17) ^ turned(b, 19) ^ b >> 10);
  }
  memcpy(s, state, sizeof s);
  for (int i = 0; i < 64; i++) {
    uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) +
                   ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
    uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) +
                   ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += one;
    s[0] = one + two;
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}

static void digest(char hex[65], const char *bytes, size_t count) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  size_t whole = count / 64 * 64;
  for (size_t at = 0; at < whole; at += 64) compress(state, (const uint8_t *)bytes + at);
  uint8_t end[128] = {0};
  size_t rest = count - whole, size = rest + 9 <= 64 ? 64 : 128;
  memcpy(end, bytes + whole, rest);
  end[rest] = 0x80;
  for (int i = 0; i < 8; i++) end[size - 1 - (size_t)i] = (uint8_t)((uint64_t)count * 8 >> (8 * i));
  for (size_t at = 0; at < size; at += 64) compress(state, end + at);
  for (int i = 0; i < 8; i++) snprintf(hex + 8 * i, 9, "%08x", state[i]);
}

static void log_event(char what, const char *hex) {
  char line[128];
  int count = snprintf(line, sizeof line, "%c %s %016llu\n", what, hex, (unsigned long long)now_us());
  if (write(log_file, line, (size_t)count) != count) abort();
}

// MARK: Reading a request's inputs
// The inputs are JSON inside a JSON string: every quotation mark in them stands as \" in the body, every line break
// as \n. They are the end of the last message, so the last "stage" is theirs.

typedef struct {
  const char *start, *end;
} Span;

static const char *find(const char *start, const char *end, const char *text) {
  return start < end ? memmem(start, (size_t)(end - start), text, strlen(text)) : NULL;
}

static const char *find_last(const char *start, const char *end, const char *text) {
  size_t count = strlen(text);
  for (const char *at = end - count; at >= start; at--) {
    at = memrchr(start, text[0], (size_t)(at - start) + 1);
    if (!at) return NULL;
    if (at + count <= end && memcmp(at, text, count) == 0) return at;
  }
  return NULL;
}

// Where the value of a member begins; NULL where there is none.
static const char *member(Span in, const char *escaped_name) {
  const char *at = find(in.start, in.end, escaped_name);
  if (!at) return NULL;
  at += strlen(escaped_name);
  while (at < in.end && (*at == ' ' || *at == ':')) at++;
  return at < in.end ? at : NULL;
}

static long number(Span in, const char *escaped_name) {
  const char *at = member(in, escaped_name);
  long value = 0;
  for (; at && at < in.end && *at >= '0' && *at <= '9'; at++) value = value * 10 + (*at - '0');
  return value;
}

// MARK: Answers of the stages

static void put_words(Buffer *out, uint64_t seed) {
  static const char *syllables[] = {"ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru",
                                    "sa", "te", "vi", "zo", "nu", "re"};
  for (int word = 0; word < 5; word++) {
    if (word) put_text(out, " ");
    uint64_t draw = mixed(seed * 31 + (uint64_t)word);
    for (int i = 0; i < 3; i++, draw >>= 4) put_text(out, syllables[draw & 15]);
  }
}

static void put_angles(Buffer *out, Span inputs) {
  long chunk = number(inputs, "\\\"chunk\\\"");
  const char *squares = find(inputs.start, inputs.end, "\\\"squares\\\"");
  uint64_t lane = hashed(inputs.start, (size_t)((squares ? squares : inputs.end) - inputs.start));
  put_text(out, "{\"angles\":[");
  bool is_first = true;
  Span rest = {squares ? squares + 11 : inputs.end, inputs.end};
  const char *end = find(rest.start, rest.end, "]");
  if (end) rest.end = end;
  const char *at;
  while ((at = member(rest, "\\\"square\\\""))) {
    long square = 0;
    for (; at < rest.end && *at >= '0' && *at <= '9'; at++) square = square * 10 + (*at - '0');
    if (!is_first) put_text(out, ",");
    is_first = false;
    put_format(out, "{\"square\":%ld,\"subtopic\":\"parts\",\"angle\":\"", square);
    put_words(out, lane ^ mixed((uint64_t)(chunk * 64 + square)));
    put_format(out, " in chunk %ld\",\"passage\":null}", chunk);
    rest.start = at;
  }
  put_text(out, "],\"by\":null}");
}

static void put_draft(Buffer *out, Span inputs) {
  static const char *frames[][2] = {
      {"Why does the", "wait longer when its load doubles?"},
      {"How would you find out whether a", "has lost some of its messages?"},
      {"Which cost grows first as the", "gets more readers than writers?"},
      {"What happens to a", "whose clock runs two seconds behind?"},
      {"When is it worth replacing the", "by a simpler structure?"},
      {"How does the", "tell a slow neighbour from a dead one?"},
      {"What limits the size of a", "that has to fit one machine?"},
      {"Why can retries of the", "make an outage worse?"},
      {"Which measurement shows that the", "holds more memory than it uses?"},
      {"How many copies of the", "must agree before an answer counts?"},
      {"What would break first if the", "were restarted at noon?"},
      {"How do you test a", "without the network that it lives on?"},
  };
  uint64_t cell = (uint64_t)number(inputs, "\\\"cell\\\"");
  size_t frame = mixed(cell) % (sizeof frames / sizeof frames[0]);
  put_format(out, "{\"question\":\"%s ", frames[frame][0]);
  put_words(out, cell);
  put_format(out, " %s\",\"answer\":\"", frames[frame][1]);
  put_text(out,
           "Because each request waits for the step before it, parts queue when load rises above "
           "80%.\",\"keyPoints\":[\"each request waits\",\"parts queue when load rises\"],"
           "\"mistakes\":[\"Adding threads to a step that runs one at a time.\"],"
           "\"followUps\":null,\"choices\":null,\"code\":null,\"sources\":null,\"unknown\":null,"
           "\"by\":null}");
}

static void put_scores(Buffer *out, Span inputs) {
  Span rest = {find(inputs.start, inputs.end, "\\\"dimensions\\\""), inputs.end};
  if (!rest.start) rest.start = inputs.end;
  put_text(out, "{\"scores\":[");
  bool is_first = true;
  const char *at;
  while ((at = member(rest, "\\\"name\\\""))) {
    if (at + 2 > rest.end || at[0] != '\\' || at[1] != '"') break;
    const char *end = find(at + 2, rest.end, "\\\"");
    if (!end) break;
    if (!is_first) put_text(out, ",");
    is_first = false;
    put_text(out, "{\"name\":\"");
    put(out, at + 2, (size_t)(end - at - 2));
    put_text(out,
             "\",\"reason\":\"The words of the item carry it in full.\",\"score\":5,\"value\":null,"
             "\"unscored\":null}");
    rest.start = end;
  }
  put_text(out, "],\"by\":null}");
}

// The reply of the model to a body.
static void put_reply(Buffer *out, Span body) {
  const char *mark = "\\\"stage\\\"";
  const char *stage = find_last(body.start, body.end, mark);
  Span inputs = {stage ? stage : body.end, body.end};
  const char *name = stage ? member(inputs, mark) : NULL;
  if (name && name + 2 < body.end) name += 2;
  size_t left = name ? (size_t)(body.end - name) : 0;
#define IS(word) (left > sizeof word && memcmp(name, word "\\", sizeof word) == 0)
  if (IS("planner")) put_angles(out, inputs);
  else if (IS("generator")) put_draft(out, inputs);
  else if (IS("critic")) put_text(out, "{\"flaws\":[],\"by\":null}");
  else if (IS("judge")) put_scores(out, inputs);
  else if (IS("solver"))
    put_text(out,
             "{\"answer\":\"Each request waits for the step before it.\",\"choice\":null,"
             "\"unknown\":null,\"by\":null}");
  else put_text(out, "{\"text\":\"no stage\"}");
#undef IS
}

// MARK: HTTP answers

static void put_answer(Buffer *out, const char *status, const char *headers, const char *type,
                       const char *body, size_t count) {
  put_format(out, "HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %zu\r\n\r\n", status, type,
             headers, count);
  put(out, body, count);
}

static void put_stats(Buffer *out) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  char body[1024];
  int count = snprintf(
      body, sizeof body,
      "{\"requests\":%lu,\"streamed\":%lu,\"good\":%lu,\"sent429\":%lu,\"sent500\":%lu,"
      "\"malformed\":%lu,\"bad\":%lu,\"aborted\":%lu,\"distinct\":%lu,\"repeated\":%lu,"
      "\"requestBytes\":%lu,\"answerBytes\":%lu,\"connections\":%lu,\"mostOpen\":%lu,"
      "\"mostInFlight\":%lu,\"cpuSeconds\":%.3f}\n",
      counters.requests, counters.streamed, counters.good, counters.sent_429, counters.sent_500,
      counters.malformed, counters.bad, counters.aborted, counters.distinct, counters.repeated,
      counters.request_bytes, counters.answer_bytes, counters.connections, counters.most_open,
      counters.most_in_flight, cpu);
  put_answer(out, "200 OK", "", "application/json", body, (size_t)count);
}

static void put_completion(Buffer *out, Span body, bool is_streamed, bool is_malformed) {
  static Buffer reply, text;
  reply.count = text.count = 0;
  put_reply(&reply, body);
  if (is_malformed) reply.count = reply.count * 2 / 3;  // JSON that breaks off.
  size_t prompt_tokens = (size_t)(body.end - body.start) / 4, reply_tokens = reply.count / 4;
  if (!is_streamed) {
    put_text(&text,
             "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,"
             "\"model\":\"benchmark\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
             "\"assistant\",\"content\":\"");
    put_escaped(&text, reply.bytes, reply.count);
    put_format(&text,
               "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":%zu,"
               "\"completion_tokens\":%zu,\"total_tokens\":%zu}}",
               prompt_tokens, reply_tokens, prompt_tokens + reply_tokens);
    put_answer(out, "200 OK", "", "application/json", text.bytes, text.count);
    return;
  }
  // Eight pieces of content: few enough to cost little, more than one to be put together.
  const char *head =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
      "\"model\":\"benchmark\",\"choices\":[{\"index\":0,\"delta\":{";
  put_text(&text, head);
  put_text(&text, "\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
  for (size_t piece = 0; piece < 8; piece++) {
    size_t start = reply.count * piece / 8, end = reply.count * (piece + 1) / 8;
    if (start == end) continue;
    put_text(&text, head);
    put_text(&text, "\"content\":\"");
    put_escaped(&text, reply.bytes + start, end - start);
    put_text(&text, "\"},\"finish_reason\":null}]}\n\n");
  }
  put_text(&text, head);
  put_text(&text, "},\"finish_reason\":\"stop\"}]}\n\n");
  put_format(&text,
             "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":"
             "1700000000,\"model\":\"benchmark\",\"choices\":[],\"usage\":{\"prompt_tokens\":%zu,"
             "\"completion_tokens\":%zu,\"total_tokens\":%zu}}\n\ndata: [DONE]\n\n",
             prompt_tokens, reply_tokens, prompt_tokens + reply_tokens);
  put_text(out,
           "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
           "\r\n");
  put_format(out, "%zx\r\n", text.count);
  put(out, text.bytes, text.count);
  put_text(out, "\r\n0\r\n\r\n");
}

// MARK: Connections

typedef struct Connection {
  int socket;
  Buffer in, out;
  size_t sent;
  uint64_t generation;  // Tells its answers from those of an earlier connection in the same memory.
  bool is_waiting;      // An answer is due later; what else comes in is left until then.
  bool wants_to_write, must_close;
  bool is_logged;       // The answer in `out` belongs into the log once it has left.
  char digest[65];
} Connection;

typedef struct {
  uint64_t due;
  Connection *connection;
  uint64_t generation;
} Due;

static int poll_set;
static uint64_t next_generation = 1;

// A heap by `due`.
static struct {
  Due *items;
  size_t count, capacity;
} timers;

static void add_timer(Due due) {
  if (timers.count == timers.capacity) {
    timers.capacity = timers.capacity ? timers.capacity * 2 : 4096;
    timers.items = realloc(timers.items, timers.capacity * sizeof *timers.items);
    if (!timers.items) abort();
  }
  size_t at = timers.count++;
  while (at > 0 && timers.items[(at - 1) / 2].due > due.due) {
    timers.items[at] = timers.items[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  timers.items[at] = due;
}

static Due take_timer(void) {
  Due first = timers.items[0], last = timers.items[--timers.count];
  size_t at = 0;
  for (;;) {
    size_t child = at * 2 + 1;
    if (child >= timers.count) break;
    if (child + 1 < timers.count && timers.items[child + 1].due < timers.items[child].due) child++;
    if (timers.items[child].due >= last.due) break;
    timers.items[at] = timers.items[child];
    at = child;
  }
  if (timers.count) timers.items[at] = last;
  return first;
}

// Memory is kept for the next connection: a timer may still point at it.
static Connection *spare[1 << 14];
static size_t spare_count;

static void close_connection(Connection *c) {
  if (c->is_waiting) {
    counters.aborted++;
    counters.in_flight--;
  }
  close(c->socket);
  counters.open--;
  c->generation = 0;
  c->in.count = c->out.count = c->sent = 0;
  c->is_waiting = c->wants_to_write = c->must_close = c->is_logged = false;
  c->socket = -1;
  if (spare_count < sizeof spare / sizeof spare[0]) spare[spare_count++] = c;
}

// False if the connection was closed.
static bool flush(Connection *c) {
  while (c->sent < c->out.count) {
    ssize_t count = send(c->socket, c->out.bytes + c->sent, c->out.count - c->sent, MSG_NOSIGNAL);
    if (count > 0) {
      c->sent += (size_t)count;
      counters.answer_bytes += (uint64_t)count;
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      if (!c->wants_to_write) {
        c->wants_to_write = true;
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
        epoll_ctl(poll_set, EPOLL_CTL_MOD, c->socket, &event);
      }
      return true;
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else {
      close_connection(c);
      return false;
    }
  }
  c->out.count = c->sent = 0;
  if (c->is_logged) {
    log_event('a', c->digest);
    c->is_logged = false;
  }
  if (c->wants_to_write) {
    c->wants_to_write = false;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poll_set, EPOLL_CTL_MOD, c->socket, &event);
  }
  if (c->must_close) {
    close_connection(c);
    return false;
  }
  return true;
}

static const char *header(Span head, const char *name) {
  size_t count = strlen(name);
  for (const char *line = head.start; line && line < head.end;) {
    const char *end = find(line, head.end, "\r\n");
    if (!end) end = head.end;
    if ((size_t)(end - line) > count && line[count] == ':' && strncasecmp(line, name, count) == 0) {
      line += count + 1;
      while (line < end && *line == ' ') line++;
      return line;
    }
    line = end + 2;
  }
  return NULL;
}

static void answer_chat(Connection *c, Span body) {
  uint64_t count = ++counters.requests;
  counters.request_bytes += (uint64_t)(body.end - body.start);
  if (settings.is_distinct_counted) {
    if (insert_seen(hashed(body.start, (size_t)(body.end - body.start)))) counters.distinct++;
    else counters.repeated++;
  }
  if (log_file >= 0) {
    digest(c->digest, body.start, (size_t)(body.end - body.start));
    log_event('r', c->digest);
  }
  bool is_streamed = find(body.start, body.end, "\"stream\":true") != NULL;
  if (is_streamed) counters.streamed++;
  static const char *limited =
      "{\"error\":{\"message\":\"Too many requests.\",\"type\":\"rate_limit_error\","
      "\"code\":\"rate_limit_exceeded\"}}";
  static const char *failed =
      "{\"error\":{\"message\":\"The server had an error.\",\"type\":\"server_error\"}}";
  if (settings.every_429 && count % (uint64_t)settings.every_429 == 0) {
    counters.sent_429++;
    put_answer(&c->out, "429 Too Many Requests", "Retry-After: 0\r\n", "application/json", limited,
               strlen(limited));
  } else if (settings.every_500 && count % (uint64_t)settings.every_500 == 0) {
    counters.sent_500++;
    put_answer(&c->out, "500 Internal Server Error", "", "application/json", failed,
               strlen(failed));
  } else {
    bool is_malformed =
        settings.every_malformed && count % (uint64_t)settings.every_malformed == 0;
    if (is_malformed) counters.malformed++;
    else counters.good++;
    put_completion(&c->out, body, is_streamed, is_malformed);
    c->is_logged = log_file >= 0;
  }
  if (settings.latency_ms + settings.jitter_ms > 0) {
    uint64_t wait = (uint64_t)settings.latency_ms * 1000;
    if (settings.jitter_ms) wait += mixed(count) % ((uint64_t)settings.jitter_ms * 1000);
    c->is_waiting = true;
    counters.in_flight++;
    if (counters.in_flight > counters.most_in_flight)
      counters.most_in_flight = counters.in_flight;
    add_timer((Due){now_us() + wait, c, c->generation});
  }
}

static bool ends_with(Span text, const char *end) {
  size_t count = strlen(end);
  return (size_t)(text.end - text.start) >= count && memcmp(text.end - count, end, count) == 0;
}

// Answers the requests that have come in whole; false if the connection was closed.
static bool work(Connection *c) {
  size_t done = 0;
  while (!c->is_waiting && !c->must_close && done < c->in.count) {
    Span all = {c->in.bytes + done, c->in.bytes + c->in.count};
    const char *blank = find(all.start, all.end, "\r\n\r\n");
    if (!blank) break;
    const char *line_end = find(all.start, all.end, "\r\n");
    Span head = {line_end + 2 <= blank ? line_end + 2 : blank, blank + 2};
    const char *length = header(head, "Content-Length");
    size_t body_count = length ? strtoul(length, NULL, 10) : 0;
    if (body_count > LARGEST_REQUEST || header(head, "Transfer-Encoding")) {
      // Ours always say how long they are.
      counters.bad++;
      c->must_close = true;
      put_answer(&c->out, "411 Length Required", "", "text/plain", "", 0);
      break;
    }
    if ((size_t)(all.end - blank) - 4 < body_count) {
      const char *expect = header(head, "Expect");
      if (expect && all.end == blank + 4) put_text(&c->out, "HTTP/1.1 100 Continue\r\n\r\n");
      break;
    }
    Span body = {blank + 4, blank + 4 + body_count};
    Span target = {memchr(all.start, ' ', (size_t)(line_end - all.start)), line_end};
    target.start = target.start ? target.start + 1 : line_end;
    const char *space = memchr(target.start, ' ', (size_t)(target.end - target.start));
    if (space) target.end = space;
    const char *query = memchr(target.start, '?', (size_t)(target.end - target.start));
    if (query) target.end = query;
    if (ends_with(target, "/chat/completions")) {
      answer_chat(c, body);
    } else if (ends_with(target, "/stats")) {
      put_stats(&c->out);
    } else if (ends_with(target, "/reset")) {
      uint64_t open = counters.open, in_flight = counters.in_flight;
      memset(&counters, 0, sizeof counters);
      counters.open = counters.most_open = open;
      counters.in_flight = in_flight;
      memset(seen.keys, 0, seen.capacity * sizeof *seen.keys);
      seen.count = 0;
      put_answer(&c->out, "200 OK", "", "application/json", "{}", 2);
    } else if (ends_with(target, "/models")) {
      static const char *models =
          "{\"object\":\"list\",\"data\":[{\"id\":\"benchmark\",\"object\":\"model\"}]}";
      put_answer(&c->out, "200 OK", "", "application/json", models, strlen(models));
    } else {
      counters.bad++;
      static const char *unknown = "{\"error\":{\"message\":\"There is nothing here.\"}}";
      put_answer(&c->out, "404 Not Found", "", "application/json", unknown, strlen(unknown));
    }
    done += (size_t)(body.end - all.start);
  }
  if (done == c->in.count) c->in.count = 0;
  else if (done) {
    memmove(c->in.bytes, c->in.bytes + done, c->in.count - done);
    c->in.count -= done;
  }
  return c->is_waiting || flush(c);
}

static void read_some(Connection *c) {
  for (;;) {
    reserve(&c->in, 16384);
    size_t room = c->in.capacity - c->in.count;
    ssize_t count = recv(c->socket, c->in.bytes + c->in.count, room, 0);
    if (count > 0) {
      c->in.count += (size_t)count;
      if (c->in.count > LARGEST_REQUEST + 65536) return close_connection(c);
      if ((size_t)count < room) break;
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      break;
    } else {
      return close_connection(c);
    }
  }
  work(c);
}

static void accept_all(int listener) {
  for (;;) {
    int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Connection *c = spare_count ? spare[--spare_count] : calloc(1, sizeof *c);
    if (!c) abort();
    c->socket = socket;
    c->generation = next_generation++;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poll_set, EPOLL_CTL_ADD, socket, &event);
    counters.connections++;
    if (++counters.open > counters.most_open) counters.most_open = counters.open;
  }
}

static void end(int signal) {
  (void)signal;
  is_over = 1;
}

static int usage(const char *name) {
  fprintf(stderr,
          "Usage: %s [-p PORT] [-l MS] [-j MS] [-r N] [-e N] [-b N] [-q] [-o FILE]\n"
          "  -p  port on 127.0.0.1 (8080); 0: one that is free\n"
          "  -l  milliseconds before each answer (0)\n"
          "  -j  up to so many more, the same at each start (0)\n"
          "  -r  every Nth request gets 429 with Retry-After: 0\n"
          "  -e  every Nth request gets 500\n"
          "  -b  every Nth reply is JSON that breaks off\n"
          "  -q  count no distinct bodies\n"
          "  -o  write down each body and each answer that left whole, by the body's SHA-256\n",
          name);
  return 2;
}

int main(int count, char **words) {
  for (int option; (option = getopt(count, words, "p:l:j:r:e:b:qo:")) != -1;) {
    int value = optarg ? atoi(optarg) : 0;
    if (value < 0) return usage(words[0]);
    switch (option) {
      case 'p': settings.port = value; break;
      case 'l': settings.latency_ms = value; break;
      case 'j': settings.jitter_ms = value; break;
      case 'r': settings.every_429 = value; break;
      case 'e': settings.every_500 = value; break;
      case 'b': settings.every_malformed = value; break;
      case 'q': settings.is_distinct_counted = false; break;
      case 'o':
        log_file = open(optarg, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
        if (log_file < 0) {
          perror(optarg);
          return 1;
        }
        break;
      default: return usage(words[0]);
    }
  }
  insert_seen(1);  // Makes the table.
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  signal(SIGINT, end);
  signal(SIGTERM, end);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)settings.port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
    perror("cannot listen");
    return 1;
  }
  socklen_t size = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  poll_set = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(poll_set, EPOLL_CTL_ADD, listener, &event);
  static struct epoll_event events[1024];
  while (!is_over) {
    int wait = -1;
    if (timers.count) {
      uint64_t now = now_us(), due = timers.items[0].due;
      wait = due <= now ? 0 : (int)((due - now + 999) / 1000);
    }
    int ready = epoll_wait(poll_set, events, 1024, wait);
    for (int i = 0; i < ready; i++) {
      Connection *c = events[i].data.ptr;
      if (!c) accept_all(listener);
      else if (c->socket < 0) continue;
      else if (events[i].events & (EPOLLERR | EPOLLHUP)) close_connection(c);
      else if ((events[i].events & EPOLLOUT) && !flush(c)) continue;
      else if (events[i].events & EPOLLIN) read_some(c);
    }
    uint64_t now = timers.count ? now_us() : 0;
    while (timers.count && timers.items[0].due <= now) {
      Due due = take_timer();
      Connection *c = due.connection;
      if (c->generation != due.generation || !c->is_waiting) continue;
      c->is_waiting = false;
      counters.in_flight--;
      if (flush(c) && c->in.count) work(c);
    }
  }
  Buffer out = {0};
  put_stats(&out);
  const char *body = find(out.bytes, out.bytes + out.count, "\r\n\r\n");
  if (body) fwrite(body + 4, 1, out.count - (size_t)(body + 4 - out.bytes), stderr);
  return 0;
}
