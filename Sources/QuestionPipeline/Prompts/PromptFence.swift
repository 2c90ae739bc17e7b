#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names the members of a prompt's block that hold what others wrote: "data-7f3a91c2".
///
/// A name is drawn from the run's seed and the hash of the text, so equal requests of a run are equal byte for byte;
/// it grows until it occurs in none of the texts, so none can speak of its own fence.
enum PromptFence {
  static let prefix = "data-"
  static let digits = Array("0123456789abcdef".utf8)

  /// A name for each text, all different.
  /// - Parameter texts: the members' JSON, guarded.
  static func names(for texts: [[UInt8]], seed: RunSeed) -> [String] {
    var names: [String] = []
    for text in texts {
      var source = SplitMix64(seed: seed.value ^ hash(text))
      var name = Array(prefix.utf8)
      var length = 8
      repeat {
        var word: UInt64 = 0
        for place in 0..<length {
          if place % 16 == 0 { word = source.next() }
          name.append(digits[Int(word >> 60)])
          word <<= 4
        }
        length = 4
      } while texts.contains { occurs(name, in: $0) }
        || names.contains(String(decoding: name, as: UTF8.self))
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }

  /// Eight bytes at a time; the same on every machine and in every process, as `Hasher` is not.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      var hash = UInt64(bytes.count) ^ 0xCBF2_9CE4_8422_2325
      func mix(_ word: UInt64) {
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
      }
      var index = 0
      while index + 8 <= bytes.count {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
      }
      var rest: UInt64 = 0
      for byte in bytes[index...] { rest = rest << 8 | UInt64(byte) }
      mix(rest)
      return hash
    }
  }

  /// Whether a text holds the name, in small or capital letters. Hyphens are rarer than letters, so it looks for those.
  private static func occurs(_ name: [UInt8], in text: [UInt8]) -> Bool {
    let lead = prefix.utf8.count - 1
    return text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress, text.count >= name.count else { return false }
      // Between them stands the first hyphen of a name.
      var index = lead
      let end = text.count - name.count + lead + 1
      while index < end, let found = memchr(start + index, 0x2D, end - index) {
        index = start.distance(to: found.assumingMemoryBound(to: UInt8.self))
        var place = 0
        while place < name.count, folded(text[index - lead + place]) == name[place] { place += 1 }
        if place == name.count { return true }
        index += 1
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
