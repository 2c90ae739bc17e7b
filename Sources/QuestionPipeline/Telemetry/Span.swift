/// One operation of a run, as OpenTelemetry has it. It holds no text of a prompt, a reply or a question.
package struct Span: Sendable, Hashable {
  /// By the numbers of the protocol.
  package enum Kind: Int, Sendable {
    case `internal` = 1
    case client = 3
  }

  package enum Value: Sendable, Hashable {
    case text(String)
    case texts([String])
    case integer(Int)
    case number(Double)
    case flag(Bool)
  }

  package struct Attribute: Sendable, Hashable {
    package var key: String
    package var value: Value
  }

  /// 32 digits of hex, alike for all spans of a run.
  package var trace: String
  /// 16 digits of hex.
  package var id: String
  /// Nil for the run itself.
  package var parent: String?
  package var name: String
  package var kind = Kind.internal
  /// Nanoseconds since the start of 1970.
  package var start: Int
  package var end: Int
  package private(set) var attributes: [Attribute] = []
  /// What kind of error ended it, in a word; nil where it went well.
  package var error: String?

  package init(
    trace: String, id: String, parent: String?, name: String, kind: Kind = .internal, start: Int,
    end: Int
  ) {
    self.trace = trace
    self.id = id
    self.parent = parent
    self.name = name
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// The value of an attribute; setting nil adds none.
  package subscript(key: String) -> Value? {
    get { attributes.first { $0.key == key }?.value }
    set {
      attributes.removeAll { $0.key == key }
      if let newValue { attributes.append(Attribute(key: key, value: newValue)) }
    }
  }
}
