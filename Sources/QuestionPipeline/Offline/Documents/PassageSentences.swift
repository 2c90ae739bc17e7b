/// A sentence of a passage, exactly as it stands there and as it is shown.
struct PassageSentence: Sendable, Hashable {
  /// A substring of the passage.
  let exact: String
  /// On one line, without emphasis marks.
  let shown: String
  /// What its paragraph says before it, shown; empty where it opens the paragraph, nil where that cannot be shown with it.
  var lead: String?
  /// The lead and the sentence, exactly as they stand in the passage.
  var led: String
  /// Whether it can be understood behind its lead alone.
  var isBound = false

  init(exact: String, shown: String, lead: String? = "", led: String? = nil) {
    self.exact = exact
    self.shown = shown
    self.lead = lead
    self.led = led ?? exact
  }

  /// Whether it opens its paragraph.
  var isFirst: Bool { lead?.isEmpty == true }
}

/// Why nothing is asked about a sentence.
enum SentenceObstacle: String, Sendable, Hashable, CaseIterable {
  /// It speaks of its writer or to its reader: "we", "you", 我.
  case personal
  /// It needs what stands elsewhere: "this", "the drawback", 上述.
  case pointing
  /// It is no statement, or one too short or too long to ask about.
  case form
  /// Marks, quotation marks, addresses.
  case marks
  /// It talks to a model.
  case order
}

/// Finds the sentences of a passage that can be understood alone.
struct PassageSentences {
  let tongue: Tongue
  /// What the questions name beside the sentence: the title and the headings above it.
  var headings: [String] = []

  func list(_ passage: String) -> [PassageSentence] {
    read(passage).compactMap { $0.obstacle == nil ? $0.sentence : nil }
  }

  /// All sentences of a passage, with what stands in the way of those that nothing is asked about.
  func read(_ passage: String) -> [(sentence: PassageSentence, obstacle: SentenceObstacle?)] {
    var result: [(sentence: PassageSentence, obstacle: SentenceObstacle?)] = []
    for block in blocks(of: passage) { result += read(block, of: passage) }
    return result
  }

  /// "**Shell**: The shell is …" without the term that a list of terms sets before its sentence, 本报讯 without what newspapers begin with.
  func withoutTerm(_ sentence: String) -> String {
    // "**Loading.** The ladder shall …", also where its number was taken for a sentence of its own.
    if let mark = Text.range(of: "** ", in: sentence) {
      let head = sentence[..<mark.lowerBound]
      let isWhole =
        head.hasPrefix("**") && head.dropFirst(2).last.map { ".:。：".contains($0) } == true
      // "**6.4** The wheel …"
      let isNumber = head.count > 2 && head.dropFirst(2).allSatisfy { $0.isNumber || $0 == "." }
      if isNumber, head.hasPrefix("**") { return withoutTerm(String(sentence[mark.upperBound...])) }
      if isWhole && mark.upperBound < sentence.endIndex || Text.range(of: "**", in: head) == nil {
        return withoutTerm(String(sentence[mark.upperBound...]))
      }
    }
    if tongue == .chinese { return Self.withoutDateline(sentence) }
    guard let colon = Text.range(of: ": ", in: sentence),
      sentence[..<colon.lowerBound].split(separator: " ").count <= 4,
      sentence[..<colon.lowerBound].contains("**"),
      sentence[colon.upperBound...].first?.isUppercase == true
    else { return sentence }
    return String(sentence[colon.upperBound...])
  }

  /// 本报讯, 晚报讯（记者 某某）
  private static func withoutDateline(_ sentence: String) -> String {
    guard let mark = sentence.prefix(6).firstIndex(of: "讯") else { return sentence }
    var rest = sentence[sentence.index(after: mark)...]
    guard let next = rest.first, "（( \u{3000}".contains(next) else { return sentence }
    if "（(".contains(next) {
      guard let close = rest.firstIndex(where: { "）)".contains($0) }) else { return sentence }
      rest = rest[rest.index(after: close)...]
    }
    return Text.trimmed(rest)
  }

