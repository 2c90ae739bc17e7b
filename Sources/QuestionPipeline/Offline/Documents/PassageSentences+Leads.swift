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
            obstacle =
              self.obstacle(in: sentence.shown, isLed: true)
              ?? (presuppositions.isMissing(in: sentence.shown, behind: lead) ? .pointing : nil)
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

  /// What a sentence is shown with: all that its paragraph says before it, where that stands alone, holds no marks and
  /// is not long; else nil.
  private func lead(_ before: [Told]) -> (text: String, start: String.Index)? {
    guard let first = before.first, first.standsAlone,
      before.allSatisfy({ $0.obstacle != .marks && $0.obstacle != .order })
    else { return nil }
    let text = Text.joined(before.map(\.sentence.shown), tongue)
    let length = tongue == .english ? text.split(separator: " ").count : text.unicodeScalars.count
    return length <= (tongue == .english ? 90 : 180) ? (text, first.range.lowerBound) : nil
  }
}
