/// A light English stemmer: inflections and the commonest derivations, British and American alike.
///
/// It need not yield words, only the same string for forms of one word. Other words than
/// lower-case ASCII of four letters or more come back unchanged.
enum Stemmer {
  static func stem(_ word: String) -> String {
    guard word.utf8.count >= 4 else { return word }
    var word = word
    let stem: String? = word.withUTF8 { bytes in
      guard bytes.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x27 }) else { return nil }
      // Words come by the thousand: their letters are worked on where they cost no allocation.
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { memory in
        _ = memory.initialize(from: bytes)
        var letters = Letters(memory, count: bytes.count)
        letters.stem()
        return String(decoding: letters.all, as: UTF8.self)
      }
    }
    return stem ?? word
  }

  /// The letters of a word, of which some are taken away.
  private struct Letters {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private var count: Int

    init(_ memory: UnsafeMutableBufferPointer<UInt8>, count: Int) {
      self.memory = memory
      self.count = count
    }

    var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }

    mutating func stem() {
      if ends("'s") { count -= 2 } else if ends("s'") { count -= 1 }
      makeSingular()
      if ends("ization") || ends("isation") {
        count -= 5
        memory[count - 1] = 0x7A
      } else if count >= 8, ends("ation") {
        count -= 3
      } else if count >= 6, ends("ing"), hasVowel(count - 3) {
        count -= 3
        undouble()
      } else if count >= 5, ends("ed"), !ends("eed"), hasVowel(count - 2) {
        count -= 2
        undouble()
      }
      if count >= 6, ends("our") {
        memory[count - 2] = memory[count - 1]
        count -= 1
      }
      if count >= 4, ends("e") { count -= 1 }
      if count >= 6, ends("is") { memory[count - 1] = 0x7A }  // -ise, -ize
      if count >= 6, ends("ly") { count -= 2 }
      if ends("ll") { count -= 1 }  // "modelling" and "calling" meet their verbs.
    }

    /// Takes a plural ending away.
    private mutating func makeSingular() {
      guard count >= 3, memory[count - 1] == 0x73 else { return }
      if ends("ies") {
        count -= 2
        memory[count - 1] = 0x79
      } else if ends("sses") || ends("xes") || ends("zes") || ends("ches") || ends("shes") {
        count -= 2
      } else if !ends("ss"), !ends("us"), !ends("is") {
        count -= 1
      }
    }

    private mutating func undouble() {
      guard count >= 4, memory[count - 1] == memory[count - 2] else { return }
      switch memory[count - 1] {
      case 0x73, 0x7A, 0x65, 0x6F: break  // ss, zz, ee, oo stay.
      default: count -= 1
      }
    }

    private func hasVowel(_ limit: Int) -> Bool {
      for index in 0..<limit {
        switch memory[index] {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return true
        default: break
        }
      }
      return false
    }

    /// Whether the word is longer than the suffix and ends in it.
    @inline(__always)
    private func ends(_ suffix: StaticString) -> Bool {
      let size = suffix.utf8CodeUnitCount
      guard size < count else { return false }
      var offset = 1
      // From the back: the last letter tells most words apart.
      while offset <= size {
        if memory[count - offset] != suffix.utf8Start[size - offset] { return false }
        offset += 1
      }
      return true
    }
  }
}
