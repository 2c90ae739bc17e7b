#ifndef SIMULATED_MEMORY_H
#define SIMULATED_MEMORY_H

/// Gives SQLite memory of its own that is never given back and needs no lock: for a process of one thread. To be called
/// before SQLite is used.
void sim_memory_configure(void);

#endif
