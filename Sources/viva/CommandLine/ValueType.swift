package import QuestionPipeline

/// What the words behind an option may be: how they are read, and how they are spoken of.
package struct ValueType<Value: Sendable>: Sendable {
  /// What one value is called: "kind".
  package var noun: String
  /// What is expected, for the error: "a whole number from 1 to 5".
  package var expected: String
  /// All values there are, where they can be listed.
  package var known: [String]
  /// What a shell would complete it with.
  package var completion: Completion
  package var read: @Sendable (String) -> Value?

  package init(
    noun: String, expected: String, known: [String] = [], completion: Completion = .none,
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.noun = noun
    self.expected = expected
    self.known = known
    self.completion = completion
    self.read = read
  }
}

package enum Completion: Sendable, Hashable { case none, file, folder }

extension ValueType where Value == String {
  package static let text = ValueType(noun: "text", expected: "a text that is not blank") {
    $0.allSatisfy(\.isWhitespace) ? nil : $0
  }

  package static let file = ValueType(noun: "file", expected: "a path", completion: .file) {
    $0.isEmpty ? nil : $0
  }

  package static let folder = ValueType(noun: "folder", expected: "a path", completion: .folder) {
    $0.isEmpty ? nil : $0
  }
}

extension ValueType where Value == Int {
  package static func number(_ range: ClosedRange<Int>) -> ValueType {
    ValueType(
      noun: "number",
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension ValueType where Value == Double {
  package static let share = ValueType(noun: "number", expected: "a number from 0 to 1") { text in
    Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
  }
}

extension ValueType
where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the names of an enumeration.
  package static func name(_ noun: String) -> ValueType {
    let known = Value.allCases.map(\.rawValue)
    return ValueType(
      noun: noun, expected: "one of \(known.joined(separator: ", "))", known: known
    ) { Value(rawValue: $0) }
  }
}

extension ValueType where Value == LanguageTag {
  package static let language = ValueType(
    noun: "language", expected: "a language tag such as en or zh-Hans"
  ) { LanguageTag($0) }
}
