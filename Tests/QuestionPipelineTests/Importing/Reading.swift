@testable import QuestionPipeline

/// Inputs as a user would give them, read.
enum Reading {
  static func set(
    _ text: String, _ name: String = "input.txt", mapping: [ItemPart: [String]] = [:]
  ) throws -> FoundSet {
    try SetReader.read(Array(text.utf8), named: name, mapping: mapping)
  }

  /// The message of the error, or what was read instead.
  static func error(
    _ bytes: [UInt8], _ name: String = "input.txt", mapping: [ItemPart: [String]] = [:]
  ) -> String {
    do {
      return "read \(try SetReader.read(bytes, named: name, mapping: mapping).items.count) items"
    } catch {
      return "\(error)"
    }
  }
}

extension FoundSet {
  var questions: [String] { items.map(\.draft.question) }
  var answers: [String] { items.map(\.draft.answer) }
  var kinds: [QuestionKind] { items.map(\.kind) }

  /// "red*, green": the options of an item, the correct ones starred.
  func options(_ index: Int) -> String {
    items[index].draft.choices.map { $0.text + ($0.isCorrect ? "*" : "") }.joined(separator: ", ")
  }
}
