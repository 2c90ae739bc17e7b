/// The request line and the header lines that matter, read strictly: what two readers could take in two ways is refused.
struct RequestHead: Sendable, Hashable {
  /// How the end of the body is told.
  enum Framing: Sendable, Hashable {
    case length(Int)
    case chunks
  }
  var method: String
  var path: String
  /// False for HTTP/1.0.
  var isCurrent: Bool
  var framing = Framing.length(0)
  var keepsAlive: Bool
  var expectsContinue = false
  var contentType: String?
  var contentEncoding: String?

  /// - Parameter lines: without their line ends.
  init(_ lines: [ArraySlice<UInt8>]) throws(ServedError) {
    let words = (lines.first ?? []).split(
      separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(Self.isToken) else {
      throw ServedError(400, "The request line is not one of HTTP/1.1.")
    }
    isCurrent = try Self.isCurrent(words[2])
    method = String(decoding: words[0], as: UTF8.self)
    path = try Self.path(words[1])
    keepsAlive = isCurrent
    guard Self.methods.contains(method) else {
      throw ServedError(501, "The method is not known to this server.")
    }
    var fields = Fields()
    for line in lines.dropFirst() { try fields.add(line) }
    try apply(fields)
  }

  private static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
  ]

  // MARK: The request line

  private static func isCurrent(_ version: ArraySlice<UInt8>) throws(ServedError) -> Bool {
    let bytes = Array(version)
    guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[6] == 0x2E,
      Self.isDigit(bytes[5]), Self.isDigit(bytes[7])
    else { throw ServedError(400, "The request line is not one of HTTP/1.1.") }
    guard bytes[5] == 0x31 else {
      throw ServedError(505, "This server speaks HTTP/1.1 and HTTP/1.0.")
    }
    return bytes[7] != 0x30
  }

  /// The path of a target such as "/v1/models?limit=1" or "http://localhost:8484/v1/models".
  private static func path(_ target: ArraySlice<UInt8>) throws(ServedError) -> String {
    guard !target.isEmpty, target.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }) else {
      throw ServedError(400, "The request's target is no path.")
    }
    var rest = target
    for scheme in ["http://", "https://"] where rest.starts(with: scheme.utf8) {
      rest = rest.dropFirst(scheme.utf8.count)
      rest = rest.drop { $0 != 0x2F && $0 != 0x3F }
      if rest.first != 0x2F { return "/" }
    }
    return String(decoding: rest.prefix { $0 != 0x3F }, as: UTF8.self)
  }

  // MARK: Header lines

  /// The lines that matter, by their names in lower case.
  private struct Fields {
    var values: [String: [String]] = [:]

    mutating func add(_ line: ArraySlice<UInt8>) throws(ServedError) {
      guard line.first != 0x20, line.first != 0x09 else {
        throw ServedError(400, "A header line is folded over two lines.")
      }
      guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
        line[..<colon].allSatisfy(RequestHead.isToken)
      else { throw ServedError(400, "A header line has no proper name.") }
      var value = line[(colon + 1)...]
      while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
      while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
      guard value.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
        throw ServedError(400, "A header line holds control characters.")
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard Self.names.contains(name) else { return }
      values[name, default: []].append(String(decoding: value, as: UTF8.self))
    }

    private static let names: Set<String> = [
      "host", "content-length", "transfer-encoding", "connection", "expect", "content-type",
      "content-encoding",
    ]

    /// The value of a line that may come once.
    func single(_ name: String) throws(ServedError) -> String? {
      guard let found = values[name] else { return nil }
      guard found.count == 1 else {
        throw ServedError(400, "The header line '\(name)' comes twice.")
      }
      return found[0]
    }
  }

  private mutating func apply(_ fields: Fields) throws(ServedError) {
    let host = try fields.single("host")
    guard host != nil || !isCurrent else {
      throw ServedError(400, "The header line 'host' is missing.")
    }
    try readFraming(fields)
    for option in (fields.values["connection"] ?? []).joined(separator: ",").split(separator: ",") {
      switch option.lowercased().filter({ $0 != " " && $0 != "\t" }) {
      case "close": keepsAlive = false
      case "keep-alive" where !isCurrent: keepsAlive = true
      default: break
      }
    }
    if let expectation = try fields.single("expect") {
      guard expectation.lowercased() == "100-continue" else {
        throw ServedError(417, "The only expectation that is understood is '100-continue'.")
      }
      // A client of HTTP/1.0 would take the interim reply for the final one.
      expectsContinue = isCurrent
    }
    contentType = try fields.single("content-type")
    contentEncoding = try fields.single("content-encoding")
  }

  private mutating func readFraming(_ fields: Fields) throws(ServedError) {
    let length = try fields.single("content-length")
    if let coding = try fields.single("transfer-encoding") {
      guard length == nil else {
        throw ServedError(400, "Content-Length and Transfer-Encoding exclude each other.")
      }
      guard isCurrent else {
        throw ServedError(400, "HTTP/1.0 has no Transfer-Encoding.")
      }
      guard coding.lowercased() == "chunked" else {
        throw ServedError(501, "The only Transfer-Encoding that is understood is 'chunked'.")
      }
      framing = .chunks
    } else if let length {
      guard !length.isEmpty, length.utf8.allSatisfy(Self.isDigit) else {
        throw ServedError(400, "Content-Length is no whole number.")
      }
      // A number beyond all bounds is one that is too large.
      framing = .length(Int(length) ?? .max)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Letters, digits and the marks that names of methods and headers may have.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
  }
}
