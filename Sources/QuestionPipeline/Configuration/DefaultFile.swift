import CDefaults

/// A file of `Config/` or `Prompts/`. One that is built into the program is unpacked, or copied, when it is asked for.
package struct DefaultFile: Sendable {
  /// Below the home: "Config/viva.json5".
  package let path: String
  private let content: Content

  private enum Content: Sendable {
    case bytes([UInt8])
    /// By its place in the program's table.
    case builtIn(Int)
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    content = .bytes(bytes)
  }

  private init(path: String, place: Int) {
    self.path = path
    content = .builtIn(place)
  }

  /// All that are built in, by path.
  static var builtIn: [DefaultFile] {
    table.indices.map { DefaultFile(path: String(cString: table[$0].path), place: $0) }
  }

  package var bytes: [UInt8] {
    switch content {
    case .bytes(let bytes): return bytes
    case .builtIn(let place):
      let file = Self.table[place]
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
      return viva_defaults_are_packed() ? Self.unpacked(bytes) : Array(bytes)
    }
  }

  private static var table: UnsafeBufferPointer<viva_default> {
    var count = 0
    let first = viva_defaults(&count)
    return UnsafeBufferPointer(start: first, count: count)
  }

  /// What gzip packed with neither name nor comment: a head of 10 bytes, deflated data, and 8 bytes with sum and size.
  package static func unpacked(_ packed: some Sequence<UInt8>) -> [UInt8] {
    let data = Array(packed).dropFirst(10).dropLast(8)
    guard let (bytes, _) = Inflater.unpack(data, limit: .max) else {
      preconditionFailure("the build packed its own files")
    }
    return bytes
  }
}
