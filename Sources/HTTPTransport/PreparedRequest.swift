#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A request that has been checked and laid out for libcurl, on its caller's thread.
struct PreparedRequest: Sendable {
  var request: HTTPRequest
  var target: RequestTarget
  /// Empty for none.
  var proxy: String
  var proxyExceptions: String
  /// The lines of the header list, each ended by a zero.
  var headerLines: [UInt8] = []
  var headerCount = 0

  /// Checks a request to a target that has been checked. Throws `TransportError` with the code `invalidRequest`; no message
  /// holds a field's value.
  init(
    _ request: HTTPRequest, to target: RequestTarget, proxies: ProxySettings
  ) throws(TransportError) {
    self.request = request
    self.target = target
    let isDirect = target.isLoopback
    proxy = isDirect ? "" : target.isTLS ? proxies.https : proxies.http
    proxyExceptions = isDirect ? "" : proxies.exceptions
    if request.method == .get, !request.body.isEmpty {
      throw .invalid("a GET to \(target.authority) cannot carry a body")
    }
    if let caFile = request.caFile, !caFile.withCString({ access($0, R_OK) == 0 }) {
      throw .invalid("the certificate file '\(caFile)' cannot be read")
    }
    try layOutFields()
  }

  // MARK: Fields

  /// Fields that the transport sets itself, since a wrong one breaks the framing or the decoding.
  private static let own = ["accept-encoding", "content-length", "transfer-encoding", "expect"]

  private mutating func layOutFields() throws(TransportError) {
    headerLines.reserveCapacity(256 + 64 * request.fields.count)
    var hasType = false
    for field in request.fields {
      let name = field.name.utf8
      if name.isEmpty || !name.allSatisfy(Self.isTokenByte) {
        throw .invalid("'\(field.name.debugDescription)' cannot be the name of a header field")
      }
      if field.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        throw .invalid("the value of the header field '\(field.name)' has a control character")
      }
      if Self.own.contains(where: { ASCIICase.equal($0, field.name) }) {
        throw .invalid("the header field '\(field.name)' is set by the transport itself")
      }
      if ASCIICase.equal("content-type", field.name) { hasType = true }
      headerLines.append(contentsOf: name)
      if field.value.utf8.isEmpty {
        headerLines.append(UInt8(ascii: ";"))  // libcurl's word for an empty value.
      } else {
        headerLines.append(UInt8(ascii: ":"))
        headerLines.append(UInt8(ascii: " "))
        headerLines.append(contentsOf: field.value.utf8)
      }
      headerLines.append(0)
      headerCount += 1
    }
    // Without a value: fields that libcurl would add by itself.
    addBlank("Expect:")
    if request.method == .post, !hasType { addBlank("Content-Type:") }
  }

  private mutating func addBlank(_ line: StaticString) {
    line.withUTF8Buffer { headerLines.append(contentsOf: $0) }
    headerLines.append(0)
    headerCount += 1
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"),
      UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
