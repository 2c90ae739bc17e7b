import HTTPTransport

/// The base URL of an endpoint, read once and checked; what is asked of it is joined to it as text.
///
/// The path is the server's own affair: no version is added to it. What users paste beyond the base is cut off, and
/// said so in `note`.
package struct EndpointURL: Sendable, Hashable, CustomStringConvertible {
  package let isSecure: Bool
  /// In lower case; an IPv6 address without its brackets.
  package let host: String
  package let port: Int?
  /// Scheme, host and port: what a key is bound to.
  package let origin: String
  /// Begins with a slash or is empty; has none at its end.
  package let path: String
  /// What stood behind the question mark; it is sent with every request.
  package let query: String?
  /// What was cut off the text as it was given.
  package let note: String?

  /// - Parameters:
  ///   - deployment: of Azure's older form: the model's name in the path.
  ///   - apiVersion: goes with it into the query, unless it stands there already.
  ///   - source: the setting or the option, for errors, which never repeat the text itself.
  package init(
    _ text: String, deployment: String? = nil, apiVersion: String? = nil,
    source: String = "base URL"
  ) throws(ConfigurationError) {
    func refusal(_ detail: String) -> ConfigurationError {
      ConfigurationError(source: source, detail: detail)
    }
    let expected = "expected a URL such as https://api.example.com/v1"
    var rest = Self.trimmed(text)
    guard !rest.isEmpty else { throw refusal("is empty; \(expected)") }
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C && $0 != 0x22 }) else {
      throw refusal("holds a blank, a quote, a backslash or a control character; \(expected)")
    }
    guard let colon = rest.range(of: "://") else {
      throw refusal("has no 'https://' or 'http://' in front; \(expected)")
    }
    let scheme = rest[..<colon.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw refusal("begins with '\(scheme.prefix(12))://'; expected https:// or http://")
    }
    isSecure = scheme == "https"
    rest = rest[colon.upperBound...]
    guard !rest.contains("#") else {
      throw refusal("has a part behind '#', which no server sees; leave it out")
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    rest = rest.dropFirst(authority.count)
    guard !authority.contains("@") else {
      throw refusal(
        "holds a user name or a password; leave it out, and name the key's environment variable "
          + "or file under 'key'")
    }
    guard let place = Self.place(authority) else {
      throw refusal("has no usable host and port; \(expected)")
    }
    (host, port) = place
    origin =
      (isSecure ? "https://" : "http://") + (host.contains(":") ? "[\(host)]" : host)
      + (port.map { ":\($0)" } ?? "")

    var path = rest.prefix { $0 != "?" }
    var query = path.endIndex < rest.endIndex ? String(rest[path.endIndex...].dropFirst()) : nil
    if query?.isEmpty == true { query = nil }
    if let query, let name = Self.secret(in: query) {
      throw refusal(
        "carries a key in its query ('\(name)=…'); leave it out, and name the key's environment "
          + "variable or file under 'key'")
    }
    Self.dropSlashes(&path)
    var note: String?
    for pasted in ["/chat/completions", "/completions", "/embeddings", "/models"]
    where path.hasSuffix(pasted) {
      path = path.dropLast(pasted.count)
      Self.dropSlashes(&path)
      note = "'\(pasted)' was left out of the base URL: the program adds it itself"
      break
    }
    var whole = String(path)
    if let deployment {
      guard !whole.contains("/deployments/") else {
        throw refusal("names a deployment already; leave out either it or 'deployment'")
      }
      guard !deployment.isEmpty else { throw refusal("goes with an empty 'deployment'") }
      whole += (whole.hasSuffix("/openai") ? "" : "/openai") + "/deployments/"
      whole += Self.encoded(deployment)
    }
    if let apiVersion, query.map({ !Self.names(in: $0).contains("api-version") }) ?? true {
      query = (query.map { $0 + "&" } ?? "") + "api-version=" + Self.encoded(apiVersion)
    }
    self.path = whole
    self.query = query
    self.note = note
  }

  /// The URL of a service below the base: "chat/completions".
  package func joined(_ service: String) -> String {
    origin + path + "/" + service + (query.map { "?" + $0 } ?? "")
  }

  /// The base as it may be shown and kept: of the query, only the version stays.
  package var description: String {
    let version = query?.split(separator: "&").first { $0.hasPrefix("api-version=") }
    return origin + path + (version.map { "?" + $0 } ?? "")
  }

  /// Whether what is sent stays on this machine, past any proxy.
  package var isLoopback: Bool { CurlTransport.isLoopback(origin) }

  /// Throws where a key would cross the net in clear text.
  package func check(hasKey: Bool, allowsInsecureHTTP: Bool, source: String = "base URL")
    throws(ConfigurationError)
  {
    guard hasKey, !isSecure, !isLoopback, !allowsInsecureHTTP else { return }
    throw ConfigurationError(
      source: source,
      detail:
        "would send a key to \(host) over plain http, readable on the way; expected https://, or "
        + "'allowsInsecureHTTP: true' (--allow-insecure-http) for a network that you trust")
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }

  private static func dropSlashes(_ path: inout Substring) {
    while path.last == "/" { path.removeLast() }
  }

  /// Host and port of what stands before the path.
  private static func place(_ authority: Substring) -> (String, Int?)? {
    var host = authority
    var digits: Substring?
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<end]
      guard host.contains(":"), host.utf8.allSatisfy({ $0 == 0x3A || $0 == 0x2E || isHex($0) })
      else { return nil }
      let behind = authority[authority.index(after: end)...]
      guard behind.isEmpty || behind.first == ":" else { return nil }
      digits = behind.isEmpty ? nil : behind.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      digits = authority[authority.index(after: colon)...]
      guard !host.contains("[") else { return nil }
    }
    guard !host.isEmpty, !host.contains(where: { "[]%,;<>|^`{}".contains($0) }) else { return nil }
    guard let digits, !digits.isEmpty else { return (host.lowercased(), nil) }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65535).contains(port)
    else { return nil }
    return (host.lowercased(), port)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func names(in query: String) -> [String] {
    query.split(separator: "&").map { $0.prefix { $0 != "=" }.lowercased() }
  }

  /// The name of a parameter that carries a key.
  private static func secret(in query: String) -> String? {
    let names: Set<String> = [
      "key", "api-key", "api_key", "apikey", "x-api-key", "token", "access_token", "auth",
      "subscription-key", "secret", "password",
    ]
    return Self.names(in: query).first { names.contains($0) }
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  /// The first place of a short text; the standard library has it in Foundation or behind a regex.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
