/// A question with its answer, as the generator wrote it: the content of an item before and after acceptance.
package struct Draft: Sendable, Hashable {
  package var question: String
  package var answer: String
  package var keyPoints: [String] = []
  /// Common mistakes.
  package var mistakes: [String] = []
  package var followUps: [FollowUp] = []
  /// Empty but for `multipleChoice` (four or so, one correct) and `trueFalse` (two).
  package var choices: [Choice] = []
  package var code: CodeTask?
  package var sources: [Citation] = []

  package init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }
}

package struct FollowUp: Sendable, Hashable, JSONConvertible {
  package var question: String
  /// The key point that it probes.
  package var probes: String
  package var strong: String
  package var weak: String

  package init(question: String, probes: String, strong: String, weak: String) {
    self.question = question
    self.probes = probes
    self.strong = strong
    self.weak = weak
  }

  package var json: JSONValue {
    [
      "question": .string(question), "probes": .string(probes), "strong": .string(strong),
      "weak": .string(weak),
    ]
  }

  package init(_ reader: JSONReader) throws {
    question = try reader.string("question")
    probes = try reader.string("probes")
    strong = try reader.string("strong")
    weak = try reader.string("weak")
  }
}

package struct Choice: Sendable, Hashable, JSONConvertible {
  package var text: String
  package var isCorrect: Bool
  package var why: String?

  package init(text: String, isCorrect: Bool, why: String? = nil) {
    self.text = text
    self.isCorrect = isCorrect
    self.why = why
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["text"] = .string(text)
    object["correct"] = .bool(isCorrect)
    object["why"] = why.map(JSONValue.string)
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    text = try reader.string("text")
    isCorrect = try reader.bool("correct")
    why = try reader.optional("why")?.string()
  }

  /// What people call the choice at a place: "A" to "Z", then "27" and so on.
  package static func letter(at index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(0x41 + index))) : String(index + 1)
  }
}

/// What a coding question wants written, and how a solution is known to be right.
package struct CodeTask: Sendable, Hashable, JSONConvertible {
  /// The programming language: "python".
  package var language: String
  package var solution: String
  package var tests: String
  /// "ran" if the tests were run on the solution and passed before it got here; else "no".
  package var checked: String

  package init(language: String, solution: String, tests: String, checked: String) {
    self.language = language
    self.solution = solution
    self.tests = tests
    self.checked = checked
  }

  package var json: JSONValue {
    [
      "language": .string(language), "solution": .string(solution), "tests": .string(tests),
      "checked": .string(checked),
    ]
  }

  package init(_ reader: JSONReader) throws {
    language = try reader.string("language")
    solution = try reader.string("solution")
    tests = try reader.string("tests")
    checked = try reader.optional("checked")?.string() ?? "no"
  }
}

/// A quote from a document; `start` and `end` count Unicode scalars of the decoded text.
package struct Citation: Sendable, Hashable, JSONConvertible {
  package var document: String
  package var quote: String
  package var start: Int
  package var end: Int

  package init(document: String, quote: String, start: Int, end: Int) {
    self.document = document
    self.quote = quote
    self.start = start
    self.end = end
  }

  package var json: JSONValue {
    [
      "document": .string(document), "quote": .string(quote), "start": .integer(start),
      "end": .integer(end),
    ]
  }

  package init(_ reader: JSONReader) throws {
    document = try reader.string("document")
    quote = try reader.string("quote")
    start = try reader.optional("start")?.int() ?? -1
    end = try reader.optional("end")?.int() ?? -1
  }
}

extension Draft {
  /// Of question and answer, in Unicode scalars: what judges may be biased by.
  package var length: Int { question.unicodeScalars.count + answer.unicodeScalars.count }
}

extension Draft: JSONConvertible {
  /// The members of the draft, in the order that items have them; empty lists are absent.
  package var members: JSONObject {
    var object = JSONObject()
    object["question"] = .string(question)
    object["answer"] = .string(answer)
    if !keyPoints.isEmpty { object["keyPoints"] = .strings(keyPoints) }
    if !mistakes.isEmpty { object["mistakes"] = .strings(mistakes) }
    if !followUps.isEmpty { object["followUps"] = .array(followUps.map(\.json)) }
    if !choices.isEmpty { object["choices"] = .array(choices.map(\.json)) }
    object["code"] = code?.json
    if !sources.isEmpty { object["sources"] = .array(sources.map(\.json)) }
    return object
  }

  package var json: JSONValue { .object(members) }

  package init(_ reader: JSONReader) throws {
    question = try reader.string("question")
    answer = try reader.optional("answer")?.string() ?? ""
    keyPoints = try reader.texts("keyPoints")
    mistakes = try reader.texts("mistakes")
    followUps = try reader.list("followUps")
    choices = try reader.list("choices")
    code = try reader.optional("code").map { try CodeTask($0) }
    sources = try reader.list("sources")
  }
}
