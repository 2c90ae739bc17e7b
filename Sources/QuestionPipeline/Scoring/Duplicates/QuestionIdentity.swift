/// The identifier of an item, from what makes it the question it is.
package enum QuestionIdentity {
  /// "q-" and 12 hexadecimal digits of the hash of topic path, kind, language and question.
  package static func id(
    topic: [String], kind: QuestionKind, language: LanguageTag, question: String
  ) -> String {
    let value: JSONValue = [
      "topic": .strings(topic), "kind": .string(kind.rawValue), "language": .string(language.tag),
      "question": .string(question),
    ]
    return "q-" + SHA256.hex(JSONWriter.canonical(value)).prefix(12)
  }
}
