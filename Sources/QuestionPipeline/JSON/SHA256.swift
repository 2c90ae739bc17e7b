import CDigest

/// SHA-256 (FIPS 180-4): there is none on Linux without a package. Uses the processor's instructions for it where it
/// has them.
package struct SHA256 {
  /// The way from one state to the next.
  package enum Method: Sendable {
    /// Plain Swift, on every machine.
    case portable
    /// The processor's own instructions.
    case accelerated
    /// The best that this machine has.
    package static let best: Method = viva_sha256_is_accelerated() ? .accelerated : .portable
  }

  private typealias State = (
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
  )
  private var state: State = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19
  )
  /// Less than a block.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0
  private let method: Method

  package init(method: Method = .best) { self.method = method }

  package static func hex(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { hex($0) } }

  package static func hex(_ text: String) -> String {
    var text = text
    return text.withUTF8 { hex(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of bytes that stay where they are, copying none but those of the last blocks.
  package static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.length = UInt64(bytes.count)
    let whole = bytes.count & ~63
    hash.compress(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    hash.close(UnsafeRawBufferPointer(rebasing: bytes[whole...]))
    return hash.text
  }

  package mutating func update(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    bytes.withUnsafeBytes { bytes in
      var start = 0
      if !pending.isEmpty {
        start = min(64 - pending.count, bytes.count)
        pending.append(contentsOf: bytes[..<start])
        guard pending.count == 64 else { return }
        let block = pending
        block.withUnsafeBytes { compress($0) }
        pending.removeAll(keepingCapacity: true)
      }
      let end = start + (bytes.count - start) & ~63
      compress(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      pending.append(contentsOf: bytes[end...])
    }
  }

  /// The digest as 64 hexadecimal digits; the value is spent after it.
  package mutating func finish() -> String {
    let rest = pending
    rest.withUnsafeBytes { close($0) }
    return text
  }

  /// Takes in what is left, less than a block, and the length.
  private mutating func close(_ rest: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { tail in
      tail.initializeMemory(as: UInt8.self, repeating: 0)
      tail.copyMemory(from: rest)
      tail[rest.count] = 0x80
      let size = rest.count < 56 ? 64 : 128
      tail.storeBytes(of: (length * 8).bigEndian, toByteOffset: size - 8, as: UInt64.self)
      compress(UnsafeRawBufferPointer(rebasing: tail[..<size]))
    }
  }

  private var text: String {
    withUnsafeBytes(of: state) { bytes in
      let words = bytes.bindMemory(to: UInt32.self)
      return String(unsafeUninitializedCapacity: 64) { digits in
        for index in 0..<64 {
          let nibble = UInt8(words[index / 8] >> UInt32(28 - index % 8 * 4) & 15)
          digits[index] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
        }
        return 64
      }
    }
  }

  /// Takes in whole blocks.
  private mutating func compress(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count >= 64 else { return }
    withUnsafeMutableBytes(of: &state) { state in
      let words = state.bindMemory(to: UInt32.self)
      switch method {
      case .accelerated:
        viva_sha256_compress(
          words.baseAddress!, start.assumingMemoryBound(to: UInt8.self), bytes.count / 64)
      case .portable:
        for at in stride(from: 0, to: bytes.count, by: 64) { Self.compress(words, bytes, at) }
      }
    }
  }

  private static func compress(
    _ state: UnsafeMutableBufferPointer<UInt32>, _ block: UnsafeRawBufferPointer, _ start: Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      constants.withUnsafeBufferPointer { k in
        for i in 0..<16 {
          w[i] = block.loadUnaligned(fromByteOffset: start &+ 4 &* i, as: UInt32.self).bigEndian
        }
        // Rotations are written out: this is the one loop whose speed counts without the optimiser, too.
        for i in 16..<64 {
          let x = w[i &- 15]
          let y = w[i &- 2]
          let s0 = (x &>> 7 | x &<< 25) ^ (x &>> 18 | x &<< 14) ^ x &>> 3
          let s1 = (y &>> 17 | y &<< 15) ^ (y &>> 19 | y &<< 13) ^ y &>> 10
          w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<64 {
          let s1 = (e &>> 6 | e &<< 26) ^ (e &>> 11 | e &<< 21) ^ (e &>> 25 | e &<< 7)
          let first = h &+ s1 &+ (e & f ^ ~e & g) &+ k[i] &+ w[i]
          let s0 = (a &>> 2 | a &<< 30) ^ (a &>> 13 | a &<< 19) ^ (a &>> 22 | a &<< 10)
          let second = s0 &+ (a & b ^ a & c ^ b & c)
          h = g
          g = f
          f = e
          e = d &+ first
          d = c
          c = b
          b = a
          a = first &+ second
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
      }
    }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}

extension SHA256 {
  /// A number of 48 bits made of identifiers, for journal keys: it stays when others are added before them.
  static func number(of text: String) -> Int { Int(hex(text).prefix(12), radix: 16) ?? 0 }
}
