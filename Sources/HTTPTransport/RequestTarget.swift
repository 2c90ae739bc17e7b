#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A URL of a request, checked, with what a transfer needs to know of its host.
struct RequestTarget: Sendable {
  let url: String
  let isTLS: Bool
  /// Host and port, as written; for messages.
  let authority: String
  /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
  let isLoopback: Bool

  /// Checks a URL. Throws `TransportError` with the code `invalidRequest`; no message holds the URL, which may hold a key.
  init(_ url: String) throws(TransportError) {
    let scheme: Int
    if url.utf8.count > 8, ASCIICase.equal("https://", String(url.prefix(8))) {
      (isTLS, scheme) = (true, 8)
    } else if url.utf8.count > 7, ASCIICase.equal("http://", String(url.prefix(7))) {
      (isTLS, scheme) = (false, 7)
    } else {
      throw .invalid("the URL does not begin with http:// or https:// and a host")
    }
    if url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) {
      throw .invalid("the URL has a blank, a control character or a backslash")
    }
    let start = url.utf8.index(url.startIndex, offsetBy: scheme)
    let end =
      url.utf8[start...].firstIndex {
        $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
      } ?? url.endIndex
    let authority = url[start..<end]
    if authority.utf8.contains(UInt8(ascii: "@")) {
      throw .invalid("the URL holds credentials; a key belongs into the environment or a file")
    }
    // The host alone, without brackets.
    var name = authority
    if authority.utf8.first == UInt8(ascii: "[") {
      guard let close = authority.utf8.firstIndex(of: UInt8(ascii: "]")) else {
        throw .invalid("the URL has no end to its IPv6 address")
      }
      name = authority[authority.utf8.index(after: authority.startIndex)..<close]
    } else if let colon = authority.utf8.firstIndex(of: UInt8(ascii: ":")) {
      name = authority[..<colon]
    }
    if name.isEmpty { throw .invalid("the URL names no host") }
    self.url = url
    self.authority = String(authority)
    isLoopback = Self.isLoopback(name)
  }

  private static func isLoopback(_ name: Substring) -> Bool {
    let bare = name.utf8.last == UInt8(ascii: ".") ? name.dropLast() : name
    if ASCIICase.equal("localhost", String(bare)) { return true }
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
