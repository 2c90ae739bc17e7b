/// Items that use none of the terms of their topic and hardly a word of their angle.
struct TopicRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let terms = subject.context.topicTerms.map { (name: $0, tokens: Tokenizer.tokens(of: $0)) }
      .filter { !$0.tokens.isEmpty }
      .map { (name: $0.name, stems: Self.stems($0.tokens), compact: Self.compact($0.tokens)) }
    guard !terms.isEmpty else { return [] }
    let draft = subject.draft
    let inspected = [subject.question, subject.answer] + subject.choices
    let followUps = draft.followUps.flatMap { [$0.question, $0.strong] }
    var searched: [[Token]] = []
    for place in 0..<inspected.count + followUps.count {
      let tokens =
        place < inspected.count
        ? inspected[place].allTokens : Tokenizer.tokens(of: followUps[place - inspected.count])
      let stems = Self.stems(tokens)
      let compact = Self.compact(tokens)
      for term in terms {
        if LeakRule.find(term.stems, in: stems) != nil { return [] }
        // "finetuning" for "fine-tuning"; too short a word might stand inside others.
        if term.compact.count >= 7, Self.contains(compact, term.compact) { return [] }
      }
      searched.append(tokens)
    }
    if let angle = subject.context.angle {
      let wanted = ContentWords.set(of: Tokenizer.tokens(of: angle))
      // Numbers too: an angle on an example is often met by its figures alone.
      let found = searched.reduce(into: Set<String>()) { $0.formUnion(ContentWords.list(of: $1)) }
      let shared = wanted.count { found.contains($0) }
      if Double(shared) >= Self.sharedContent * Double(wanted.count) { return [] }
    }
    let names = terms.prefix(3).map(\.name).joined(separator: ", ")
    return [
      subject.flaw(
        FlawName.offTopic,
        subject.say("uses none of: \(names) …", "没有出现：\(names) ……"))
    ]
  }

  /// The share of an angle's content that an item on it uses at least.
  private static let sharedContent = 0.3

  /// By their stable hashes, which are compared faster.
  private static func stems(_ tokens: [Token]) -> [UInt64] {
    tokens.map { $0.isIdeograph ? $0.key : Stemmer.stem($0.text).stableHash }
  }

  /// Letters, digits and ideographs alone.
  private static func compact(_ tokens: [Token]) -> [UInt8] {
    var bytes: [UInt8] = []
    for token in tokens { bytes.append(contentsOf: token.text.utf8) }
    return bytes
  }

  static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    return text.withUnsafeBufferPointer { text in
      part.withUnsafeBufferPointer { part in
        var position = 0
        while position <= text.count - part.count {
          if text[position] == first {
            var offset = 1
            while offset < part.count, text[position + offset] == part[offset] { offset += 1 }
            if offset == part.count { return true }
          }
          position += 1
        }
        return false
      }
    }
  }
}
