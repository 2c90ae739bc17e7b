/// Tells sentences that send their reader to another part of the document: "in accordance with 6.5", 除 7.6 的装置外.
enum ClauseReferences {
  static func isMade(in text: String, _ tongue: Tongue) -> Bool {
    tongue == .english ? english(text) : chinese(text)
  }

  private static func english(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.indices.dropFirst().contains { place in
      let bare = words[place].drop { $0 == "(" }.prefix { !",;:)".contains($0) }
      // "item b)"
      if words[place].count <= 3, words[place].dropFirst().first == ")",
        bare.first?.isLowercase == true
      {
        return true
      }
      let number = bare.hasSuffix(".") ? bare.dropLast() : bare
      guard isClause(number), referring.contains(words[place - 1].lowercased()) else {
        return false
      }
      let isLast = number.count < words[place].count || place + 1 == words.endIndex
      return isLast || following.contains(words[place + 1].lowercased())
    }
  }

  /// "6.5", "7.3.1"
  private static func isClause(_ word: Substring) -> Bool {
    word.contains(".") && word.first?.isNumber == true && word.last?.isNumber == true
      && word.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
  }

  private static func chinese(_ text: String) -> Bool {
    let characters = Array(text.filter { $0 != " " && $0 != "\u{3000}" })
    for (place, character) in characters.enumerated() {
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      // b) 项
      if ")）".contains(next), character.isASCII, character.isLetter,
        place == 0 || "；;，,。：:、".contains(characters[place - 1]) || characters[place - 1].isNumber
      {
        return true
      }
      // 表 1, but not 发表3篇
      if "表图".contains(character), next.isASCII, next.isNumber,
        place == 0 || !"发代手地仪意试企钟".contains(characters[place - 1])
      {
        return true
      }
      guard character.isASCII, character.isNumber, place > 0,
        pointing.contains(characters[place - 1])
      else { continue }
      let rest = characters[place...]
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let tail = String(rest.dropFirst(number.count).prefix(3))
      if number.contains("."), number.last != ".", tails.contains(where: { tail.hasPrefix($0) }) {
        return true
      }
    }
    return false
  }

  private static let referring: Set<String> = [
    "in", "with", "by", "to", "see", "under", "per", "from", "and", "or", "clause", "clauses",
  ]
  private static let following: Set<String> = [
    "a)", "b)", "c)", "and", "or", "shall", "is", "are", "applies", "apply", "may", "has", "have",
    "the", "for", "where", "when", "does", "do", "unless", "if",
  ]
  private static let pointing: Set<Character> = [
    "除", "按", "见", "依", "合", "足", "照", "据", "与", "和", "、", "到", "由", "在", "但", "从",
  ]
  private static let tails = [
    "的", "条", "款", "规", "要", "所", "执", "进", "不适", "给", "列", "中", "或", "和", "，",
  ]
}
