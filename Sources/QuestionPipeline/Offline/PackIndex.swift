/// Says at once of most questions that the pack's solver cannot know them.
///
/// It holds all that the solver looks for: whole questions, options, and the first bytes of what stands within a
/// question. It may take a question for known that is not, never the other way round.
struct PackIndex: Sendable {
  private var whole: Set<String> = []
  private var options: Set<String> = []
  /// Hashes of the first `width` bytes of what a question may hold.
  private var beginnings: Set<UInt64> = []
  /// A bit for each of them: says of most windows at once that they are none.
  private var sieve = [UInt64](repeating: 0, count: 1024)
  private static let width = 12
  /// What is shorter than a beginning.
  private var short: [String] = []

  init(_ pack: KnowledgePack) {
    for concept in pack.concepts {
      for tongue in Tongue.allCases {
        guard let text = concept.text(tongue) else { continue }
        add(text, tongue)
      }
    }
  }

  private mutating func add(_ text: ConceptText, _ tongue: Tongue) {
    for quiz in text.quiz { whole.insert(quiz.ask) }
    for fact in text.facts { whole.formUnion(fact.ask) }
    options.insert(Text.opening(text.gist, tongue))
    let parts =
      [text.gist] + text.claims.flatMap { [Text.unstopped($0.holds), Text.unstopped($0.fails)] }
      + text.cloze.map(\.blanked) + text.scenarios.map(\.setting)
    for part in parts {
      guard let key = Self.keys(of: part).first else {
        short.append(part)
        continue
      }
      beginnings.insert(key)
      let (word, bit) = Self.place(of: key)
      sieve[word] |= bit
    }
  }

  func mayKnow(_ question: String, choices: [String]) -> Bool {
    whole.contains(question) || choices.contains { options.contains($0) }
      || Self.keys(of: question).contains { key in
        let (word, bit) = Self.place(of: key)
        return sieve[word] & bit != 0 && beginnings.contains(key)
      }
      || short.contains { Text.contains(question, $0) }
  }

  /// Where a key's bit stands among the 65,536 of the sieve.
  private static func place(of key: UInt64) -> (word: Int, bit: UInt64) {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return (Int(mixed >> 54), 1 << (mixed >> 48 & 63))
  }

  /// The hashes of all windows of a text's bytes, rolled from one to the next.
  private static func keys(of text: String) -> [UInt64] {
    let bytes = Array(text.utf8)
    guard bytes.count >= width else { return [] }
    let factor: UInt64 = 0x0100_0000_01B3
    let oldest = (1..<width).reduce(1 as UInt64) { power, _ in power &* factor }
    var keys: [UInt64] = []
    keys.reserveCapacity(bytes.count - width + 1)
    var hash: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      if index >= width { hash = hash &- UInt64(bytes[index - width]) &* oldest }
      hash = hash &* factor &+ UInt64(byte)
      if index >= width - 1 { keys.append(hash) }
    }
    return keys
  }
}
