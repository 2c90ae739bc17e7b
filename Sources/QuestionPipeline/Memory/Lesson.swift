/// A flaw that keeps coming back, as guidance for prompts.
package struct Lesson: Sendable, Hashable {
  package var flaw: String
  package var kind: QuestionKind
  package var language: LanguageTag
  /// Critiques that named it.
  package var count: Int
  package var suggestion: String?

  /// What prompts tell of it; they find the words.
  package var prompted: JSONValue {
    var object = JSONObject()
    object["flaw"] = .string(flaw)
    object["count"] = .integer(count)
    object["suggestion"] = suggestion.map(JSONValue.string)
    return .object(object)
  }
}

/// Counts flaws over critiques, in the order in which cells were committed.
package struct LessonLedger: Sendable {
  private struct Key: Hashable, Sendable {
    var flaw: String
    var kind: QuestionKind
    var language: LanguageTag
  }
  private var counts: [Key: (count: Int, suggestion: String?)] = [:]
  /// Keys in the order of their first naming, so that nothing depends on the dictionary's.
  private var order: [Key] = []
  private let threshold: Int

  package init(threshold: Int) { self.threshold = threshold }

  package mutating func record(_ critiques: [Critique], square: Square) {
    for critique in critiques {
      for flaw in critique.flaws {
        let key = Key(flaw: flaw.name, kind: square.kind, language: square.language)
        if counts[key] == nil { order.append(key) }
        let old = counts[key] ?? (0, nil)
        counts[key] = (old.count + 1, flaw.suggestion ?? old.suggestion)
      }
    }
  }

  /// The lessons that apply, most often named first.
  package func lessons(kind: QuestionKind, language: LanguageTag, limit: Int) -> [Lesson] {
    let found = order.compactMap { key -> Lesson? in
      guard key.kind == kind, key.language == language, let entry = counts[key],
        entry.count >= threshold
      else { return nil }
      return Lesson(
        flaw: key.flaw, kind: kind, language: language, count: entry.count,
        suggestion: entry.suggestion)
    }
    // Stable: ties stay in the order of their first naming.
    return Array(
      found.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
        .map(\.element).prefix(limit))
  }

  /// All lessons in force, in the order of their first naming.
  package var inForce: [Lesson] {
    order.compactMap { key in
      guard let entry = counts[key], entry.count >= threshold else { return nil }
      return Lesson(
        flaw: key.flaw, kind: key.kind, language: key.language, count: entry.count,
        suggestion: entry.suggestion)
    }
  }
}
