/// Finds what the sentences of a passage state, by patterns that prefer missing a fact to misreading one.
struct FactPatterns {
  let passage: Passage
  let tongue: Tongue
  /// What questions tell besides the headings.
  var terms: [String] = []

  /// The facts in the order of their sentences; empty if the passage is in another language.
  func facts() -> [DocumentFact] {
    guard isInTongue, !isAside else { return [] }
    var facts: [DocumentFact] = []
    for sentence in PassageSentences(
      tongue: tongue, headings: SectionName.told(of: passage) + terms
    )
    .list(passage.text) {
      let clause = Text.unstopped(
        tongue == .english ? sentence.shown : Self.widened(sentence.shown))
      if !sentence.isBound,
        let fact = tongue == .english ? english(sentence, clause) : chinese(sentence, clause)
      {
        facts.append(fact)
      }
      facts += quantities(sentence)
    }
    return facts
  }

  /// The numbers that a gap can stand for: of a sentence with several, what is left tells one from the other.
  private func quantities(_ sentence: PassageSentence) -> [DocumentFact] {
    guard let lead = sentence.lead else { return [] }
    let numbers = FoundNumber.quantities(in: sentence.shown)
    guard (1...2).contains(numbers.count) else { return [] }
    let isAlone = numbers.count == 1 && FoundNumber.quantities(in: lead).isEmpty
    return numbers.filter { $0.canBeAsked(of: sentence.shown, behind: lead, tongue) }.map {
      number in
      var number = number
      // "In 2016 the lane had two tunnels": it may have had them in 2004, too.
      let isState = number.sort == .year && Text.contains(sentence.shown, " had ")
      number.isTied = number.isTied || !isAlone || isState
      return DocumentFact(
        pattern: .quantity, sentence: sentence, subject: number.text, rest: [], number: number)
    }
  }

  /// Whether the section tells no facts of its own: exercises, and terms whose definitions are no sentences.
  private var isAside: Bool {
    let asides =
      tongue == .english
      ? [
        "exercises", "exercise", "questions", "problems", "references", "terms and definitions",
        "definitions", "terms", "further reading", "bibliography",
      ] : ["思考题", "习题", "练习", "复习题", "参考文献", "术语", "定义", "目录"]
    return passage.headings.dropFirst().contains { heading in
      let words = heading.lowercased().drop { !$0.isLetter }
      return tongue == .english
        ? asides.contains {
          words == $0 || words.hasSuffix(" " + $0) || words.hasPrefix($0 + " for")
        }
        : asides.contains { Text.contains(heading, $0) }
    }
  }

  /// "…, mostly because …", "… not because …": what is left of it before the reason makes no clause.
  private static let hedges: Set<String> = [
    "not", "mostly", "partly", "largely", "mainly", "simply", "only", "just", "chiefly",
    "precisely", "perhaps",
    "probably", "primarily", "presumably", "possibly", "merely", "solely", "especially",
    "particularly", "exactly",
  ]

  /// What the names of places and institutions end with.
  static let places = [
    "林场", "农场", "车站", "电站", "工厂", "公司", "中心", "学校", "小学", "中学", "大学", "医院", "大桥", "公园", "社区", "村",
    "镇",
    "县", "市", "岛", "寺", "博物馆", "图书馆",
  ]

  /// Chinese with the punctuation of ASCII, as patterns know it.
  private static func widened(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x2C, 0x3B, 0x3A].contains($0) }) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isBetween =
        index > 0 && Fold.isHan(scalars[index - 1])
        || index + 1 < scalars.count && Fold.isHan(scalars[index + 1])
      switch scalar {
      case "," where isBetween: result.append("，")
      case ";" where isBetween: result.append("；")
      case ":" where isBetween: result.append("：")
      case " " where result.last.map { "，；：".unicodeScalars.contains($0) } == true: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the passage is written in the tongue.
  var isInTongue: Bool {
    var (han, letters) = (0, 0)
    for scalar in passage.text.unicodeScalars {
      if Fold.isHan(scalar) { han += 1 } else if scalar.properties.isAlphabetic { letters += 1 }
    }
    return tongue == .chinese ? han * 2 > letters : han * 4 < letters
  }

  func fact(
    _ pattern: DocumentFact.Pattern, _ sentence: PassageSentence, _ subject: String,
    _ rest: [String]
  ) -> DocumentFact {
    DocumentFact(pattern: pattern, sentence: sentence, subject: subject, rest: rest)
  }

  func split(_ text: String, at mark: String) -> (head: String, tail: String)? {
    guard let range = Text.range(of: mark, in: text) else { return nil }
    return (
      Text.unstopped(Text.trimmed(text[..<range.lowerBound])),
      Text.trimmed(text[range.upperBound...])
    )
  }

  /// The same where no punctuation stands before the mark: what does is its subject, and no clause of its own.
  func splitSubject(_ text: String, at mark: String) -> (head: String, tail: String)? {
    guard let range = Text.range(of: mark, in: text),
      let last = text[..<range.lowerBound].last, !"，；：、,;:".contains(last)
    else { return nil }
    return split(text, at: mark)
  }

  /// A fact whose subject opens its sentence, with the letter that it has in mid-sentence.
  func fact(
    _ pattern: DocumentFact.Pattern, _ sentence: PassageSentence, opening subject: String,
    _ rest: [String]
  ) -> DocumentFact {
    let opening = SubjectOpening(subject, in: passage.text)
    var fact = fact(pattern, sentence, opening.text, rest)
    fact.isCaseSure = opening.isSure
    return fact
  }

  private func words(_ text: String) -> Int { text.split(separator: " ").count }
}

