#include "simulated_disk.h"
#include "simulated_memory.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { sector = 512, shared_page = 32768 };

/// A change of a file since its last sync, with what it takes to undo it.
typedef struct change {
  /// The one before it, while they are undone the next.
  struct change *next;
  int64_t offset;
  /// How many bytes were written; negative where the file was cut to `offset`.
  int64_t count;
  /// The file's size before.
  int64_t old_size;
  /// How many bytes were there before, from `offset` on.
  int64_t old_count;
  /// Those that were written, then those that were there.
  uint8_t bytes[];
} change;

/// Bytes that disks share until one of them writes.
typedef struct storage {
  _Atomic int users;
  uint8_t bytes[];
} storage;

typedef struct buffer {
  storage *storage;
  int64_t size;
  int64_t capacity;
} buffer;

typedef struct node {
  struct node *next;
  char *name;
  /// What readers see. With the changes undone, it is what a power cut leaves in any case.
  buffer seen;
  /// The latest first.
  change *changes;
  /// Whether the entry in the folder is durable.
  int is_kept;
  /// Whether it was deleted: 1, where a power cut may undo that, or 2.
  int is_deleted;
  int opened;
  void **shared;
  int shared_count;
  int shared_holders[SQLITE_SHM_NLOCK];
  int exclusive_holder[SQLITE_SHM_NLOCK];
} node;

struct sim_disk {
  sqlite3_vfs vfs;
  sqlite3_vfs *system;
  node *nodes;
  sim_counts counts;
  int64_t room;
  int64_t syncs_until_failure;
  int64_t calls_until_cut;
  uint64_t cut_seed;
  int is_off;
  char name[];
};

typedef struct handle {
  sqlite3_file base;
  sim_disk *disk;
  node *node;
  int is_temporary;
  /// Whether its first sync is to be one of its folder too.
  int syncs_folder;
  uint32_t shared_locks;
  uint32_t exclusive_locks;
} handle;

// MARK: Bytes