  /// Paragraphs and list entries; headings, tables, quotes and code are left out.
  private func blocks(of passage: String) -> [String] {
    var result: [String] = []
    var lines: [Substring] = []
    var isCode = false
    // The entries of a list that a sentence announces complete that sentence: they are no statements of their own. Those
    // that an entry announces stand deeper than it.
    var (isAnnounced, isEntry, indent) = (false, false, 0)
    var announcing: Int?
    func flush() {
      if let first = lines.first, let last = lines.last {
        if isEntry, let least = announcing, indent <= least { announcing = nil }
        if !(isEntry && (isAnnounced || announcing != nil)) {
          result.append(String(passage[first.startIndex..<last.endIndex]))
        }
        let end = last.last { !$0.isWhitespace && $0 != "*" }
        let announces = end == ":" || end == "："
        if isEntry {
          if announces, announcing == nil { announcing = indent }
        } else {
          // "Key facts:" is a heading, whose entries may be sentences.
          let isHeading = tongue == .english && last.split(separator: " ").count <= 3
          (isAnnounced, announcing) = (announces && !isHeading, nil)
        }
      }
      (lines, isEntry) = ([], false)
    }
    for line in passage.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("```") || content.hasPrefix("~~~") {
        isCode.toggle()
        flush()
        isAnnounced = false
      } else if isCode || content.isEmpty || "#|>=<".contains(content.first ?? " ")
        || line.hasPrefix("    ") || line.hasPrefix("\t")
      {
        flush()
        // What was announced was this table or this section.
        if !isCode, let mark = content.first, "#|".contains(mark) { isAnnounced = false }
      } else if let entry = Self.listed(content) ?? Self.clause(content) {
        flush()
        lines = [entry]
        isEntry = Self.listed(content) != nil
        indent = line.count - content.count
      } else {
        lines.append(content)
      }
    }
    flush()
    return result
  }

  /// What stands behind the mark of a list entry; nil if there is none.
  private static func listed(_ line: Substring) -> Substring? {
    if let first = line.first, "-*+•".contains(first), line.dropFirst().hasPrefix(" ") {
      return line.dropFirst(2)
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if (1...2).contains(digits.count) {
      for mark in [". ", ") ", "、"] where rest.hasPrefix(mark) {
        return rest.dropFirst(mark.count)
      }
    }
    return nil
  }

  /// What stands behind the number of a clause: "3.1 The mass shall …", "A.2 The body …", but not "1.5 litres are added".
  private static func clause(_ line: Substring) -> Substring? {
    // "**2.4 Rot**: …"
    if line.hasPrefix("**"), let rest = clause(line.dropFirst(2)) { return rest }
    let letter = line.dropFirst().first == "." ? line.prefix { $0.isASCII && $0.isUppercase } : ""
    let number = line.dropFirst(letter.count).prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let rest = line.dropFirst(letter.count + number.count)
    guard number.contains("."), number.last != ".", let mark = rest.first,
      mark == " " || mark == "\u{3000}", let first = rest.dropFirst().first
    else { return nil }
    let isPart = number.count(where: { $0 == "." }) > 1
    // "pH"
    let isSymbol = rest.dropFirst(2).first?.isUppercase == true
    // "4.4 4.3 and 4.5 do not apply"
    let isTwice = rest.dropFirst().prefix { $0 != " " }.contains(".") && first.isNumber
    return first.isUppercase || first == "*" || isPart || isSymbol || isTwice
      || !first.isASCII
      ? rest.dropFirst() : nil
  }

  func shown(_ exact: String) -> String {
    var result = ""
    var pending = false
    var breaks = false
    var scalars = Array(exact.unicodeScalars)
    if scalars.contains("*") { scalars = Self.withoutStrongMarks(scalars) }
    for scalar in scalars {
      if Text.isBlank(scalar) {
        pending = !result.isEmpty
        breaks = breaks || scalar.properties.isWhitespace && scalar.value < 0x20
      } else {
        if pending {
          let joins =
            tongue == .chinese && breaks
            && Fold.isHan(scalar) && (result.unicodeScalars.last.map(Fold.isHan) ?? false)
          if !joins { result += " " }
        }
        (pending, breaks) = (false, false)
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

  /// - Parameter isLed: whether it is shown with what its paragraph says before it.
  func obstacle(in text: String, isLed: Bool) -> SentenceObstacle? {
    guard let last = text.unicodeScalars.last, ".。".unicodeScalars.contains(last) else {
      return .form
    }
    if MachineOrders.isOrder(text) { return .order }
    if ClauseReferences.isMade(in: text, tongue) { return .pointing }
    let signs = "`*|<>{}[]\\~_^\"“”「」".unicodeScalars
    if text.unicodeScalars.contains(where: { signs.contains($0) })
      || ["://", "____", "..."].contains(where: { Text.contains(text, $0) })
    {
      return .marks
    }
    return tongue == .english ? englishObstacle(text, isLed) : chineseObstacle(text, isLed)
  }

  private func englishObstacle(_ text: String, _ isLed: Bool) -> SentenceObstacle? {
    let words = text.split(separator: " ")
    let lowered = words.map { $0.lowercased() }
    if words.contains(where: Self.isPersonal) { return .personal }
    guard ((isLed ? 5 : 6)...45).contains(words.count), text.first?.isUppercase == true else {
      return .form
    }
    // "That's"
    let opener = lowered[0].prefix { $0.isLetter || $0 == "-" }
    let whole = " " + text.lowercased()
    if isLed {
      guard Presuppositions.isStatement(text, passage: text, followsOn: true) else { return .form }
      return Self.biddings.contains(String(opener)) || namesAPart(words) || isLabelled(text)
        || Presuppositions.hasBareLetter(words)
        || Self.farPointers.contains { Text.contains(whole, $0) } ? .pointing : nil
    }
    if Self.openers.contains(String(opener)) { return .pointing }
    if Self.pointers.contains(where: { Text.contains(whole, $0) }) || namesAPart(words)
      || Antecedents.isMissing(in: text) || isRemark(words, lowered) || isLabelled(text)
      || isCount(lowered) || namesAnAmount(lowered)
      || lowered.prefix(4).dropFirst().contains(where: { Self.connectives.contains($0) })
      || lowered.prefix(10).contains(where: { ["thus", "therefore", "hence"].contains($0) })
    {
      return .pointing
    }
    return nil
  }

  /// "we", "I'd"; but neither "US" nor "I/O".
  private static func isPersonal(_ word: Substring) -> Bool {
    let letters = word.prefix { $0.isLetter }
    if letters == "I" { return !["/", "."].contains(word.dropFirst().first) }
    return letters != letters.uppercased() && persons.contains(letters.lowercased())
  }

  /// "The drawback is wind", "Replacement would take a day": of what, the sentence before tells.
  private func isRemark(_ words: [Substring], _ lowered: [String]) -> Bool {
    let isBare = ["ment", "tion", "sion", "ance"].contains { lowered[0].hasSuffix($0) }
    if isBare, ["would", "took", "meant", "cost"].contains(lowered[1]) { return true }
    return lowered[0] == "the" && !Self.prepositions.contains(lowered[2])
      && Self.remarks.contains(lowered[1])
  }

  /// "All 600 went back", "Four have been withdrawn": of what, was said before.
  private func isCount(_ lowered: [String]) -> Bool {
    let start = lowered[0] == "all" || lowered[0] == "about" ? 1 : 0
    let (count, next) = (lowered[start], lowered[start + 1])
    return (Self.isNumber(count) || Self.counts.contains(count))
      && (Self.verbs.contains(next) || Self.pasts.contains(next))
  }

  /// "They object to the 48 hours", "the old one": which these are, was said before. "The 12 stations of the line" says it.
  private func namesAnAmount(_ lowered: [String]) -> Bool {
    lowered.indices.dropLast().contains { index in
      guard lowered[index] == "the" else { return false }
      let last = index + 2 < lowered.count ? lowered[index + 2] : ""
      let behind = index + 3 < lowered.count ? lowered[index + 3] : ""
      return ["one", "ones"].contains(last)
        || Self.isNumber(lowered[index + 1]) && !Self.prepositions.contains(behind)
    }
  }

  private static func isNumber(_ word: String) -> Bool {
    let digits = word.last.map { ".,;:".contains($0) } == true ? word.dropLast() : word[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// "Action: Somebody asks …", 地点：二楼: an entry of a form rather than a sentence.
  private func isLabelled(_ text: String) -> Bool {
    // （一）池塘养殖；（二）网箱养殖: entries of a list without what they are of.
    if let first = text.first, "（(".contains(first),
      text.prefix(6).contains(where: { "）)".contains($0) })
    {
      return true
    }
    // "a) the cover; b) the seal"
    if text.dropFirst().first.map({ ")）".contains($0) }) == true { return true }
    let head = text.prefix(tongue == .english ? 24 : 7)
    guard let colon = head.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    return text[..<colon].split(separator: " ").count <= 3
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

  private func chineseObstacle(_ text: String, _ isLed: Bool) -> SentenceObstacle? {
    // 解 由式（6-4），…: a worked example, whose question stands elsewhere.
    if ["解 ", "证 "].contains(where: { text.hasPrefix($0) }) { return .pointing }
    if !isLed, hasNoObject(text) { return .pointing }
    let plain = ["自我", "我国", "上下文", "刹那", "那不勒斯", "那曲", "那霸"].reduce(text) {
      $0.replacing($1, with: "")
    }
    if Self.chinesePersons.contains(where: { Text.contains(plain, $0) }) { return .personal }
    let count = text.unicodeScalars.count
    guard ((isLed ? 8 : 12)...130).contains(count),
      text.unicodeScalars.filter(Fold.isHan).count * 3 >= count
    else { return .form }
    if isLed {
      return Self.chineseFarPointers.contains { Text.contains(plain, $0) } || isLabelled(text)
        || text.contains("那") || ["请", "注意", "但", "不过"].contains { text.hasPrefix($0) }
        ? .pointing : nil
    }
    if Self.pointsBack(text) || Self.chinesePointers.contains(where: { Text.contains(plain, $0) })
      || Antecedents.isMissing(inChinese: text) || isLabelled(text)
    {
      return .pointing
    }
    return nil
  }

  /// 去年一共动用了7次。, 全部40张的接头: of what, was said before.
  private func hasNoObject(_ text: String) -> Bool {
    var rest = Array(text)[...]
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      let end = rest[start...].firstIndex { !($0.isASCII && $0.isNumber) } ?? rest.endIndex
      let behind = String(rest[end...].prefix(3).filter { $0 != " " })
      if behind.hasPrefix("次。"), start > 0, "了过共".contains(rest[start - 1]) { return true }
      if "张台辆条把只件块根套".contains(behind.first ?? " "), behind.dropFirst().first == "的" { return true }
      rest = rest[end...]
    }
    return false
  }

  /// Whether a clause opens with a word that stands for something before it.
  static func pointsBack(_ clause: String) -> Bool {
    chineseOpeners.contains { clause.hasPrefix($0) }
  }
}
