package import QuestionPipeline

/// A part of an item that a format may have no place for.
package enum ItemField: String, Sendable, Hashable, CaseIterable {
  case id, cell, topic, kind, language, audience, level, difficulty, unanswerable
  case answer, keyPoints, mistakes, followUps, choices, choiceReasons, solution, tests, sources
  case scores, flaws, made, review

  /// The field as people call it, in the plural where it holds several.
  package var name: String {
    switch self {
    case .id: "identifiers"
    case .cell: "cell numbers"
    case .topic: "topics"
    case .kind: "kinds"
    case .language: "languages"
    case .audience: "audiences"
    case .level: "levels"
    case .difficulty: "difficulties"
    case .unanswerable: "labels of unanswerable questions"
    case .answer: "answers"
    case .keyPoints: "key points"
    case .mistakes: "common mistakes"
    case .followUps: "follow-up questions"
    case .choices: "choices"
    case .choiceReasons: "reasons of choices"
    case .solution: "solutions in code"
    case .tests: "tests of code"
    case .sources: "sources"
    case .scores: "scores"
    case .flaws: "flaws"
    case .made: "how items were made"
    case .review: "reviews"
    }
  }

  /// Whether people wrote it to be read, or it turns what the item asks; the rest says what kind of item it is, and how it was made and scored.
  package var isContent: Bool {
    switch self {
    case .answer, .keyPoints, .mistakes, .followUps, .choices, .choiceReasons, .solution, .tests,
      .sources, .unanswerable:
      true
    case .id, .cell, .topic, .kind, .language, .audience, .level, .difficulty, .scores, .flaws,
      .made, .review:
      false
    }
  }

  /// Whether an item holds anything there.
  package func isPresent(in item: Item) -> Bool {
    let draft = item.draft
    return switch self {
    case .id, .kind, .language: true
    case .cell: item.cell != nil
    case .topic: !item.topic.isEmpty
    case .audience: item.audience != nil
    case .level: item.level != nil
    case .difficulty: item.difficulty != nil
    case .unanswerable: item.unanswerable != nil
    case .answer: !draft.answer.isEmpty
    case .keyPoints: !draft.keyPoints.isEmpty
    case .mistakes: !draft.mistakes.isEmpty
    case .followUps: !draft.followUps.isEmpty
    case .choices: !draft.choices.isEmpty
    case .choiceReasons: draft.choices.contains { $0.why != nil }
    case .solution: draft.code != nil
    case .tests: draft.code.map { !$0.tests.isEmpty } ?? false
    case .sources: !draft.sources.isEmpty
    case .scores: item.score != nil || item.scores.json != Scores().json
    case .flaws: !item.flaws.isEmpty
    case .made: item.made != nil
    case .review: item.review != nil
    }
  }
}

extension SetExporter {
  /// The fields that items hold and the format has no place for, with the number of items that lose them.
  package func omissions(of items: [Item]) -> [(field: ItemField, items: Int)] {
    ItemField.allCases.filter { !carried.contains($0) }.compactMap { field in
      let count = items.count { field.isPresent(in: $0) }
      return count > 0 ? (field, count) : nil
    }
  }
}