static uint64_t mixed(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static void release(buffer *it) {
  if (it->storage && --it->storage->users == 0) free(it->storage);
  *it = (buffer){0};
}

/// Makes room, and the bytes its own.
static void prepare(buffer *it, int64_t size) {
  int is_own = it->storage && it->storage->users == 1;
  if (is_own && size <= it->capacity) return;
  // Few files outgrow that; what none of them touches costs nothing.
  int64_t capacity = it->capacity ? it->capacity : 1 << 19;
  while (capacity < size) capacity *= 2;
  size_t whole = sizeof(storage) + (size_t)capacity;
  storage *made = is_own ? realloc(it->storage, whole) : malloc(whole);
  if (!made) abort();
  if (!is_own) {
    made->users = 1;
    int64_t count = it->size < size ? it->size : size;
    if (count) memcpy(made->bytes, it->storage->bytes, (size_t)count);
    if (it->storage && --it->storage->users == 0) free(it->storage);
  }
  it->storage = made;
  it->capacity = capacity;
}

static void resize(buffer *it, int64_t size) {
  prepare(it, size);
  if (size > it->size) memset(it->storage->bytes + it->size, 0, (size_t)(size - it->size));
  it->size = size;
}

static void put(buffer *it, int64_t offset, const uint8_t *bytes, int64_t count) {
  int64_t end = offset + count;
  if (offset > it->size) resize(it, offset);
  prepare(it, end > it->size ? end : it->size);
  memcpy(it->storage->bytes + offset, bytes, (size_t)count);
  if (end > it->size) it->size = end;
}

static void copy(buffer *to, const buffer *from) {
  release(to);
  *to = *from;
  if (to->storage) to->storage->users++;
}

// MARK: Files

static node *found(const sim_disk *disk, const char *name) {
  for (node *it = disk->nodes; it; it = it->next) {
    if (strcmp(it->name, name) == 0) return it;
  }
  return NULL;
}

static node *made(sim_disk *disk, const char *name) {
  node *it = calloc(1, sizeof *it);
  if (!it) abort();
  it->name = strdup(name);
  it->next = disk->nodes;
  disk->nodes = it;
  return it;
}

static void drop_changes(node *it) {
  while (it->changes) {
    change *next = it->changes->next;
    free(it->changes);
    it->changes = next;
  }
}

static void drop_shared(node *it) {
  for (int index = 0; index < it->shared_count; index++) free(it->shared[index]);
  free(it->shared);
  it->shared = NULL;
  it->shared_count = 0;
  memset(it->shared_holders, 0, sizeof it->shared_holders);
  memset(it->exclusive_holder, 0, sizeof it->exclusive_holder);
}

static void free_node(node *it) {
  drop_changes(it);
  drop_shared(it);
  release(&it->seen);
  free(it->name);
  free(it);
}

static void unlink_node(sim_disk *disk, node *gone) {
  for (node **it = &disk->nodes; *it; it = &(*it)->next) {
    if (*it != gone) continue;
    *it = gone->next;
    free_node(gone);
    return;
  }
}

/// To be called before the change is made.
/// - count: negative where the file is cut to `offset`.
static void note_change(node *it, int64_t offset, int64_t count, const void *bytes) {
  int64_t written = count > 0 ? count : 0;
  int64_t end = count < 0 || offset + count > it->seen.size ? it->seen.size : offset + count;
  int64_t old_count = end > offset ? end - offset : 0;
  change *made = malloc(sizeof *made + (size_t)(written + old_count));
  if (!made) abort();
  made->next = it->changes;
  made->offset = offset;
  made->count = count;
  made->old_size = it->seen.size;
  made->old_count = old_count;
  if (written) memcpy(made->bytes, bytes, (size_t)written);
  if (old_count) memcpy(made->bytes + written, it->seen.storage->bytes + offset, (size_t)old_count);
  it->changes = made;
}

/// Leaves the file as it was synced last; returns the changes, the earliest first.
static change *undo_changes(node *it) {
  change *undone = NULL;
  while (it->changes) {
    change *last = it->changes;
    it->changes = last->next;
    int64_t written = last->count > 0 ? last->count : 0;
    resize(&it->seen, last->old_size);
    if (last->old_count) put(&it->seen, last->offset, last->bytes + written, last->old_count);
    last->next = undone;
    undone = last;
  }
  return undone;
}

/// Counts a write or a sync; whether it finds the power cut.
static int is_cut(sim_disk *disk) {
  if (!disk->is_off && disk->calls_until_cut >= 0 && disk->calls_until_cut-- == 0) {
    sim_disk_cut(disk, disk->cut_seed);
  }
  return disk->is_off;
}

// MARK: What SQLite calls on a file

static int close_file(sqlite3_file *file) {
  handle *it = (handle *)file;
  it->node->opened--;
  if (it->is_temporary && it->node->opened == 0) unlink_node(it->disk, it->node);
  return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *into, int count, sqlite3_int64 offset) {
  handle *it = (handle *)file;
  if (it->disk->is_off) return SQLITE_IOERR_READ;
  const buffer *seen = &it->node->seen;
  int64_t there = seen->size - offset;
  if (there >= count) {
    memcpy(into, seen->storage->bytes + offset, (size_t)count);
    return SQLITE_OK;
  }
  if (there < 0) there = 0;
  if (there) memcpy(into, seen->storage->bytes + offset, (size_t)there);
  memset((uint8_t *)into + there, 0, (size_t)(count - there));
  return SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  handle *it = (handle *)file;
  sim_disk *disk = it->disk;
  if (is_cut(disk)) return SQLITE_IOERR_WRITE;
  int64_t growth = offset + count - it->node->seen.size;
  if (growth > 0 && disk->room >= 0) {
    if (growth > disk->room) return SQLITE_FULL;
    disk->room -= growth;
  }
  disk->counts.writes++;
  disk->counts.bytes += count;
  note_change(it->node, offset, count, bytes);
  put(&it->node->seen, offset, bytes, count);
  return SQLITE_OK;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
  handle *it = (handle *)file;
  if (it->disk->is_off) return SQLITE_IOERR_TRUNCATE;
  if (size < it->node->seen.size) {
    if (it->disk->room >= 0) it->disk->room += it->node->seen.size - size;
    note_change(it->node, size, -1, NULL);
    resize(&it->node->seen, size);
  }
  return SQLITE_OK;
}

/// How long the part of a path is that names the folder.
static size_t folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? (size_t)(slash - path) : 0;
}

