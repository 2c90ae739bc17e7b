/// A sentence of a passage, exactly as it stands there and as it is shown.
struct PassageSentence: Sendable, Hashable {
  /// A substring of the passage.
  let exact: String
  /// On one line, without emphasis marks.
  let shown: String
}

/// Finds the sentences of a passage that can be understood alone.
struct PassageSentences {
  let tongue: Tongue

  func list(_ passage: String) -> [PassageSentence] {
    var result: [PassageSentence] = []
    for block in blocks(of: passage) {
      for exact in Text.sentences(block) {
        let sentence = PassageSentence(exact: exact, shown: shown(exact))
        if isUsable(sentence.shown), Text.contains(passage, exact) { result.append(sentence) }
      }
    }
    return result
  }

  /// Paragraphs and list entries; headings, tables, quotes and code are left out.
  private func blocks(of passage: String) -> [String] {
    var result: [String] = []
    var lines: [Substring] = []
    var isCode = false
    func flush() {
      if let first = lines.first, let last = lines.last {
        result.append(String(passage[first.startIndex..<last.endIndex]))
      }
      lines = []
    }
    for line in passage.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("```") || content.hasPrefix("~~~") {
        isCode.toggle()
        flush()
      } else if isCode || content.isEmpty || "#|>=<".contains(content.first ?? " ")
        || line.hasPrefix("    ") || line.hasPrefix("\t")
      {
        flush()
      } else if let entry = Self.entry(content) {
        flush()
        lines = [entry]
      } else {
        lines.append(content)
      }
    }
    flush()
    return result
  }

  /// What stands behind the mark of a list entry; nil if there is none.
  private static func entry(_ line: Substring) -> Substring? {
    if let first = line.first, "-*+•".contains(first), line.dropFirst().hasPrefix(" ") {
      return line.dropFirst(2)
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count <= 2 else { return nil }
    for mark in [". ", ") ", "、"] where rest.hasPrefix(mark) { return rest.dropFirst(mark.count) }
    return nil
  }

  private func shown(_ exact: String) -> String {
    var result = ""
    var pending = false
    var scalars = Array(exact.unicodeScalars)
    if scalars.contains("*") { scalars = Self.withoutStrongMarks(scalars) }
    for scalar in scalars {
      if Text.isBlank(scalar) {
        pending = !result.isEmpty
      } else {
        if pending {
          let joins =
            tongue == .chinese
            && Fold.isHan(scalar) && (result.unicodeScalars.last.map(Fold.isHan) ?? false)
          if !joins { result += " " }
        }
        pending = false
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func withoutStrongMarks(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if index + 1 < scalars.count, scalars[index] == "*", scalars[index + 1] == "*" {
        index += 2
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return result
  }

  private func isUsable(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last, ".。".unicodeScalars.contains(last) else {
      return false
    }
    for scalar in text.unicodeScalars where "`*|<>{}[]\\~\"“”「」".unicodeScalars.contains(scalar) {
      return false
    }
    if MachineOrders.isOrder(text) { return false }
    if Text.contains(text, "://") || Text.contains(text, "____") || Text.contains(text, "...") {
      return false
    }
    return tongue == .english ? isUsableEnglish(text) : isUsableChinese(text)
  }

  private func isUsableEnglish(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (6...45).contains(words.count), text.first?.isUppercase == true else { return false }
    let first = words[0].lowercased().filter { $0.isLetter }
    if Self.openers.contains(first) { return false }
    let lowered = " " + text.lowercased()
    return !Self.pointers.contains { Text.contains(lowered, $0) } && !namesAPart(words)
  }

  /// "Table 3", "section 2.1": parts of the document that the question would not show.
  private func namesAPart(_ words: [Substring]) -> Bool {
    let parts: Set<String> = [
      "figure", "fig.", "table", "section", "chapter", "equation", "appendix",
    ]
    return zip(words, words.dropFirst()).contains { word, next in
      parts.contains(word.lowercased()) && next.first.map { $0.isNumber || $0 == "(" } ?? false
    }
  }

  private func isUsableChinese(_ text: String) -> Bool {
    let count = text.unicodeScalars.count
    guard (12...130).contains(count), text.unicodeScalars.filter(Fold.isHan).count * 3 >= count
    else { return false }
    if Self.chineseOpeners.contains(where: { text.hasPrefix($0) }) { return false }
    let pointed = text.replacing("上下文", with: "")
    return !Self.chinesePointers.contains { Text.contains(pointed, $0) }
  }

  /// First words that point back at what stands before.
  private static let openers: Set<String> = [
    "it", "its", "this", "that", "these", "those", "they", "their", "them", "he", "she", "his",
    "her", "we", "our", "i", "my", "you", "your", "here", "there", "such", "however", "but", "and",
    "or", "so", "then", "thus", "therefore", "hence", "moreover", "furthermore", "also", "instead",
    "otherwise", "similarly", "likewise", "finally", "first", "second", "third", "next", "another",
    "both", "neither", "either", "accordingly", "consequently", "nevertheless", "nonetheless",
    "still", "yet", "additionally", "besides", "meanwhile", "again", "overall", "what", "which",
    "who", "note", "see", "let", "one", "other", "others", "same", "for", "as", "now", "later",
    "conversely", "indeed", "specifically", "fortunately", "unfortunately", "today", "each", "only",
  ]

  /// Words inside a sentence that need what stands elsewhere.
  private static let pointers = [
    " above", " below", " previous", " earlier", " aforementioned", " the following", " we ",
    " our ", " us ", " i ", " my ", " you ", " your ", " here ", " this ", " these ", " those ",
    " the former", " the latter",
    " the same ",
    " as follows", " they ", " their ",
  ]

  private static let chineseOpeners = [
    "它", "他", "她", "这", "那", "其", "此", "该", "上述", "前者", "后者", "因此", "所以", "但", "然而", "不过", "而",
    "并", "此外", "另外", "例如", "比如", "同时", "于是", "我", "你", "您", "本文", "本章", "本节", "如上", "如下", "综上",
    "总之",
    "最后", "首先", "其次", "接着", "然后", "同样", "反之", "否则", "二者", "两者", "以上", "以下", "也", "还", "即", "由此",
    "换句话说", "也就是说", "可见", "相反", "相比之下", "注意", "请", "当然", "事实上", "再", "当时",
  ]

  private static let chinesePointers = [
    "上文", "下文", "前文", "如图", "见图", "下图", "上图", "下表", "上表", "如下", "以下", "上述", "本章", "本节", "本文", "我们",
    "这个", "这种", "这些", "这样", "那个", "那种", "那些", "此时", "前者", "后者", "他们", "它们", "笔者",
  ]
}
