#pragma once

/// Registers an SQLite VFS that is another one, but for write-ahead logs: what SQLite writes to one page by page, with a
/// head before each, goes to the disk in few large pieces, when a piece is full or the log is synced. Returns 0, or
/// SQLite's code.
///
/// Only for connections whose commits sync the log (`synchronous = FULL`): nobody else is told of a commit before that, so
/// nobody looks for what is not written yet. What was gathered and not synced when the process dies was never committed.
///
/// - name: of the new VFS, which must be free.
/// - base: of the other one; null for the system's.
int viva_gathering_register(const char *name, const char *base);

/// Takes it back. No connection may use it any more.
void viva_gathering_unregister(const char *name);
