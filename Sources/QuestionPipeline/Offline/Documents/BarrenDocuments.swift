/// Documents about which the offline writer can ask nothing, and why: a text in the first person is no mistake of the
/// program's, but whoever gave it wants to know.
package enum BarrenDocuments {
  /// The documents in their order, of those in the languages asked for, with what goes on from "source NAME: ".
  package static func list(
    _ passages: [Passage], kinds: [QuestionKind], languages: [LanguageTag]
  ) -> [(document: String, why: String)] {
    let tongues = languages.compactMap { Tongue($0) }
    return passages.byDocument.compactMap { passages in
      let tongue: Tongue =
        passages.count { $0.isChinese } * 2 > passages.count ? .chinese : .english
      guard tongues.contains(tongue) else { return nil }
      let isFertile = passages.contains { passage in
        let offers = DocumentOffers(passage: passage, tongue: tongue)
        return kinds.contains { !offers.list($0).isEmpty }
      }
      return isFertile ? nil : (passages[0].document, why(passages, tongue))
    }
  }

  /// Notes them in the record of what was read, too.
  /// - Returns: what is to be told of them.
  package static func note(
    in intake: inout DocumentIntake, _ passages: [Passage], of brief: Brief
  ) -> [String] {
    list(passages, kinds: brief.kinds, languages: brief.languages).map { document, why in
      if let index = intake.records.firstIndex(where: { $0.name == document }) {
        intake.records[index].notices.append(why)
      }
      return "source \(document): \(why)"
    }
  }

  private static func why(_ passages: [Passage], _ tongue: Tongue) -> String {
    var counts: [SentenceObstacle: Int] = [:]
    var sentences = 0
    for passage in passages {
      for entry in PassageSentences(tongue: tongue, headings: SectionName.told(of: passage))
        .read(passage.text)
      {
        sentences += 1
        if let obstacle = entry.obstacle { counts[obstacle, default: 0] += 1 }
      }
    }
    var parts = SentenceObstacle.allCases.compactMap { obstacle in
      counts[obstacle].map { "\($0) \(words(obstacle))" }
    }
    let rest = sentences - counts.values.reduce(0, +)
    if rest > 0 { parts.append("\(rest) state nothing in a form that it knows") }
    let of = sentences == 1 ? "1 sentence" : "\(sentences) sentences"
    return "the offline writer finds nothing to ask in its \(of)"
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  private static func words(_ obstacle: SentenceObstacle) -> String {
    switch obstacle {
    case .personal: "speak of their writer or to their reader"
    case .pointing: "need what stands elsewhere"
    case .form: "are no statements, or too short or too long"
    case .marks: "hold quotations or marks"
    case .order: "are orders to a model"
    }
  }
}
