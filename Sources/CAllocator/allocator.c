#include "CAllocator.h"

#ifdef __linux__
#include <features.h>
#endif

#ifdef __GLIBC__
#include <malloc.h>

void viva_prepare_allocator(void) {
  // Each arena keeps what it once needed. Work moves from thread to thread here, so that eight of them hold the same twice
  // over; threads' own caches serve most pieces without a lock.
  mallopt(M_ARENA_MAX, 2);
  // Memory that one wave gave back is what the next one needs: giving it to the system between costs a fault for each page.
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  // Setting one of these ends the threshold's own growth, up to which buffers come from the heap rather than from new pages.
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}
#else
void viva_prepare_allocator(void) {}
#endif
