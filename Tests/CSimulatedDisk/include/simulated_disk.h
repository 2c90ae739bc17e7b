#pragma once

#include <stdint.h>

/// A disk in memory for one SQLite VFS, that forgets what was not synced when its power is cut.
///
/// Not for several threads: whoever simulates runs everything on one.
typedef struct sim_disk sim_disk;

/// What a disk has done so far.
typedef struct sim_counts {
  int64_t writes;
  int64_t syncs;
  int64_t bytes;
} sim_counts;

/// Tells SQLite and the allocator that this process does nothing but simulate, on one thread; before anything else.
void sim_disk_prepare_process(void);

/// A new, empty disk, registered with SQLite under `name`, which must be free.
sim_disk *sim_disk_make(const char *name);

/// Gives an empty disk the files of another whose names begin so. What was not synced there is, here.
void sim_disk_copy(sim_disk *to, const sim_disk *from, const char *prefix);

/// Unregisters the disk and frees it. No connection may be open.
void sim_disk_free(sim_disk *disk);

/// Cuts the power: each write since the last sync is kept, lost or torn at sectors of 512 bytes, as `seed` will have it,
/// and every later call fails until `sim_disk_power_on`.
void sim_disk_cut(sim_disk *disk, uint64_t seed);

/// Cuts the power, as above, with the write or sync after `count` further ones; a negative number takes it back.
void sim_disk_cut_later(sim_disk *disk, int64_t count, uint64_t seed);

/// Whether the power is cut.
int sim_disk_is_off(const sim_disk *disk);

/// How many handles of its files are open.
int sim_disk_opened(const sim_disk *disk);

/// Lets calls through again. Connections from before the cut must have been closed.
void sim_disk_power_on(sim_disk *disk);

/// Lets at most so many further bytes be added to files; a negative number lifts the limit.
void sim_disk_set_room(sim_disk *disk, int64_t bytes);

/// Makes the sync after `count` further ones fail, once; a negative number takes it back.
void sim_disk_fail_sync(sim_disk *disk, int64_t count);

sim_counts sim_disk_counts(const sim_disk *disk);

/// The size of a file, or -1 where there is none.
int64_t sim_disk_size(const sim_disk *disk, const char *name);

/// Copies the file's bytes; returns how many.
int64_t sim_disk_read(const sim_disk *disk, const char *name, uint8_t *into, int64_t capacity);

/// Writes a file whole or not at all, as a temporary file, a sync, a rename and a sync of the folder would; returns 0, or -1
/// where the power is off or the disk is full.
int sim_disk_publish(sim_disk *disk, const char *name, const uint8_t *bytes, int64_t count);
