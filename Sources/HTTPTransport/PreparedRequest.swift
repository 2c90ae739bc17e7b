#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A request that has been checked and laid out for libcurl, on its caller's thread.
struct PreparedRequest: Sendable {
  var request: HTTPRequest
  /// With its port, if the URL has one; for messages.
  var host: String
  var isTLS: Bool
  /// Empty for none.
  var proxy: String
  var proxyExceptions: String
  /// The lines of the header list, each ended by a zero.
  var headerLines: [UInt8] = []
  var headerCount = 0

  /// Checks a request. Throws `TransportError` with the code `invalidRequest`; no message holds a field's value.
  init(_ request: HTTPRequest, proxies: ProxySettings) throws(TransportError) {
    let parts = try Self.parts(of: request.url)
    self.request = request
    host = parts.authority
    isTLS = parts.isTLS
    let isDirect = Self.isLoopback(parts.name)
    proxy = isDirect ? "" : parts.isTLS ? proxies.https : proxies.http
    proxyExceptions = isDirect ? "" : proxies.exceptions
    if request.method == .get, !request.body.isEmpty {
      throw Self.invalid("a GET to \(host) cannot carry a body")
    }
    if let caFile = request.caFile, !caFile.withCString({ access($0, R_OK) == 0 }) {
      throw Self.invalid("the certificate file '\(caFile)' cannot be read")
    }
    try layOutFields()
  }

  private static func invalid(_ detail: String) -> TransportError {
    TransportError(.invalidRequest, detail)
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
        throw Self.invalid("'\(field.name.debugDescription)' cannot be the name of a header field")
      }
      if field.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        throw Self.invalid("the value of the header field '\(field.name)' has a control character")
      }
      if Self.own.contains(where: { Self.equal($0, field.name) }) {
        throw Self.invalid("the header field '\(field.name)' is set by the transport itself")
      }
      if Self.equal("content-type", field.name) { hasType = true }
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

  /// Whether two names are the same but for case; the first is given in lower case.
  private static func equal(_ lower: String, _ name: String) -> Bool {
    lower.utf8.count == name.utf8.count
      && zip(lower.utf8, name.utf8).allSatisfy { $0 == $1 || ($0 == $1 | 0x20 && $0 != $1) }
  }

  // MARK: URLs

  /// Whether the host of a URL is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. False for what is no such URL.
  package static func isLoopback(url: String) -> Bool {
    (try? parts(of: url)).map { isLoopback($0.name) } ?? false
  }

  private struct Parts {
    var isTLS: Bool
    /// Host and port, as written.
    var authority: String
    /// The host alone, without brackets.
    var name: Substring
  }

  private static func parts(of url: String) throws(TransportError) -> Parts {
    let isTLS: Bool
    let scheme: Int
    if url.utf8.count > 8, equal("https://", String(url.prefix(8))) {
      (isTLS, scheme) = (true, 8)
    } else if url.utf8.count > 7, equal("http://", String(url.prefix(7))) {
      (isTLS, scheme) = (false, 7)
    } else {
      // What stands there may hold a key.
      throw invalid("the URL does not begin with http:// or https:// and a host")
    }
    if url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) {
      throw invalid("the URL has a blank, a control character or a backslash")
    }
    let start = url.utf8.index(url.startIndex, offsetBy: scheme)
    let end =
      url.utf8[start...].firstIndex {
        $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
      } ?? url.endIndex
    let authority = url[start..<end]
    if authority.utf8.contains(UInt8(ascii: "@")) {
      throw invalid("the URL holds credentials; a key belongs into the environment or a file")
    }
    var name = authority
    if authority.utf8.first == UInt8(ascii: "[") {
      guard let close = authority.utf8.firstIndex(of: UInt8(ascii: "]")) else {
        throw invalid("the URL has no end to its IPv6 address")
      }
      name = authority[authority.utf8.index(after: authority.startIndex)..<close]
    } else if let colon = authority.utf8.firstIndex(of: UInt8(ascii: ":")) {
      name = authority[..<colon]
    }
    if name.isEmpty { throw invalid("the URL names no host") }
    return Parts(isTLS: isTLS, authority: String(authority), name: name)
  }

  private static func isLoopback(_ name: Substring) -> Bool {
    let bare = name.utf8.last == UInt8(ascii: ".") ? name.dropLast() : name
    if equal("localhost", String(bare)) { return true }
    var four = in_addr()
    if inet_pton(AF_INET, String(name), &four) == 1 {
      return UInt32(bigEndian: four.s_addr) >> 24 == 127
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, String(name), &six) == 1 else { return false }
    return withUnsafeBytes(of: six) { bytes in
      bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }
  }
}
