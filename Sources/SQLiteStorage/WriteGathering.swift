import CWriteGathering

/// Disks on which the pages of a write-ahead log are written in few large pieces, not one by one: where commits hold many
/// replies, that halves what writing them costs.
package enum WriteGathering {
  /// The VFS over the system's disk; nil where SQLite takes none.
  static let system = register("viva-gathering", over: nil)

  /// Makes one over another VFS, for connections whose commits wait for the disk alone.
  /// - Parameters:
  ///   - name: of the new VFS, which nobody else has.
  ///   - base: nil for the system's.
  /// - Returns: the name; nil where SQLite takes none.
  package static func register(_ name: String, over base: String?) -> String? {
    viva_gathering_register(name, base) == 0 ? name : nil
  }

  /// Takes one back that no connection uses any more.
  package static func unregister(_ name: String) { viva_gathering_unregister(name) }
}
