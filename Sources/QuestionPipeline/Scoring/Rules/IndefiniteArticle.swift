/// Whether a word takes "an": by its sound, not its spelling.
///
/// "an hour", "a university", "an MRI", "a NATO base", "an 8-bit word". Where speakers differ ("an herb", "a SQL
/// query") or an abbreviation may be spelled or spoken, nothing is said, so that no false alarm comes of it.
enum IndefiniteArticle {
  /// Whether the text begins with a vowel sound; nil where that cannot be told.
  static func takesAn(_ text: InspectedText) -> Bool? {
    guard let first = text.tokens.first else { return nil }
    let before = text.prose[..<first.range.lowerBound]
    guard before.allSatisfy({ ["\"", "'", "“", "‘", "(", "*", " "].contains($0) }) else {
      return nil
    }
    let written = Array(text.text(first.range).utf8)
    guard written.allSatisfy({ $0 < 0x80 }) else { return accented(first) }
    switch first.kind {
    case .ideograph: return nil
    case .number: return number(first.text)
    case .word: break
    }
    if written.count == 1 { return letterNames.contains(written[0] & 0xDF) }
    if written.allSatisfy({ $0 &- 0x41 < 26 }) { return abbreviation(written, first.text) }
    return word(first.text)
  }

  /// Eight, eleven, eighteen and what is counted by them.
  private static func number(_ text: String) -> Bool {
    let whole = text.utf8.prefix { $0 != 0x2E }.filter { $0 != 0x2C }
    if whole.first == 0x38 { return true }
    // 11, 11 000, 11 000 000, but 110 is a hundred and ten.
    return (whole.starts(with: [0x31, 0x31]) || whole.starts(with: [0x31, 0x38]))
      && whole.count % 3 == 2
  }

  /// Upper-case letters: spelled where nobody could speak them, else only if it is known.
  private static func abbreviation(_ letters: [UInt8], _ word: String) -> Bool? {
    guard let first = letters.first else { return nil }
    if spoken.contains(word) { return isVowel(first) }
    if first == 0x55 { return false }  // U: "you" as a letter, and in UNIX and UNESCO.
    if isVowel(first) { return true }
    let isSpelledByItsName = letterNames.contains(first)
    if !isSpelledByItsName { return false }  // Consonant as a letter and in a word.
    if spelled.contains(word) { return true }
    if either.contains(word) { return nil }
    let vowel = letters.firstIndex(where: isVowel)
    guard let vowel else { return true }
    guard vowel > 1 else { return nil }
    return onsets.contains(String(decoding: letters[..<2], as: UTF8.self)) ? nil : true
  }

  private static func word(_ word: String) -> Bool? {
    func begins(_ list: [String]) -> Bool { list.contains { word.hasPrefix($0) } }
    guard let first = word.utf8.first else { return nil }
    switch first {
    case 0x68:  // h
      if begins(["hour", "honest", "honor", "honour", "heir"]) { return true }
      return begins(["herb", "homage", "historic"]) ? nil : false
    case 0x6F:  // o
      return
        !(word == "one" || word == "ones" || word == "once" || word == "oneself"
        || word == "ouija")
    case 0x65: return !begins(["eu", "ewe", "ewo"])
    case 0x75: return !hasLongU(word)
    default: return isVowel(first)
    }
  }

  /// "use", "union", "uranium", but not "umbrella", "usher", "uninvited", "urban".
  private static func hasLongU(_ word: String) -> Bool {
    func begins(_ list: [String]) -> Bool { list.contains { word.hasPrefix($0) } }
    if begins(["uni"]) {
      return !begins(["unin", "unim", "unid", "unig", "unill", "uniss", "unir", "unit's"])
        || begins(["unidir", "unimod", "unigr"])
    }
    return begins([
      "unanim", "usa", "use", "usi", "usu", "uti", "uto", "ute", "uran", "ure", "urin", "urol",
      "ubiq", "ukul", "ukr", "ugan", "urug", "uvul", "ufo",
    ])
  }

  /// "élan" and "über" begin as their base letters do.
  private static func accented(_ token: Token) -> Bool? {
    guard let first = token.text.utf8.first, first < 0x80 else { return nil }
    return word(token.text)
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    [0x61, 0x65, 0x69, 0x6F, 0x75].contains(letter | 0x20)
  }

  /// Letters whose names begin with a vowel sound.
  private static let letterNames = Set("AEFHILMNORSX".utf8)
  private static let onsets: Set<String> = [
    "FL", "FR", "RH", "SC", "SH", "SK", "SL", "SM", "SN", "SP", "SQ", "ST", "SW", "SY", "RY", "LY",
    "MY", "NY", "HY", "FY",
  ]
  /// Abbreviations that are spoken as words.
  private static let spoken: Set<String> = [
    "nasa", "nato", "sim", "lan", "ram", "rom", "sars", "swat", "fifa", "laser", "nafta", "rest",
    "raid", "midi", "scuba", "sonar", "radar", "lidar", "mooc", "fifo", "lifo", "nand", "mers",
    "fema", "soap", "moma", "lasso", "relu", "risc", "simd", "saas", "mosfet", "nimby",
  ]
  /// Abbreviations that are spelled although they could be spoken.
  private static let spelled: Set<String> = [
    "sos", "led", "hiv", "mit", "suv", "seo", "roi", "mri", "rna", "nih", "roc", "lstm", "svm",
    "hmm", "mvp", "fda", "mba", "ngo", "nda", "rpg", "rsa", "ssd", "sms", "hr", "mac",
  ]
  private static let either: Set<String> = ["sql", "faq", "ner", "mac", "lod"]
}