/// Makes all entries of a file's folder durable, and deletions there.
static void sync_folder(sim_disk *disk, const node *file) {
  size_t length = folder_length(file->name);
  node *next;
  for (node *it = disk->nodes; it; it = next) {
    next = it->next;
    if (folder_length(it->name) != length || strncmp(it->name, file->name, length) != 0) continue;
    if (!it->is_deleted) it->is_kept = 1;
    else if (it->opened == 0) unlink_node(disk, it);
    else it->is_deleted = 2;
  }
}

static int sync_file(sqlite3_file *file, int flags) {
  (void)flags;
  handle *it = (handle *)file;
  sim_disk *disk = it->disk;
  if (is_cut(disk)) return SQLITE_IOERR_FSYNC;
  if (disk->syncs_until_failure >= 0 && disk->syncs_until_failure-- == 0) return SQLITE_IOERR_FSYNC;
  disk->counts.syncs++;
  drop_changes(it->node);
  if (it->syncs_folder) sync_folder(disk, it->node);
  it->syncs_folder = 0;
  return SQLITE_OK;
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size) {
  handle *it = (handle *)file;
  if (it->disk->is_off) return SQLITE_IOERR_FSTAT;
  *size = it->node->seen.size;
  return SQLITE_OK;
}

// One connection writes at a time, by the rules of whoever simulates: file locks have nobody to keep out.
static int lock_file(sqlite3_file *file, int level) {
  (void)file, (void)level;
  return SQLITE_OK;
}

static int check_lock(sqlite3_file *file, int *is_reserved) {
  (void)file;
  *is_reserved = 0;
  return SQLITE_OK;
}

static int control_file(sqlite3_file *file, int what, void *argument) {
  (void)file, (void)what, (void)argument;
  return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *file) {
  (void)file;
  return sector;
}