// MARK: - English

extension FactPatterns {
  private func english(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    (sentence.isFirst ? linked(sentence, clause) : nil)
      ?? enumeration(sentence, clause) ?? purpose(sentence, clause)
      ?? definition(sentence, clause)
  }

  /// What is asked of a clause, which has to say enough by itself.
  private func linked(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    steps(sentence, clause) ?? cause(sentence, clause) ?? contrast(sentence, clause)
  }

  private func steps(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    guard clause.hasPrefix("To "), let parts = split(clause, at: ", first "),
      let then = split(parts.tail, at: " then "), (2...12).contains(words(parts.head))
    else { return nil }
    let first = Text.unstopped(
      then.head.hasSuffix(" and") ? String(then.head.dropLast(4)) : then.head)
    return fact(
      .steps, sentence, String(parts.head.dropFirst(3)),
      [first.hasSuffix(",") ? String(first.dropLast()) : first, then.tail])
  }

  private func cause(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("Because "), !Text.contains(clause, "Because of"),
      let parts = split(String(clause.dropFirst(8)), at: ", "),
      words(parts.head) >= 3, words(parts.tail) >= 4, !Text.contains(parts.tail, ", "),
      !Antecedents.isMissing(in: parts.tail)
    {
      return fact(.cause, sentence, parts.tail, [parts.head])
    }
    guard let parts = split(clause, at: " because "), words(parts.head) >= 4,
      !Self.hedges.contains(String(parts.head.split { $0 == " " || $0 == "," }.last ?? "")),
      words(parts.tail) >= 3, !parts.tail.hasPrefix("of "), isLoneClause(parts.head),
      !Antecedents.isMissing(in: parts.head)
    else { return nil }
    return fact(.cause, sentence, opening: parts.head, [parts.tail])
  }

  private func contrast(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("Unlike "), let parts = split(String(clause.dropFirst(7)), at: ", "),
      words(parts.head) <= 6, words(parts.tail) >= 4
    {
      return fact(.unlike, sentence, parts.head, [parts.tail])
    }
    guard let parts = split(clause, at: ", whereas ") ?? split(clause, at: " whereas "),
      words(parts.head) >= 4, words(parts.tail) >= 4
    else { return nil }
    let head = parts.head.hasSuffix(",") ? String(parts.head.dropLast()) : parts.head
    guard isLoneClause(head), !Antecedents.isMissing(in: head) else { return nil }
    return fact(.contrast, sentence, opening: head, [parts.tail])
  }

