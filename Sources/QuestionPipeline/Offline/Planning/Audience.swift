/// Whom the questions are for, as far as a text about them tells.
struct Audience: Sendable, Hashable {
  enum Seniority: Sendable, Hashable { case junior, senior }

  let text: String
  /// Lower case, for looking into.
  private let lowered: String

  init(_ text: String?) {
    self.text = text ?? ""
    lowered = self.text.lowercased()
  }

  /// A CV or a job description rather than a role's name.
  var isDocument: Bool { text.unicodeScalars.count > 100 || text.utf8.contains(0x0A) }

  /// Whether the document describes a job rather than a person.
  var isRole: Bool {
    [
      "we are looking", "we're looking", "requirements", "responsibilities", "you will",
      "job description", "岗位", "职责", "任职", "招聘", "我们需要",
    ].contains { Text.contains(lowered, $0) }
  }

  var seniority: Seniority? {
    guard !isDocument else { return nil }
    let junior = [
      "junior", "intern", "graduate", "entry", "beginner", "student", "trainee", "初级", "实习",
      "应届", "新人", "学生", "入门", "校招",
    ]
    let senior = [
      "senior", "staff", "principal", "lead", "architect", "expert", "高级", "资深", "专家", "架构师",
      "负责人",
    ]
    if senior.contains(where: { Text.contains(lowered, $0) }) { return .senior }
    return junior.contains { Text.contains(lowered, $0) } ? .junior : nil
  }

  func names(_ concept: Concept) -> Bool {
    !text.isEmpty && concept.names.contains { name in isTelling(name) && named(name) }
  }

  /// The line that names a concept, if it is short enough to be read out.
  func line(naming concept: Concept) -> String? {
    for line in text.split(whereSeparator: { $0.isNewline }) {
      for sentence in Text.sentences(String(line))
      where concept.names.contains(where: { isTelling($0) && Text.names(sentence, $0) }) {
        let cleaned = Text.trimmed(sentence.drop { "-*•·# \t".contains($0) })
        let count = cleaned.unicodeScalars.count
        return (16...180).contains(count) ? cleaned : nil
      }
    }
    return nil
  }

  /// How badly a type of fact suits the audience, 0 or 1.
  func penalty(_ form: Form, _ text: ConceptText) -> Int {
    guard let seniority, let fact = form.fact else { return 0 }
    let isBasic = [.what, .why, .example].contains(text.facts[fact].type)
    return isBasic == (seniority == .junior) ? 0 : 1
  }

  private func named(_ name: String) -> Bool { Text.names(text, name) }

  /// Very short names ("CV", "RF") mean other things in a document about a person.
  private func isTelling(_ name: String) -> Bool {
    name.utf8.count >= 3 && !name.utf8.allSatisfy { $0 == 0x2D }
  }
}

extension KnowledgePack {
  /// Whether the text names one of the topic's concepts.
  package func isNamed(in audience: String, topic: KnowledgeTopic) -> Bool {
    let audience = Audience(audience)
    return topic.concepts.contains { audience.names(concepts[$0]) }
  }

  /// Whether the text is a role's name that tells its seniority, by which forms of questions are chosen.
  package static func tellsSeniority(_ audience: String) -> Bool {
    Audience(audience).seniority != nil
  }
}
