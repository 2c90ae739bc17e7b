/// One header field, as it goes over the wire.
package struct HTTPField: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What is sent, and how long and how much the answer may be.
package struct HTTPRequest: Sendable, Hashable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// How long to wait for what.
  package struct Timeouts: Sendable, Hashable {
    /// Until the connection stands, name lookup and TLS included.
    package var connect: Duration
    /// Between two bytes.
    package var idle: Duration
    /// From the start to the last byte.
    package var total: Duration

    package init(
      connect: Duration = .seconds(10), idle: Duration = .seconds(180),
      total: Duration = .seconds(600)
    ) {
      self.connect = connect
      self.idle = idle
      self.total = total
    }
  }

  package var method: Method
  /// http or https, without credentials.
  package var url: String
  /// In their order; a value with a control character is refused.
  package var fields: [HTTPField]
  package var body: [UInt8]
  package var timeouts: Timeouts
  /// Bytes of the decoded body, above which the transfer is given up.
  package var bodyLimit: Int
  /// A PEM file of certificates to trust; nil leaves it to the system's.
  package var caFile: String?

  package init(
    _ method: Method, _ url: String, fields: [HTTPField] = [], body: [UInt8] = [],
    timeouts: Timeouts = Timeouts(), bodyLimit: Int = 64 << 20, caFile: String? = nil
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.timeouts = timeouts
    self.bodyLimit = bodyLimit
    self.caFile = caFile
  }
}
