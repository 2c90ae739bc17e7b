#pragma once

#include <sqlite3.h>

// Holds rows against the foreign keys that they declare.
static inline int viva_enforce_foreign_keys(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)0);
}

// Leaves the write-ahead log where it is when the connection closes.
static inline int viva_keep_log(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
