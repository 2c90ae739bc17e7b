extension Draft {
  /// What tells this text of an item from an earlier or later one: 12 digits of the hash of all its fields.
  package var revision: String { String(SHA256.hex(JSONWriter.bytes(json)).prefix(12)) }
}

extension [Item] {
  /// What tells these items from those of other sets: 16 digits of the hash of their identifiers in order.
  package var fingerprint: String {
    var bytes: [UInt8] = []
    for item in self {
      bytes += item.id.utf8
      bytes.append(0x0A)
    }
    return String(SHA256.hex(bytes).prefix(16))
  }
}
