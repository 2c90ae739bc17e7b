import QuestionPipeline

/// What belongs to an item's answer, each thing once: a key point that is a sentence of the answer helps nobody twice.
struct AnswerDigest {
  let item: Item
  /// Empty where the choices and their reasons say it all.
  let answer: String
  let reasons: [(index: Int, why: String)]
  let keyPoints: [String]
  let sources: [(document: String, quotes: [String])]

  /// - Parameter showsChoices: whether the choices stand above it with their reasons.
  init(_ item: Item, showsChoices: Bool = false) {
    let draft = item.draft
    self.item = item
    var told = ToldTexts([])
    if showsChoices {
      for choice in draft.choices {
        told.add(choice.text)
        if let why = choice.why { told.add(why) }
      }
    }
    answer =
      showsChoices && !draft.choices.isEmpty && told.makeUp(draft.answer) ? "" : draft.answer
    told.add(answer)
    reasons = draft.choices.enumerated().compactMap { index, choice in
      choice.why.flatMap { told.hold($0) ? nil : (index, $0) }
    }
    for reason in reasons { told.add(reason.why) }
    // To mark an answer in words, its points are ticked off even where the answer has their words.
    if item.isClosed || draft.keyPoints.count == 1 {
      keyPoints = told.untold(draft.keyPoints)
    } else {
      keyPoints = draft.keyPoints
      for point in keyPoints { told.add(point) }
    }
    sources = draft.sources.reduce(into: []) { result, source in
      let quotes = told.untold([source.quote])
      if let index = result.firstIndex(where: { $0.document == source.document }) {
        result[index].quotes += quotes
      } else {
        result.append((source.document, quotes))
      }
    }
  }
}

extension Item {
  /// Whether its answer is ticked or a word, and not told at length.
  var isClosed: Bool { !draft.choices.isEmpty || kind == .cloze }
}
