/// What a sentence is shown behind.
extension PassageSentences {
  /// The sentences of a paragraph, each with what is shown before it.
  func read(_ block: String, of passage: String)
    -> [(sentence: PassageSentence, obstacle: SentenceObstacle?)]
  {
    let presuppositions = Presuppositions(tongue: tongue, headings: headings)
    var before: [Told] = []
    var heads: [(sentence: PassageSentence, obstacle: SentenceObstacle?)] = []
    for whole in Text.sentences(block) {
      let exact = withoutTerm(whole)
      guard Text.contains(passage, exact) else { continue }
      var sentence = PassageSentence(exact: exact, shown: shown(exact))
      var obstacle = obstacle(in: sentence.shown, isLed: false)
      if obstacle == nil,
        presuppositions.isMissing(in: sentence.shown, of: passage, opens: before.isEmpty)
      {
        obstacle = .pointing
      }
      let rest = block[(before.last?.range.upperBound ?? block.startIndex)...]
      let range = Text.range(of: exact, in: rest)
      // "**4. Loading.**" is a heading, though it was taken for sentences.
      if before.isEmpty, range.map({ block[..<$0.upperBound].hasPrefix("**") }) == true,
        sentence.shown.count < 40, obstacle == .form
      {
        heads.append((sentence, obstacle))
        continue
      }
      let standsAlone = obstacle == nil
      if !before.isEmpty {
        sentence.lead = nil
        if let range, let (lead, start) = lead(before) {
          sentence.lead = lead
          sentence.led = String(block[start..<range.upperBound])
          // What a pronoun stands for can be read before it.
          if obstacle == .pointing || obstacle == .form {
            obstacle = self.obstacle(in: sentence.shown, isLed: true)
            sentence.isBound = obstacle == nil
          }
        }
      }
      before.append(
        Told(
          sentence: sentence, obstacle: obstacle, standsAlone: standsAlone,
          range: range ?? rest.startIndex..<rest.startIndex))
    }
    return heads + before.map { ($0.sentence, $0.obstacle) }
  }

  /// A sentence of a paragraph.
  private struct Told {
    var sentence: PassageSentence
    var obstacle: SentenceObstacle?
    /// Whether it can be understood without those before it.
    var standsAlone: Bool
    /// Within the paragraph.
    var range: Range<String.Index>
  }

  /// What a sentence is shown with, and where it begins: up to three sentences before it, the first of which stands
  /// alone; nil where none does, or it would be long.
  private func lead(_ before: [Told]) -> (text: String, start: String.Index)? {
    for start in before.indices.suffix(3) where before[start].standsAlone {
      let told = before[start...]
      guard told.dropFirst().allSatisfy({ $0.obstacle == nil || $0.obstacle == .pointing })
      else { continue }
      let text = Text.joined(told.map(\.sentence.shown), tongue)
      let length =
        tongue == .english ? text.split(separator: " ").count : text.unicodeScalars.count
      if length <= (tongue == .english ? 70 : 140) { return (text, before[start].range.lowerBound) }
    }
    return nil
  }
}
