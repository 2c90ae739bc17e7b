/// A value and its path, for reading typed members with errors that say where they went wrong.
package struct JSONReader: Sendable {
  package let value: JSONValue
  /// Its path is put together for errors alone.
  private let place: Place

  /// Where a value stands.
  private struct Place: Sendable {
    /// The path that reading began with.
    var base: String
    /// The steps from there to the value around this one; nil where there are none.
    var around: Around?
    var step: Step

    var path: String {
      let before = around?.place.path ?? base
      return switch step {
      case .none: before
      case .member(let key): before.isEmpty ? key : "\(before).\(key)"
      case .element(let index): "\(before)[\(index)]"
      }
    }

    /// That of what stands within the value, but for the step.
    var inside: Place {
      if case .none = step { return self }
      return Place(base: "", around: Around(self), step: .none)
    }

    func below(_ next: Step) -> Place {
      var place = inside
      place.step = next
      return place
    }
  }

  private final class Around: Sendable {
    let place: Place
    init(_ place: Place) { self.place = place }
  }

  private enum Step: Sendable {
    case none
    case member(String)
    case element(Int)
  }

  package init(_ value: JSONValue, path: String = "") {
    self.init(value, Place(base: path, around: nil, step: .none))
  }

  private init(_ value: JSONValue, _ place: Place) {
    self.value = value
    self.place = place
  }

  /// "scores[3].reason"; empty for the value that reading began with.
  package var path: String { place.path }

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
    return JSONReader(member, place.below(.member(key)))
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
    var place = place.inside
    return elements.enumerated().map { index, element in
      place.step = .element(index)
      return JSONReader(element, place)
    }
  }

  /// The members in their order of writing.
  package func members() throws -> [(key: String, reader: JSONReader)] {
    guard let object = value.objectValue else { throw wrongType("an object") }
    var place = place.inside
    return object.members.map { member in
      place.step = .member(member.key)
      return (member.key, JSONReader(member.value, place))
    }
  }

  package func strings() throws -> [String] {
    guard let elements = value.arrayValue else { throw wrongType("a list") }
    return try elements.enumerated().map { index, element in
      if case .string(let text) = element { return text }
      return try JSONReader(element, place.below(.element(index))).string()
    }
  }

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
  // A reader of the member is needed to say what is wrong with it; what is as it should be is read without.

  package func string(_ key: String) throws -> String {
    if case .string(let text)? = value[key] { return text }
    return try required(key).string()
  }

  package func int(_ key: String) throws -> Int {
    if case .integer(let number)? = value[key] { return number }
    return try required(key).int()
  }

  package func double(_ key: String) throws -> Double {
    if case .number(let number)? = value[key] { return number }
    return try required(key).double()
  }

  package func bool(_ key: String) throws -> Bool {
    if case .bool(let flag)? = value[key] { return flag }
    return try required(key).bool()
  }

  package func strings(_ key: String) throws -> [String] { try required(key).strings() }
  package func array(_ key: String) throws -> [JSONReader] { try required(key).array() }

  /// A list of values of one type; absent counts as empty.
  package func list<T: JSONConvertible>(_ key: String, of type: T.Type = T.self) throws -> [T] {
    try optional(key)?.array().map { try T($0) } ?? []
  }

  /// A list of strings; absent counts as empty.
  package func texts(_ key: String) throws -> [String] { try optional(key)?.strings() ?? [] }
}
