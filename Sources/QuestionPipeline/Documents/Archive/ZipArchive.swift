/// The entries of a ZIP file, found by its central directory and unpacked one at a time.
///
/// An entry may become no more than the limits allow, and all that is unpacked counts together: what an archive says of
/// its sizes is not believed.
struct ZipArchive {
  struct Entry {
    var name: String
    var method: Int
    var isEncrypted: Bool
    var packed: Int
    var unpacked: Int
    /// Of its local header.
    var offset: Int
  }

  private(set) var entries: [String: Entry] = [:]
  private let bytes: [UInt8]
  private let limits: DocumentLimits
  private var total = 0

  /// Throws: `DocumentError` where there is no directory, or where it promises more than the limits allow.
  init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentError) {
    self.bytes = bytes
    self.limits = limits
    guard let end = Self.directoryEnd(bytes) else {
      throw DocumentError(.malformed, "is a ZIP archive that is cut off or damaged")
    }
    var promised = 0
    var index = Self.number(bytes, end + 16, 4)
    let count = Self.number(bytes, end + 10, 2)
    guard count != 0xFFFF, index != 0xFFFF_FFFF else {
      throw DocumentError(.unsupported, "is a ZIP archive in the 64-bit form")
    }
    for _ in 0..<count {
      guard index + 46 <= bytes.count, Self.number(bytes, index, 4) == 0x0201_4B50 else {
        throw DocumentError(.malformed, "is a ZIP archive whose directory is damaged")
      }
      let nameCount = Self.number(bytes, index + 28, 2)
      let rest = Self.number(bytes, index + 30, 2) + Self.number(bytes, index + 32, 2)
      guard index + 46 + nameCount + rest <= bytes.count else {
        throw DocumentError(.malformed, "is a ZIP archive whose directory is damaged")
      }
      let entry = Entry(
        name: String(decoding: bytes[(index + 46)..<(index + 46 + nameCount)], as: UTF8.self),
        method: Self.number(bytes, index + 10, 2),
        isEncrypted: Self.number(bytes, index + 8, 2) & 1 == 1,
        packed: Self.number(bytes, index + 20, 4), unpacked: Self.number(bytes, index + 24, 4),
        offset: Self.number(bytes, index + 42, 4))
      promised += entry.unpacked
      // Of two entries with one name the first counts.
      if entries[entry.name] == nil { entries[entry.name] = entry }
      index += 46 + nameCount + rest
    }
    guard promised <= limits.unpacked else { throw tooMuch() }
  }

  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The unpacked bytes of an entry; nil where there is none. Throws: `DocumentError`.
  mutating func read(_ name: String) throws(DocumentError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else {
      throw DocumentError(.encrypted, "is encrypted: its part '\(name)' needs a password")
    }
    let header = entry.offset
    guard header + 30 <= bytes.count, Self.number(bytes, header, 4) == 0x0403_4B50 else {
      throw damaged(name)
    }
    let start =
      header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
    guard start <= bytes.count, entry.packed <= bytes.count - start else { throw damaged(name) }
    let packed = bytes[start..<(start + entry.packed)]
    switch entry.method {
    case 0:
      total += packed.count
      guard total <= limits.unpacked else { throw tooMuch() }
      return Array(packed)
    case 8:
      // Small entries may be as even as they like.
      let most = min(limits.unpacked - total, max(packed.count * limits.ratio, 1 << 20))
      guard let result = Inflater.unpack(packed, limit: most) else { throw damaged(name) }
      if result.isTooMuch {
        guard most < limits.unpacked - total else { throw tooMuch() }
        throw DocumentError(
          .tooLarge,
          "is a zip bomb, it seems: its part '\(name)' becomes more than \(limits.ratio) times as large ('documents.unpackedRatio' in the configuration)"
        )
      }
      total += result.bytes.count
      return result.bytes
    default:
      throw DocumentError(
        .unsupported, "is a ZIP archive packed by a method (\(entry.method)) that is not read")
    }
  }

  private func damaged(_ name: String) -> DocumentError {
    DocumentError(.malformed, "is damaged: its part '\(name)' cannot be unpacked")
  }

  private func tooMuch() -> DocumentError {
    DocumentError(
      .tooLarge,
      "becomes larger than \(limits.unpacked >> 20) MiB unpacked ('documents.unpackedLimit' in the configuration)"
    )
  }

  /// Where the record at the end of the directory stands, before a comment of any length.
  private static func directoryEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    for index in stride(from: bytes.count - 22, through: first, by: -1)
    where bytes[index] == 0x50 && number(bytes, index, 4) == 0x0605_4B50 {
      return index
    }
    return nil
  }

  /// A little-endian number of 2 or 4 bytes.
  private static func number(_ bytes: [UInt8], _ index: Int, _ count: Int) -> Int {
    guard index >= 0, index + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[index + $1]) << (8 * $1) }
  }
}
