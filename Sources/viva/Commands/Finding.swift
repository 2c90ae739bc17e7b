import QuestionPipeline

/// One thing that `viva doctor` looked at.
struct Finding: Sendable, Hashable {
  /// How bad it is; the worst of all decides the exit code.
  enum Level: Int, Sendable, Comparable {
    case fine
    /// Worth knowing; nothing is wrong.
    case note
    /// A run would work, but not as well as it could.
    case warning
    /// A run would not work.
    case failure

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    var word: String {
      switch self {
      case .fine: "ok"
      case .note: "note"
      case .warning: "warning"
      case .failure: "failure"
      }
    }
  }

  /// What was looked at: "configuration", "endpoint ollama".
  var subject: String
  var level: Level
  var detail: String

  init(_ subject: String, _ level: Level, _ detail: String) {
    self.subject = subject
    self.level = level
    self.detail = detail
  }

  var json: JSONValue {
    ["subject": .string(subject), "level": .string(level.word), "detail": .string(detail)]
  }
}