static int characteristics(sqlite3_file *file) {
  (void)file;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int map_shared(
    sqlite3_file *file, int index, int size, int extend, void volatile **region) {
  handle *it = (handle *)file;
  *region = NULL;
  if (size != shared_page) return SQLITE_IOERR_SHMMAP;
  if (index >= it->node->shared_count) {
    if (!extend) return SQLITE_OK;
    it->node->shared = realloc(it->node->shared, (size_t)(index + 1) * sizeof(void *));
    if (!it->node->shared) abort();
    while (it->node->shared_count <= index) {
      void *page = calloc(1, shared_page);
      if (!page) abort();
      it->node->shared[it->node->shared_count++] = page;
    }
  }
  *region = it->node->shared[index];
  return SQLITE_OK;
}

static int lock_shared(sqlite3_file *file, int first, int count, int flags) {
  handle *it = (handle *)file;
  node *on = it->node;
  uint32_t mask = ((1u << count) - 1) << first;
  if (flags & SQLITE_SHM_UNLOCK) {
    for (int index = first; index < first + count; index++) {
      if (it->shared_locks & (1u << index)) on->shared_holders[index]--;
      if (it->exclusive_locks & (1u << index)) on->exclusive_holder[index] = 0;
    }
    it->shared_locks &= ~mask;
    it->exclusive_locks &= ~mask;
    return SQLITE_OK;
  }
  for (int index = first; index < first + count; index++) {
    int others = on->shared_holders[index] - (it->shared_locks & (1u << index) ? 1 : 0);
    int is_taken = on->exclusive_holder[index] && !(it->exclusive_locks & (1u << index));
    if (is_taken || (flags & SQLITE_SHM_EXCLUSIVE && others > 0)) return SQLITE_BUSY;
  }
  for (int index = first; index < first + count; index++) {
    uint32_t bit = 1u << index;
    if (flags & SQLITE_SHM_EXCLUSIVE) {
      on->exclusive_holder[index] = 1;
      it->exclusive_locks |= bit;
    } else if (!(it->shared_locks & bit)) {
      on->shared_holders[index]++;
      it->shared_locks |= bit;
    }
  }
  return SQLITE_OK;
}

static void shared_barrier(sqlite3_file *file) { (void)file; }

static int unmap_shared(sqlite3_file *file, int is_last) {
  handle *it = (handle *)file;
  lock_shared(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  if (is_last) drop_shared(it->node);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = size_of_file,
  .xLock = lock_file,
  .xUnlock = lock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = sector_size,
  .xDeviceCharacteristics = characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = shared_barrier,
  .xShmUnmap = unmap_shared,
};

// MARK: What SQLite calls on a disk

static int open_file(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  sim_disk *disk = vfs->pAppData;
  handle *it = (handle *)file;
  memset(it, 0, sizeof *it);
  if (disk->is_off) return SQLITE_CANTOPEN;
  node *on = name ? found(disk, name) : NULL;
  if (!on || on->is_deleted) {
    if (name && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    if (on) {
      // Deleted but not yet forgotten: the new file takes its place.
      on->is_deleted = 0;
      note_change(on, 0, -1, NULL);
      resize(&on->seen, 0);
    } else {
      on = made(disk, name ? name : "");
    }
  }
  on->opened++;
  it->disk = disk;
  it->node = on;
  it->is_temporary = !name;
  // As in SQLite's own VFS for Unix, whether or not there was such a file before.
  int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
  it->syncs_folder = flags & SQLITE_OPEN_CREATE && flags & journals;
  it->base.pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int is_synced) {
  sim_disk *disk = vfs->pAppData;
  if (disk->is_off) return SQLITE_IOERR_DELETE;
  node *it = found(disk, name);
  if (!it || it->is_deleted) return SQLITE_IOERR_DELETE_NOENT;
  if (disk->room >= 0) disk->room += it->seen.size;
  if (is_synced || !it->is_kept) {
    unlink_node(disk, it);
  } else {
    it->is_deleted = 1;
  }
  return SQLITE_OK;
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  (void)flags;
  sim_disk *disk = vfs->pAppData;
  if (disk->is_off) return SQLITE_IOERR_ACCESS;
  node *it = found(disk, name);
  *result = it && !it->is_deleted;
  return SQLITE_OK;
}

static int full_path(sqlite3_vfs *vfs, const char *name, int capacity, char *into) {
  (void)vfs;
  if ((int)strlen(name) >= capacity) return SQLITE_CANTOPEN;
  strcpy(into, name);
  return SQLITE_OK;
}

// Chance and time are the simulator's: here they stand still.
static int randomness(sqlite3_vfs *vfs, int count, char *into) {
  (void)vfs;
  uint64_t state = 1;
  for (int index = 0; index < count; index++) into[index] = (char)mixed(&state);
  return count;
}

static int pause_for(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

static int current_time(sqlite3_vfs *vfs, double *days) {
  (void)vfs;
  *days = 2440587.5;
  return SQLITE_OK;
}

static int last_error(sqlite3_vfs *vfs, int capacity, char *into) {
  (void)vfs;
  if (capacity > 0) into[0] = 0;
  return 0;
}

// MARK: The simulator's side

void sim_disk_prepare_process(void) {
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sim_memory_configure();
#ifdef __GLIBC__
  // Each seed needs the memory of the one before.
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
#endif
}

sim_disk *sim_disk_make(const char *name) {
  sim_disk *disk = calloc(1, sizeof *disk + strlen(name) + 1);
  if (!disk) abort();
  strcpy(disk->name, name);
  disk->room = -1;
  disk->syncs_until_failure = -1;
  disk->calls_until_cut = -1;
  disk->vfs = (sqlite3_vfs){
    .iVersion = 1,
    .szOsFile = sizeof(handle),
    .mxPathname = 512,
    .zName = disk->name,
    .pAppData = disk,
    .xOpen = open_file,
    .xDelete = delete_file,
    .xAccess = access_file,
    .xFullPathname = full_path,
    .xRandomness = randomness,
    .xSleep = pause_for,
    .xCurrentTime = current_time,
    .xGetLastError = last_error,
  };
  sqlite3_vfs_register(&disk->vfs, 0);
  return disk;
}

void sim_disk_copy(sim_disk *to, const sim_disk *from, const char *prefix) {
  for (const node *it = from->nodes; it; it = it->next) {
    if (it->is_deleted || !it->name[0] || strncmp(it->name, prefix, strlen(prefix)) != 0) continue;
    node *twin = made(to, it->name);
    twin->is_kept = it->is_kept;
    copy(&twin->seen, &it->seen);
  }
}

void sim_disk_free(sim_disk *disk) {
  sqlite3_vfs_unregister(&disk->vfs);
  while (disk->nodes) unlink_node(disk, disk->nodes);
  free(disk);
}

/// Applies what the seed lets live of one write.
static void settle(buffer *file, const change *it, uint64_t *chance) {
  uint64_t fate = mixed(chance) % 4;
  if (it->count < 0) {
    if (fate < 2 && it->offset < file->size) resize(file, it->offset);
    return;
  }
  switch (fate) {
  case 0: return;
  case 1:
    // Torn: each sector lives or dies by itself.
    for (int64_t done = 0; done < it->count;) {
      int64_t end = (it->offset + done) / sector * sector + sector - it->offset;
      if (end > it->count) end = it->count;
      if (mixed(chance) % 2) put(file, it->offset + done, it->bytes + done, end - done);
      done = end;
    }
    return;
  default: put(file, it->offset, it->bytes, it->count);
  }
}

void sim_disk_cut(sim_disk *disk, uint64_t seed) {
  uint64_t chance = seed;
  disk->is_off = 1;
  disk->calls_until_cut = -1;
  node *next;
  for (node *it = disk->nodes; it; it = next) {
    next = it->next;
    if (it->is_deleted == 1 && mixed(&chance) % 2) it->is_deleted = 0;
    // A file whose entry was never synced may be gone with all that was in it.
    int is_lost = !it->is_kept && mixed(&chance) % 2;
    for (change *each = undo_changes(it); each;) {
      if (!is_lost) settle(&it->seen, each, &chance);
      change *next = each->next;
      free(each);
      each = next;
    }
    if (!is_lost) it->is_kept = 1;
    if ((is_lost || it->is_deleted) && it->opened == 0) unlink_node(disk, it);
    else if (is_lost) it->is_deleted = 1;
  }
}

void sim_disk_cut_later(sim_disk *disk, int64_t count, uint64_t seed) {
  disk->calls_until_cut = count;
  disk->cut_seed = seed;
}

int sim_disk_is_off(const sim_disk *disk) { return disk->is_off; }

int sim_disk_opened(const sim_disk *disk) {
  int count = 0;
  for (const node *it = disk->nodes; it; it = it->next) count += it->opened;
  return count;
}

void sim_disk_power_on(sim_disk *disk) {
  node *next;
  for (node *it = disk->nodes; it; it = next) {
    next = it->next;
    drop_shared(it);
    if (it->is_deleted && it->opened == 0) unlink_node(disk, it);
  }
  disk->room = -1;
  disk->syncs_until_failure = -1;
  disk->is_off = 0;
}

void sim_disk_set_room(sim_disk *disk, int64_t bytes) { disk->room = bytes; }

void sim_disk_fail_sync(sim_disk *disk, int64_t count) { disk->syncs_until_failure = count; }

sim_counts sim_disk_counts(const sim_disk *disk) { return disk->counts; }

int64_t sim_disk_size(const sim_disk *disk, const char *name) {
  node *it = found(disk, name);
  return it && !it->is_deleted ? it->seen.size : -1;
}

int64_t sim_disk_read(const sim_disk *disk, const char *name, uint8_t *into, int64_t capacity) {
  node *it = found(disk, name);
  if (!it || it->is_deleted) return -1;
  int64_t count = it->seen.size < capacity ? it->seen.size : capacity;
  if (count) memcpy(into, it->seen.storage->bytes, (size_t)count);
  return count;
}

int sim_disk_publish(sim_disk *disk, const char *name, const uint8_t *bytes, int64_t count) {
  if (is_cut(disk)) return -1;
  if (disk->room >= 0) {
    if (count > disk->room) return -1;
    disk->room -= count;
  }
  node *it = found(disk, name);
  if (!it) it = made(disk, name);
  drop_changes(it);
  it->is_deleted = 0;
  it->is_kept = 1;
  resize(&it->seen, 0);
  put(&it->seen, 0, bytes, count);
  return 0;
}
