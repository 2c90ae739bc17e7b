package import HTTPTransport

/// The key of one endpoint. It goes into a header field for that endpoint's host and nowhere else; neither printing nor
/// dumping the value shows a character of it.
package struct EndpointKey: Sendable {
  private let characters: String
  /// The endpoint that it belongs to.
  package let profile: String
  /// Where it was found: "the environment variable X", "the file Y".
  package let source: String
  private let origin: String

  /// Looks a profile's key up; nil where the profile names none, or an environment variable that is not set or blank.
  ///
  /// - Parameters:
  ///   - url: the profile's base; the key is bound to its host and port.
  ///   - environment: the value of a variable.
  /// - Throws: `ConfigurationError`, or `FileError` for a file that cannot be read.
  package static func find(
    for profile: EndpointProfile, url: EndpointURL, environment: (String) -> String?
  ) throws -> EndpointKey? {
    let text: String
    let source = Self.source(of: profile)
    switch profile.key {
    case nil: return nil
    case .environment(let name): text = environment(name) ?? ""
    case .file(let path):
      text = String(decoding: try FileSystem.read(path, limit: 1 << 16), as: UTF8.self)
    }
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    if bytes.isEmpty {
      if case .environment = profile.key { return nil }
      throw ConfigurationError(source: source, detail: "holds no key")
    }
    guard bytes.count <= 16384 else {
      throw ConfigurationError(
        source: source, detail: "holds \(bytes.count) bytes; a key was expected")
    }
    guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      let hasLines = bytes.contains { $0 == 0x0A || $0 == 0x0D }
      throw ConfigurationError(
        source: source,
        detail: hasLines
          ? "holds several lines; the key alone was expected"
          : "holds a blank, a control character or a letter that keys do not have; the key alone "
            + "was expected, without '\(profile.authPrefix)'")
    }
    return EndpointKey(
      characters: String(decoding: bytes, as: UTF8.self), profile: profile.name, source: source,
      origin: url.origin)
  }

  /// Where a profile's key is looked for, in words.
  package static func source(of profile: EndpointProfile) -> String {
    switch profile.key {
    case nil: "no key"
    case .environment(let name): "the environment variable \(name)"
    case .file(let path): "the file \(path)"
    }
  }

  /// The header field that carries the key.
  /// - Throws: `ConfigurationError` where the profile or the host is another than the key was read for.
  package func field(for profile: EndpointProfile, url: EndpointURL) throws(ConfigurationError)
    -> HTTPField
  {
    guard profile.name == self.profile, url.origin == origin else {
      throw ConfigurationError(
        source: "endpoint '\(profile.name)'",
        detail: "was given the key of endpoint '\(self.profile)' at \(origin)")
    }
    return HTTPField(profile.authField, profile.authPrefix + characters)
  }

  /// Lends the characters to what has to find them in texts in order to cover them.
  func lend<T>(to body: (String) -> T) -> T { body(characters) }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

extension EndpointKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "[key of \(profile)]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["profile": profile]) }
}
