import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text of requests with its SHA-256: one reference, however many requests it stands in.
final class DigestedText: Sendable {
  let text: String
  let digest: String
  let key: RecordKey

  init(_ text: String, digest: String) {
    self.text = text
    self.digest = digest
    key = RecordKey(digest)
  }

  /// Whether it is that text, byte for byte.
  func isText(_ other: String) -> Bool {
    other.utf8.withContiguousStorageIfAvailable(isText) ?? false
  }

  /// Compares bytes: texts that look alike but are encoded differently are different texts.
  fileprivate func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.count == bytes.count
      && text.utf8.withContiguousStorageIfAvailable { own in
        own.baseAddress == bytes.baseAddress || own.isEmpty
          || memcmp(own.baseAddress!, bytes.baseAddress!, own.count) == 0
      } ?? false
  }
}

/// The latest texts with their digests: system messages and schemas stand in many requests, others are asked for twice.
final class TextDigests: Sendable {
  static let shared = TextDigests()

  /// A place for each fingerprint; a text takes the place of the one before it there.
  private let places: Mutex<[DigestedText?]>
  private static let count: UInt64 = 512

  private struct KeptSchema: Sendable {
    var schema: JSONObject
    var text: DigestedText
  }
  private let schemas = Mutex<[KeptSchema]>([])

  private init() { places = Mutex(Array(repeating: nil, count: Int(Self.count))) }

  /// The text with its digest.
  func digested(_ text: String) -> DigestedText {
    let looked = text.utf8.withContiguousStorageIfAvailable { bytes in
      let place = Int(Self.fingerprint(bytes) % Self.count)
      let kept = places.withLock { $0[place] }
      return (place: place, found: kept.flatMap { $0.isText(bytes) ? $0 : nil })
    }
    if let found = looked?.found { return found }
    let made = DigestedText(text, digest: SHA256.hex(text))
    if let looked { places.withLock { $0[looked.place] = made } }
    return made
  }

  /// The schema as text, with its digest. Schemas come from prompts, which are few: known again by their storage.
  func schema(_ schema: JSONValue) -> DigestedText {
    guard case .object(let object) = schema else { return Self.made(of: schema) }
    let known = schemas.withLock { schemas in
      // By their places, since copying each of them would count its references up and down.
      schemas.indices.first { schemas[$0].schema.sharesStorage(with: object) }.map {
        schemas[$0].text
      }
    }
    if let known { return known }
    let made = Self.made(of: schema)
    schemas.withLock { schemas in
      if schemas.count >= 32 { schemas.removeFirst() }
      schemas.append(KeptSchema(schema: object, text: made))
    }
    return made
  }

  private static func made(of schema: JSONValue) -> DigestedText {
    let text = JSONWriter.text(schema)
    return DigestedText(text, digest: SHA256.hex(text))
  }

  /// Mixes the length and some of the bytes; hashing them all would cost as much as the digest.
  private static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var mixed = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(bytes)
    guard bytes.count >= 8 else {
      for byte in bytes { mixed = (mixed ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      return mixed >> 32
    }
    for sample in 0..<16 {
      let word = raw.loadUnaligned(
        fromByteOffset: (bytes.count - 8) * sample / 15, as: UInt64.self)
      mixed = (mixed ^ word) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= mixed >> 29
    }
    return mixed >> 32
  }
}
