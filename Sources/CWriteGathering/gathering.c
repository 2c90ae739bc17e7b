#include "CWriteGathering.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// SQLite's own VFS for Unix takes no more at once.
enum { capacity = 0x1ffff };

typedef struct gathering {
  sqlite3_vfs vfs;
  sqlite3_vfs *base;
  char name[];
} gathering;

/// A write-ahead log, with the base's file behind it in the same memory.
typedef struct log_file {
  sqlite3_file file;
  sqlite3_file *base;
  /// What was written and is not passed on yet; one piece without a gap.
  uint8_t *bytes;
  int64_t start;
  int count;
} log_file;

/// Passes on what was gathered. Where that fails it is gone, as after any failed write: SQLite takes the commit back.
static int pass_on(log_file *it) {
  if (it->count == 0) return SQLITE_OK;
  int count = it->count;
  it->count = 0;
  return it->base->pMethods->xWrite(it->base, it->bytes, count, it->start);
}

static int close_log(sqlite3_file *file) {
  log_file *it = (log_file *)file;
  // Nothing of a commit is left by now, or the commit failed.
  pass_on(it);
  free(it->bytes);
  return it->base->pMethods->xClose(it->base);
}

static int read_log(sqlite3_file *file, void *into, int count, sqlite3_int64 offset) {
  log_file *it = (log_file *)file;
  int code = pass_on(it);
  return code != SQLITE_OK ? code : it->base->pMethods->xRead(it->base, into, count, offset);
}

static int write_log(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  log_file *it = (log_file *)file;
  int follows = it->count > 0 && offset == it->start + it->count && count <= capacity - it->count;
  if (!follows) {
    int code = pass_on(it);
    if (code != SQLITE_OK) return code;
    if (!it->bytes) it->bytes = malloc(capacity);
    if (!it->bytes || count > capacity) {
      return it->base->pMethods->xWrite(it->base, bytes, count, offset);
    }
    it->start = offset;
  }
  memcpy(it->bytes + it->count, bytes, (size_t)count);
  it->count += count;
  return SQLITE_OK;
}

static int truncate_log(sqlite3_file *file, sqlite3_int64 size) {
  log_file *it = (log_file *)file;
  int code = pass_on(it);
  return code != SQLITE_OK ? code : it->base->pMethods->xTruncate(it->base, size);
}

static int sync_log(sqlite3_file *file, int flags) {
  log_file *it = (log_file *)file;
  int code = pass_on(it);
  return code != SQLITE_OK ? code : it->base->pMethods->xSync(it->base, flags);
}

static int size_of_log(sqlite3_file *file, sqlite3_int64 *size) {
  log_file *it = (log_file *)file;
  int code = pass_on(it);
  return code != SQLITE_OK ? code : it->base->pMethods->xFileSize(it->base, size);
}

static int lock_log(sqlite3_file *file, int level) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xLock(it->base, level);
}

static int unlock_log(sqlite3_file *file, int level) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xUnlock(it->base, level);
}

static int check_lock(sqlite3_file *file, int *is_reserved) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xCheckReservedLock(it->base, is_reserved);
}

static int control_log(sqlite3_file *file, int what, void *argument) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xFileControl(it->base, what, argument);
}

static int sector_size(sqlite3_file *file) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xSectorSize(it->base);
}

static int characteristics(sqlite3_file *file) {
  log_file *it = (log_file *)file;
  return it->base->pMethods->xDeviceCharacteristics(it->base);
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = close_log,
  .xRead = read_log,
  .xWrite = write_log,
  .xTruncate = truncate_log,
  .xSync = sync_log,
  .xFileSize = size_of_log,
  .xLock = lock_log,
  .xUnlock = unlock_log,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_log,
  .xSectorSize = sector_size,
  .xDeviceCharacteristics = characteristics,
};

static int open_file(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  sqlite3_vfs *base = ((gathering *)vfs)->base;
  if (!(flags & SQLITE_OPEN_WAL)) return base->xOpen(base, name, file, flags, out);
  log_file *it = (log_file *)file;
  memset(it, 0, sizeof *it);
  it->base = (sqlite3_file *)(it + 1);
  int code = base->xOpen(base, name, it->base, flags, out);
  // Without methods there is nothing to close.
  if (it->base->pMethods) it->file.pMethods = &methods;
  return code;
}

int viva_gathering_register(const char *name, const char *base_name) {
  sqlite3_vfs *base = sqlite3_vfs_find(base_name);
  if (!base) return SQLITE_ERROR;
  gathering *made = malloc(sizeof *made + strlen(name) + 1);
  if (!made) return SQLITE_NOMEM;
  strcpy(made->name, name);
  made->base = base;
  // All but the opening of files is the base's own.
  made->vfs = *base;
  made->vfs.pNext = NULL;
  made->vfs.zName = made->name;
  made->vfs.szOsFile = base->szOsFile + (int)sizeof(log_file);
  made->vfs.xOpen = open_file;
  int code = sqlite3_vfs_register(&made->vfs, 0);
  if (code != SQLITE_OK) free(made);
  return code;
}

void viva_gathering_unregister(const char *name) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(name);
  if (!vfs || vfs->xOpen != open_file) return;
  sqlite3_vfs_unregister(vfs);
  free(vfs);
}
