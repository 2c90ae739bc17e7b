/// A value and its path, for reading typed members with errors that say where they went wrong.
package struct JSONReader: Sendable {
  package let value: JSONValue
  /// The path of the value around this one, and the step from there: put together for errors alone.
  private let base: String
  private let step: Step

  private enum Step: Sendable {
    case none
    case member(String)
    case element(Int)
  }

  package init(_ value: JSONValue, path: String = "") {
    self.init(value, below: path, .none)
  }

  private init(_ value: JSONValue, below base: String, _ step: Step) {
    self.value = value
    self.base = base
    self.step = step
  }

  /// "scores[3].reason"; empty for the value that reading began with.
  package var path: String {
    switch step {
    case .none: base
    case .member(let key): base.isEmpty ? key : "\(base).\(key)"
    case .element(let index): "\(base)[\(index)]"
    }
  }

  private func child(_ key: String) -> String {
    let path = path
    return path.isEmpty ? key : "\(path).\(key)"
  }

  package func wrongType(_ expected: String) -> JSONError {
    JSONError(.wrongType, path: path, "expected \(expected), found \(value.kindName)")
  }

  package func invalid(_ detail: String) -> JSONError {
    JSONError(.invalidValue, path: path, detail)
  }

  /// The member, or nil if it is absent or null.
  package func optional(_ key: String) throws -> JSONReader? {
    guard case .object(let object) = value else { throw wrongType("an object") }
    guard let member = object[key], !member.isNull else { return nil }
    return JSONReader(member, below: path, .member(key))
  }

  package func required(_ key: String) throws -> JSONReader {
    guard let reader = try optional(key) else {
      throw JSONError(.missing, path: child(key), "is missing")
    }
    return reader
  }

  /// Fails on a member that is not in the list, with the nearest known name.
  package func allowOnly(_ keys: Set<String>) throws {
    guard case .object(let object) = value else { throw wrongType("an object") }
    for key in object.keys where !keys.contains(key) {
      let hint = Suggestion.nearest(to: key, among: keys.sorted()).map { "; did you mean '\($0)'?" }
      throw JSONError(.unknownKey, path: child(key), "unknown key '\(key)'" + (hint ?? ""))
    }
  }

  package func string() throws -> String {
    guard let result = value.stringValue else { throw wrongType("a string") }
    return result
  }

  package func int(in range: ClosedRange<Int>? = nil) throws -> Int {
    guard let result = value.intValue else { throw wrongType("a whole number") }
    if let range, !range.contains(result) {
      throw invalid("\(result) is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return result
  }

  package func double(in range: ClosedRange<Double>? = nil) throws -> Double {
    guard let result = value.doubleValue else { throw wrongType("a number") }
    if let range, !range.contains(result) {
      throw invalid("\(result) is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return result
  }

  package func bool() throws -> Bool {
    guard let result = value.boolValue else { throw wrongType("true or false") }
    return result
  }

  package func array() throws -> [JSONReader] {
    guard let elements = value.arrayValue else { throw wrongType("a list") }
    let path = path
    return elements.enumerated().map { JSONReader($1, below: path, .element($0)) }
  }

  /// The members in their order of writing.
  package func members() throws -> [(key: String, reader: JSONReader)] {
    guard let object = value.objectValue else { throw wrongType("an object") }
    let path = path
    return object.members.map { ($0.key, JSONReader($0.value, below: path, .member($0.key))) }
  }

  package func strings() throws -> [String] { try array().map { try $0.string() } }

  package func choice<T: RawRepresentable & CaseIterable>(of type: T.Type) throws -> T
  where T.RawValue == String {
    let text = try string()
    guard let result = T(rawValue: text) else {
      throw invalid(Suggestion.unknown(text, among: T.allCases.map(\.rawValue)))
    }
    return result
  }
}

extension JSONReader {
  package func string(_ key: String) throws -> String { try required(key).string() }
  package func int(_ key: String) throws -> Int { try required(key).int() }
  package func double(_ key: String) throws -> Double { try required(key).double() }
  package func bool(_ key: String) throws -> Bool { try required(key).bool() }
  package func strings(_ key: String) throws -> [String] { try required(key).strings() }
  package func array(_ key: String) throws -> [JSONReader] { try required(key).array() }

  /// A list of values of one type; absent counts as empty.
  package func list<T: JSONConvertible>(_ key: String, of type: T.Type = T.self) throws -> [T] {
    try optional(key)?.array().map { try T($0) } ?? []
  }

  /// A list of strings; absent counts as empty.
  package func texts(_ key: String) throws -> [String] { try optional(key)?.strings() ?? [] }
}
