#include "simulated_memory.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Connections are opened and closed for each invocation of each seed and need the same pieces every time: they are kept in
// lists by their size.
enum { step = 16, steps = 64, doublings = 7, classes = steps + doublings, chunk = 1 << 20 };

/// Stands before each piece.
typedef union head {
  uint64_t capacity;
  /// Of a piece that is free.
  union head *next;
} head;

static head *lists[classes];
static uint8_t *fresh;
static size_t left;

/// The list of pieces that hold so much; `classes` where there is none.
static int class_of(uint64_t size) {
  if (size <= step * steps) return size == 0 ? 0 : (int)((size - 1) / step);
  int class = steps;
  for (uint64_t most = 2 * step * steps; class < classes && most < size; most *= 2) class++;
  return class;
}

static uint64_t capacity_of(int class) {
  return class < steps ? (uint64_t)(class + 1) * step
                       : (uint64_t)(2 * step * steps) << (class - steps);
}

static void *take(int size) {
  if (size <= 0) return NULL;
  int class = class_of((uint64_t)size);
  uint64_t capacity = class < classes ? capacity_of(class) : ((uint64_t)size + 7) / 8 * 8;
  head *made = class < classes ? lists[class] : NULL;
  if (made) {
    lists[class] = made->next;
  } else if (class == classes) {
    made = malloc(sizeof *made + capacity);
    if (!made) return NULL;
  } else {
    size_t whole = sizeof *made + capacity;
    if (left < whole) {
      size_t size = whole > chunk ? whole : chunk;
      fresh = malloc(size);
      if (!fresh) return left = 0, NULL;
      left = size;
    }
    made = (head *)fresh;
    fresh += whole;
    left -= whole;
  }
  made->capacity = capacity;
  return made + 1;
}

static void give_back(void *piece) {
  if (!piece) return;
  head *it = (head *)piece - 1;
  int class = class_of(it->capacity);
  if (class == classes) return free(it);
  it->next = lists[class];
  lists[class] = it;
}

static int size_of(void *piece) { return piece ? (int)((head *)piece - 1)->capacity : 0; }

static void *resize(void *piece, int size) {
  if (size <= size_of(piece)) return piece;
  void *made = take(size);
  if (!made) return NULL;
  memcpy(made, piece, (size_t)size_of(piece));
  give_back(piece);
  return made;
}

static int round_up(int size) {
  int class = class_of((uint64_t)size);
  return class < classes ? (int)capacity_of(class) : (size + 7) / 8 * 8;
}

static int begin(void *unused) {
  (void)unused;
  return SQLITE_OK;
}

static void end(void *unused) { (void)unused; }

void sim_memory_configure(void) {
  static const sqlite3_mem_methods methods = {
    .xMalloc = take,
    .xFree = give_back,
    .xRealloc = resize,
    .xSize = size_of,
    .xRoundup = round_up,
    .xInit = begin,
    .xShutdown = end,
  };
  sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
