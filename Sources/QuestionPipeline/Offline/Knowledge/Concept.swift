/// A field of knowledge: what several concepts belong to, and a topic by itself.
package struct KnowledgeField: Sendable, Hashable {
  package var id: String
  /// Names by language, "en" and "zh"; the first is shown, the rest are aliases.
  package var english: [String]
  package var chinese: [String]

  package func names(_ language: Tongue) -> [String] { language == .english ? english : chinese }
}

/// A language that the offline writer writes.
package enum Tongue: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// Nil for languages that the pack does not speak.
  package init?(_ tag: LanguageTag) {
    if tag.isEnglish {
      self = .english
    } else if tag == .chinese || tag.tag.hasPrefix("zh-Hans") {
      self = .chinese
    } else {
      return nil
    }
  }
}

/// Something worth asking about, in one or two languages.
package struct Concept: Sendable, Hashable {
  package var id: String
  /// The identifier of its field.
  package var field: String
  /// 1 (easiest) to 5.
  package var difficulty: Int
  /// Concepts that learners confuse it with, by identifier.
  package var siblings: [String]
  package var prerequisites: [String]
  package var english: ConceptText?
  package var chinese: ConceptText?
  package var code: [CodeFact]

  package func text(_ tongue: Tongue) -> ConceptText? {
    tongue == .english ? english : chinese
  }

  /// Every name in every language, for finding it.
  var names: [String] {
    [english, chinese].compactMap { $0 }.flatMap { [$0.term] + $0.aliases } + [id]
  }
}

/// What is known of a concept, in one language.
package struct ConceptText: Sendable, Hashable {
  /// As it stands in mid-sentence, without article.
  package var term: String
  package var aliases: [String]
  /// Completes "X is …" without naming X.
  package var gist: String
  package var facts: [Fact]
  package var quiz: [QuizFact]
  package var claims: [ClaimFact]
  package var cloze: [ClozeFact]
  package var scenarios: [ScenarioFact]

  func indices(of type: FactType) -> [Int] { facts.indices.filter { facts[$0].type == type } }
}

package enum FactType: String, Sendable, Hashable, CaseIterable {
  case what, how, why, contrast, tradeoff, pitfall, limit, quantity, example
}

/// A question with its answer, the points that a marker would tick, and a weak answer.
package struct Fact: Sendable, Hashable {
  package var type: FactType
  /// One to three wordings of one demand.
  package var ask: [String]
  package var answer: String
  package var points: [String]
  package var weak: String
  /// What a contrast is with.
  package var with: String?
}

/// A multiple-choice question.
package struct QuizFact: Sendable, Hashable {
  package struct Wrong: Sendable, Hashable {
    package var text: String
    package var why: String
  }
  package var ask: String
  package var right: String
  package var why: String
  package var wrong: [Wrong]
}

/// A true statement and a false one on the same point.
package struct ClaimFact: Sendable, Hashable {
  package var holds: String
  package var fails: String
  package var why: String
}

/// A sentence with one expression to fill in.
package struct ClozeFact: Sendable, Hashable {
  package var before: String
  package var answer: String
  package var after: String
  package var accept: [String]

  package var blanked: String { before + "____" + after }
  package var whole: String { before + answer + after }
}

/// A situation with numbers and one decision or diagnosis.
package struct ScenarioFact: Sendable, Hashable {
  package var setting: String
  package var ask: String
  package var answer: String
  package var points: [String]
  package var weak: String
}

/// A programming task with a solution and tests.
package struct CodeFact: Sendable, Hashable {
  package struct Text: Sendable, Hashable {
    package var title: String
    package var task: String
    package var input: String
    package var output: String
    package var constraints: [String]
    package var edgeCases: [String]
    package var explain: String
    package var points: [String]
  }
  package var id: String
  package var difficulty: Int
  package var entry: String
  package var solution: String
  package var tests: String
  package var english: Text?
  package var chinese: Text?

  package func text(_ tongue: Tongue) -> Text? { tongue == .english ? english : chinese }
}