  private func enumeration(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" consists of ", " consist of ", " comprises ", " comprise ", " is made up of "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head) else { continue }
      let entries = self.entries(parts.tail)
      return entries.count >= 2
        ? fact(.enumeration, sentence, opening: parts.head, entries) : nil
    }
    return nil
  }

  private func purpose(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" is used to ", " is used for "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head), words(parts.tail) >= 2
      else { continue }
      let lead = mark == " is used to " ? "to " : "for "
      return fact(.purpose, sentence, opening: parts.head, [lead + parts.tail])
    }
    return nil
  }

  private func definition(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" is a ", " is an ", " is the ", " refers to ", " is defined as "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head), words(parts.tail) >= 4
      else { continue }
      let article =
        mark.hasPrefix(" is ") && !mark.hasSuffix("as ") ? String(mark.dropFirst(4)) : ""
      let head = parts.tail.prefix { $0.isLetter }.lowercased()
      if !article.isEmpty, Self.verdicts.contains(head) { return nil }
      // "The sluice is a plain thing": one of them, of which a text says much.
      if !article.isEmpty, parts.head.hasPrefix("The "), !isDerived(parts.tail) { return nil }
      if article.hasPrefix("a") || article == "the ", isBareName(parts.head) { return nil }
      var fact = fact(.definition, sentence, opening: parts.head, [article + parts.tail])
      // "The ferry is a wooden boat" tells of one ferry; "a poncho is a cape" of all.
      fact.isDescription =
        mark == " is the " && !parts.head.lowercased().hasPrefix("a")
        || !article.isEmpty && (parts.head.hasPrefix("The ") || isName(fact))
      return fact
    }
    return nil
  }

  /// Whether what follows says how something comes about, as definitions do: "… divided by the diameter".
  private func isDerived(_ tail: String) -> Bool {
    [
      " divided by ", " multiplied by ", " that ", " which ", " in which ", " at which ",
      " between ",
    ]
    .contains { Text.contains(tail, $0) }
  }

  /// "Wexley is a town": a name is described, while "LRPT" may be defined.
  private func isName(_ fact: DocumentFact) -> Bool {
    fact.isCaseSure && fact.subject.first?.isUppercase == true
      && fact.subject.dropFirst().contains { $0.isLowercase }
  }

  /// "The method is a W-shaped stroke": which, no heading says. "The kidney is an organ" is told by what it is.
  private func isBareName(_ subject: String) -> Bool {
    let words = subject.split(separator: " ")
    guard words.count == 2, words[0] == "The" else { return false }
    return Self.vague.contains(words[1].lowercased())
  }

  private static let vague: Set<String> = [
    "method", "drum", "thing", "way", "rule", "trick", "answer", "device", "system", "process",
    "result", "tool", "machine", "part", "test", "step", "value", "number", "figure", "place",
    "building", "site", "society", "company", "group", "team", "committee", "board", "project",
    "model", "design", "plan", "point", "question", "problem", "material", "one", "man", "woman",
  ]

  /// "is the reason why", "is a good idea": what opens so says what is thought of something, not what it is.
  private static let verdicts: Set<String> = [
    "reason", "only", "first", "last", "same", "best", "worst", "case", "way", "one", "good", "bad",
    "must", "matter", "little", "lot", "bit", "few", "problem", "mistake", "sign", "shame", "most",
    "key", "result", "great", "common", "major", "big", "second", "third", "next", "latest",
    "biggest", "largest", "main", "better", "worse", "hard", "long", "short", "simple", "useful",
    "essential", "important", "part",
    "reverse", "opposite", "contrary", "central", "integral", "typical", "example", "exception",
    "fact", "feature",
  ]

  /// A subject short and plain enough to be named in a question.
  private func isNoun(_ text: String) -> Bool {
    let parts = text.split(separator: " ")
    guard (1...6).contains(parts.count), !text.contains(where: { ",;:".contains($0) }),
      !text.hasPrefix("To "), !text.hasSuffix("self"), !text.hasSuffix("selves"),
      // "Thirty times fifty kilograms is a tonne and a half"
      !parts.contains("times"), NumberNames.words[parts[0].lowercased()] == nil
    else { return false }
    let bad: Set<String> = [
      "that", "which", "when", "if", "is", "are", "was", "who", "there", "while", "although",
      "shall",
      "should",
      "because", "since", "not", "can", "will", "may", "must", "has", "have", "does", "do", "in",
      "on", "at", "by", "with", "from", "after", "before", "during", "under", "where", "whether",
      "below", "above", "behind", "beyond", "beside", "near", "among", "between",
      "unless", "until", "as", "how", "why", "what", "once",
    ]
    return !parts.contains { bad.contains($0.lowercased()) }
  }

  /// No second clause that a question could cut in half.
  private func isLoneClause(_ text: String) -> Bool {
    !text.contains(";") && !text.contains(":") && !Text.contains(text, ", but ")
      && !Text.contains(text, ", and ") && !Text.contains(text, ", so ")
      && !text.hasPrefix("Although ") && !text.hasPrefix("While ") && !text.hasPrefix("If ")
  }

  private func entries(_ text: String) -> [String] {
    var pieces: [String] = []
    for piece in text.split(separator: ",") {
      var rest = Text.trimmed(piece)
      if rest.hasPrefix("and ") { rest = String(rest.dropFirst(4)) }
      if let parts = split(rest, at: " and "), words(parts.head) <= 5, words(parts.tail) <= 6 {
        pieces += [parts.head, parts.tail]
      } else {
        pieces.append(rest)
      }
    }
    return pieces.allSatisfy { (1...10).contains(words($0)) } ? pieces : []
  }
}
