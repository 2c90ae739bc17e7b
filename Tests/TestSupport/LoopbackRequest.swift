package import HTTPTransport

/// A request as it reached a `LoopbackServer`.
package struct LoopbackRequest: Sendable, Hashable {
  package var method: String
  /// The request target, as it stands in the request line: a path, or a whole URL where the server is taken for a proxy.
  package var target: String
  /// `HTTP/1.1` and the like.
  package var version: String
  /// In the order of arrival, with names as they were written.
  package var fields: [HTTPField]
  /// Without the framing of chunks.
  package var body: [UInt8]
  /// The number of the connection it came on, from 0 in order of acceptance.
  package var connection: Int
  /// Its number on that connection, from 0.
  package var indexOnConnection: Int
  /// How many requests the server had before it, on all connections.
  package var before: Int

  /// The first value of a field, whatever the case of its name.
  package subscript(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The body as text, with replacement characters where it is none.
  package var text: String { String(decoding: body, as: UTF8.self) }
}
