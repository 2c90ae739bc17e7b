import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Digests of the latest texts: system messages and schemas stand in many requests, others are asked for twice.
final class TextDigests: Sendable {
  static let shared = TextDigests()

  fileprivate struct Kept: Sendable {
    var text: String
    var digest: String
  }
  /// A place for each fingerprint; a text takes the place of the one before it there.
  private let places: Mutex<[Kept?]>
  private static let count: UInt64 = 512

  private struct KeptSchema: Sendable {
    var schema: JSONObject
    var text: String
    var digest: String
  }
  private let schemas = Mutex<[KeptSchema]>([])

  private init() { places = Mutex(Array(repeating: nil, count: Int(Self.count))) }

  func digest(of text: String) -> String {
    var contiguous = text
    let (place, known, digest) = contiguous.withUTF8 { bytes in
      let place = Int(Self.fingerprint(bytes) % Self.count)
      if let kept = places.withLock({ $0[place] }), kept.isText(bytes) {
        return (place, true, kept.digest)
      }
      return (place, false, SHA256.hex(UnsafeRawBufferPointer(bytes)))
    }
    if !known {
      let kept = Kept(text: contiguous, digest: digest)
      places.withLock { $0[place] = kept }
    }
    return digest
  }

  /// The schema as text, and its digest. Schemas come from prompts, which are few: known again by their storage.
  func schema(_ schema: JSONValue) -> (text: String, digest: String) {
    if case .object(let object) = schema,
      let kept = schemas.withLock({ $0.first { $0.schema.sharesStorage(with: object) } })
    {
      return (kept.text, kept.digest)
    }
    let text = JSONWriter.text(schema)
    let digest = SHA256.hex(text)
    if case .object(let object) = schema {
      schemas.withLock { schemas in
        if schemas.count >= 32 { schemas.removeFirst() }
        schemas.append(KeptSchema(schema: object, text: text, digest: digest))
      }
    }
    return (text, digest)
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

extension TextDigests.Kept {
  /// Compares bytes: texts that look alike but are encoded differently are different texts.
  fileprivate func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var own = text
    return own.withUTF8 { own in
      own.count == bytes.count
        && (own.baseAddress == bytes.baseAddress
          || own.isEmpty || memcmp(own.baseAddress!, bytes.baseAddress!, own.count) == 0)
    }
  }
}
