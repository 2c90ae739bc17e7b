/// A text is not the JSON that was expected.
package struct JSONError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case syntax, tooDeep, tooLarge, duplicateKey, wrongType, missing, unknownKey, invalidValue
  }
  package var code: Code
  /// Where in the document: "concepts[3].en.term"; empty for the document itself.
  package var path: String
  package var detail: String
  /// Counts from 1; nil where the text is not at hand.
  package var line: Int?

  package init(_ code: Code, path: String = "", _ detail: String, line: Int? = nil) {
    self.code = code
    self.path = path
    self.detail = detail
    self.line = line
  }

  package var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return place + (path.isEmpty ? detail : "\(path): \(detail)")
  }
}
