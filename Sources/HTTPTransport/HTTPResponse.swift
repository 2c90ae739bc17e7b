/// What came back before the body.
package struct HTTPHead: Sendable, Hashable {
  package var status: Int
  /// In the order of arrival; names in lower case.
  package var fields: [HTTPField]

  package init(status: Int, fields: [HTTPField] = []) {
    self.status = status
    self.fields = fields
  }

  /// The first value of that name, which is given in lower case.
  package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// A whole answer.
package struct HTTPResponse: Sendable, Hashable {
  package var head: HTTPHead
  /// Decoded; empty where a receiver took it.
  package var body: [UInt8]
  package var timing: Timing

  /// What a transfer took.
  package struct Timing: Sendable, Hashable {
    /// Until the connection stood; zero where one was used again.
    package var connect: Duration
    package var firstByte: Duration
    package var total: Duration
    package var usedOpenConnection: Bool

    package init(
      connect: Duration = .zero, firstByte: Duration = .zero, total: Duration = .zero,
      usedOpenConnection: Bool = false
    ) {
      self.connect = connect
      self.firstByte = firstByte
      self.total = total
      self.usedOpenConnection = usedOpenConnection
    }
  }

  package init(head: HTTPHead, body: [UInt8], timing: Timing = Timing()) {
    self.head = head
    self.body = body
    self.timing = timing
  }
}
