/// A light English stemmer: inflections and the commonest derivations, British and American alike.
///
/// It need not yield words, only the same string for forms of one word. Other words than
/// lower-case ASCII of four letters or more come back unchanged.
enum Stemmer {
  static func stem(_ word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count >= 4, letters.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x27 })
    else { return word }
    func ends(_ suffix: StaticString) -> Bool { Self.ends(letters, suffix) }
    func hasVowel(_ count: Int) -> Bool {
      letters.prefix(count).contains { [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains($0) }
    }
    if ends("'s") { letters.removeLast(2) } else if ends("s'") { letters.removeLast() }
    letters = singular(letters)
    if ends("ization") || ends("isation") {
      letters.removeLast(7)
      letters += Array("iz".utf8)
    } else if ends("ation"), letters.count >= 8 {
      letters.removeLast(3)
    } else if ends("ing"), letters.count >= 6, hasVowel(letters.count - 3) {
      letters.removeLast(3)
      undouble(&letters)
    } else if ends("ed"), letters.count >= 5, !ends("eed"), hasVowel(letters.count - 2) {
      letters.removeLast(2)
      undouble(&letters)
    }
    if ends("our"), letters.count >= 6 { letters.remove(at: letters.count - 2) }
    if ends("e"), letters.count >= 4 { letters.removeLast() }
    if ends("is"), letters.count >= 6 { letters[letters.count - 1] = 0x7A }  // -ise, -ize
    if ends("ly"), letters.count >= 6 { letters.removeLast(2) }
    if ends("ll") { letters.removeLast() }  // "modelling" and "calling" meet their verbs.
    return String(decoding: letters, as: UTF8.self)
  }

  /// The word without its plural ending.
  private static func singular(_ letters: [UInt8]) -> [UInt8] {
    guard letters.count >= 3, letters.last == 0x73 else { return letters }
    func ends(_ suffix: StaticString) -> Bool { Self.ends(letters, suffix) }
    if ends("ies") { return letters.dropLast(3) + [0x79] }
    if ends("sses") || ends("xes") || ends("zes") || ends("ches") || ends("shes") {
      return letters.dropLast(2)
    }
    return ends("ss") || ends("us") || ends("is") ? letters : letters.dropLast()
  }

  /// Whether the word is longer than the suffix and ends in it.
  @inline(__always)
  private static func ends(_ letters: [UInt8], _ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard count < letters.count else { return false }
    var offset = 1
    // From the back: the last letter tells most words apart.
    while offset <= count {
      if letters[letters.count - offset] != suffix.utf8Start[count - offset] { return false }
      offset += 1
    }
    return true
  }

  private static func undouble(_ letters: inout [UInt8]) {
    guard letters.count >= 4, letters[letters.count - 1] == letters[letters.count - 2],
      ![0x73, 0x7A, 0x65, 0x6F].contains(letters[letters.count - 1])  // ss, zz, ee, oo stay
    else { return }
    letters.removeLast()
  }
}
