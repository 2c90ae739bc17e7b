import CSQLite

/// What the program was linked with.
package enum StorageVersion {
  package static var sqlite: String { String(cString: sqlite3_libversion()) }
}
