/// Marks by which a sentence tells where it comes from, or of when it speaks, without a word that says so.
enum SourceMarks {
  /// Whether it cites something: "(Klein et al., 2010)", "Seeley (1985)", "[3]", "[^1]", a title in 《》.
  static func cites(_ text: String) -> Bool {
    if text.contains("et al") || text.contains("《") || text.contains("[^") { return true }
    var open: Character?
    var inside = ""
    for character in text {
      switch character {
      case "(", "（", "[":
        open = character
        inside = ""
      case ")", "）":
        if let open, open != "[", holdsYear(inside) { return true }
        open = nil
      case "]":
        if open == "[", !inside.isEmpty, inside.allSatisfy({ $0.isASCII && $0.isNumber }) {
          return true
        }
        open = nil
      default: inside.append(character)
      }
    }
    return false
  }

  /// Whether it names a year in a form that has no word for it: "605年", "一九七三年", "1990s".
  static func tellsYear(_ text: String) -> Bool {
    var digits = 0
    var ideographs = 0
    var isYear = false
    for character in text {
      // A span of years is no date: "3年来", "两年之前".
      if isYear, !"来间内之以前后多".contains(character) { return true }
      isYear = false
      if character.isASCII, character.isNumber {
        digits += 1
        ideographs = 0
        continue
      }
      if "〇零一二三四五六七八九".contains(character) {
        ideographs += 1
        digits = 0
        continue
      }
      if character == "年" { isYear = (3...4).contains(digits) || ideographs == 4 }
      if character == "s", (3...4).contains(digits) { return true }
      digits = 0
      ideographs = 0
    }
    return isYear
  }

  private static func holdsYear(_ text: String) -> Bool {
    text.split { !($0.isASCII && $0.isNumber) }.contains { isYear($0) }
  }

  /// Whether a number by itself looks like one.
  static func isYear(_ number: some StringProtocol) -> Bool {
    number.utf8.count == 4 && Int(number).map { (1000...2100).contains($0) } == true
  }
}
