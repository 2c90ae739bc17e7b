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

  /// FNV-1a, as `String.stableHash`.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    return hash
  }

  /// Whether a text holds the name, in small or capital letters.
  private static func occurs(_ name: [UInt8], in text: [UInt8]) -> Bool {
    guard text.count >= name.count else { return false }
    return text.withUnsafeBufferPointer { text in
      for start in 0...(text.count - name.count) where text[start] | 0x20 == name[0] {
        var place = 1
        while place < name.count, folded(text[start + place]) == name[place] { place += 1 }
        if place == name.count { return true }
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
