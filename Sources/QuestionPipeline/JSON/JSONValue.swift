/// A JSON document as a value. Objects keep the order of their keys, so that what is written is what was meant.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object in their order of writing. Lookups scan: objects here are small.
package struct JSONObject: Sendable, Hashable {
  /// A structure, since an array of tuples takes several times as long to be released.
  package struct Member: Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package private(set) var members: [Member]

  package init() { members = [] }

  package init(_ members: [Member]) { self.members = members }

  package init(_ members: [(key: String, value: JSONValue)]) {
    self.members = members.map { Member($0.key, $0.value) }
  }

  package var keys: [String] { members.map(\.key) }

  package var isEmpty: Bool { members.isEmpty }

  /// Sets in place or appends; setting nil removes.
  package subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      let index = place(of: key)
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?):
        if members.isEmpty { members.reserveCapacity(8) }
        members.append(Member(key, value))
      case (nil, nil): break
      }
    }
  }

  func place(of key: String) -> Int? {
    members.withUnsafeBufferPointer { members in
      for index in members.indices where members[index].key == key { return index }
      return nil
    }
  }

  /// Appends without looking for an equal key, for readers that have checked.
  mutating func append(_ key: String, _ value: JSONValue) {
    if members.isEmpty { members.reserveCapacity(8) }
    members.append(Member(key, value))
  }

  /// Whether both are copies of one value that nobody has changed since; says nothing of equality otherwise.
  func sharesStorage(with other: JSONObject) -> Bool {
    members.withUnsafeBufferPointer { own in
      other.members.withUnsafeBufferPointer { other in
        own.baseAddress != nil && own.baseAddress == other.baseAddress && own.count == other.count
      }
    }
  }

  /// Two objects are equal when they hold the same members, in any order.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    for key in keys.sorted() {
      hasher.combine(key)
      hasher.combine(self[key])
    }
  }
}

extension JSONValue {
  package var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The value as a whole number; a number with no fraction counts.
  package var intValue: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  package var isNull: Bool { if case .null = self { true } else { false } }

  /// The member of that name, if this is an object that has it.
  package subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// The word for this kind of value in messages: "a string", "a number" …
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a Boolean"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  package static func strings(_ values: [String]) -> JSONValue {
    .array(values.map(JSONValue.string))
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(nilLiteral: ()) { self = .null }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}

/// A type that has one JSON form, written and read by hand so that the order of keys is ours.
package protocol JSONConvertible: Sendable {
  var json: JSONValue { get }
  /// Throws: `JSONError` that names the member and what was expected.
  init(_ reader: JSONReader) throws
}
