/// Gives items names that files and identifiers of XML can have, each its own: a letter, then letters, digits, "_", "-"
/// and ".".
struct UniqueNames {
  private var taken: Set<String> = []

  mutating func name(for id: String) -> String {
    let isFit =
      id.utf8.count <= 32 && id.utf8.first.map(Self.isLetter) ?? false
      && id.utf8.allSatisfy {
        Self.isLetter($0) || (0x30...0x39).contains($0) || "_-.".utf8.contains($0)
      }
    let base = isFit ? id : "item_" + ExportNames.slug(id)
    var name = base
    var number = 2
    // Files of some systems do not tell small letters from capitals.
    while !taken.insert(name.lowercased()).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
