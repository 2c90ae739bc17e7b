#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/// Fits the process's allocator to programs that make and drop small pieces of memory on a few threads all the time.
/// To be called before any thread is started; does nothing where the C library has no such settings.
void viva_prepare_allocator(void);

#endif
