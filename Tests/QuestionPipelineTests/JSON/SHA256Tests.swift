import QuestionPipeline
import Testing

/// The vectors are those of FIPS 180-4's examples.
struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashesTheStandardsVectors(text: String, digest: String) {
    #expect(SHA256.hex(text) == digest)
  }

  @Test func hashesAMillionLettersInUnevenPieces() {
    var hash = SHA256()
    var left = 1_000_000
    var size = 1
    while left > 0 {
      hash.update([UInt8](repeating: 0x61, count: min(size, left)))
      left -= size
      size = size % 997 + 13
    }
    #expect(
      hash.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// On a machine without the instructions, both are the portable way.
  @Test func agreesWithItselfInBothWaysAtEveryLength() {
    var random = SplitMix64(seed: 5)
    for length in 0...300 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var portable = SHA256(method: .portable)
      portable.update(bytes)
      let digest = portable.finish()
      #expect(SHA256.hex(bytes) == digest)
      var best = SHA256(method: .best)
      best.update(Array(bytes.prefix(length / 3)))
      best.update(Array(bytes.dropFirst(length / 3)))
      #expect(best.finish() == digest)
    }
  }
}
