/// How surely somebody who is told a document's title knows what a sentence of it speaks of, in points: the surest are asked
/// about first.
///
/// `PassageSentences` and `Presuppositions` refuse sentences that lean on others by some sign. Many lean without one: "The
/// path is closed in winter", 粒数不少于 24. What tells those that readers took for complete from others is plain: they say
/// more, what they speak of is spoken of around them, and they stand near their heading's words. The weights come from
/// two thousand items that readers judged, the rounds held against one another; on none of those documents was anything
/// else of a sentence a help, such as how many definite articles open a noun that is new.
struct SentenceStanding {
  let tongue: Tongue
  private let heading: Set<String>
  /// How often each content word stands in the passage.
  private let counts: [String: Int]

  init(passage: Passage, tongue: Tongue) {
    self.tongue = tongue
    heading = Set((passage.headings.last.map(Self.words) ?? []))
    counts = Self.words(passage.text).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static func words(_ text: String) -> [String] {
    ContentWords.list(of: Tokenizer.tokens(of: text))
  }

  /// Of the first sentence that a question shows: those behind it lean on it at most.
  func points(of sentence: PassageSentence) -> Int {
    let first = sentence.lead.flatMap { Text.sentences($0).first } ?? sentence.shown
    let words = Self.words(first)
    let told = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let around = told.map { (counts[$0.key] ?? 0) - $0.value }.max() ?? 0
    var points = around >= 4 ? 1 : around <= 0 ? -1 : 0
    if !heading.isDisjoint(with: words) { points += 1 }
    return points
      + (tongue == .english
        ? english(first, shown: (sentence.lead ?? "") + " " + sentence.shown)
        : chinese(first))
  }

  private func english(_ first: String, shown: String) -> Int {
    let words = first.split(separator: " ")
    let lowered = words.map { $0.lowercased().filter { $0.isLetter || $0 == "'" } }
    var points = words.count >= 17 ? 2 : words.count <= 10 ? -2 : 0
    let all = Set(shown.lowercased().split { !$0.isLetter }.map(String.init))
    if !all.isDisjoint(with: Self.duties) { points += 1 }
    if !all.isDisjoint(with: Self.sayings) { points -= 2 }
    guard let opener = lowered.first else { return points }
    if Self.pointers.contains(opener) { return points - 1 - backReferences(lowered) }
    // "Larch bark peels in plates", "Resin is …": of all of a kind.
    let isPlural = opener.count > 3 && opener.hasSuffix("s") && !opener.hasSuffix("ss")
    let isMass =
      lowered.count > 1 && ["is", "are", "can", "may", "has", "have"].contains(lowered[1])
    if isPlural || isMass, !Self.determiners.contains(opener) { points += 1 }
    // "the middle column"
    if zip(lowered, lowered.dropFirst(2)).contains(where: { $0 == "the" && $1 == "column" }) {
      points -= 2
    }
    // "Two out of four is bad luck"
    if lowered.count > 2, NumberNames.words[opener] != nil, lowered[1] == "out" { points -= 3 }
    return points - backReferences(lowered)
  }

  private func backReferences(_ lowered: [String]) -> Int {
    lowered.dropFirst().count { Self.backReferences.contains($0) }
  }

  private func chinese(_ first: String) -> Int {
    let length = first.unicodeScalars.count
    var points = length >= 32 ? 2 : length <= 20 ? -2 : 0
    let subject = first.prefix { !"，,：:；应须是为不要可在由有的把将分从能已会".contains($0) }
    if !heading.isDisjoint(with: Self.words(String(subject))) { points += 1 }
    let plain = Self.chineseWholes.reduce(first) { $0.replacing($1, with: "") }
    if Self.chinesePointers.contains(where: { Text.contains(plain, $0) }) { points -= 2 }
    // 何志强说…, 蒋雪问…
    let isSaid =
      first.prefix(4).dropFirst(2).contains { "说问".contains($0) }
      && !Self.chineseTalk.contains { Text.contains(first, $0) }
      || Self.chineseSayings.contains { Text.contains(first, $0) }
    if isSaid { points -= 2 }
    if Self.countsUntold(first) { points -= 2 }
    if Self.chineseOpeners.contains(where: { first.hasPrefix($0) }) { points -= 1 }
    return points
  }

  /// 问卷里 31 人, 剩下的 6 个: who or what is counted was said before.
  private static func countsUntold(_ text: String) -> Bool {
    let characters = Array(text.filter { $0 != " " })
    return characters.indices.contains { index in
      guard "的里中".contains(characters[index]) else { return false }
      let behind = characters[(index + 1)...]
      let digits = behind.prefix { $0.isASCII && $0.isNumber }
      return !digits.isEmpty
        && behind.dropFirst(digits.count).first.map { "人个次户件株张".contains($0) } == true
    }
  }

  /// What rules say of all cases.
  private static let duties: Set<String> = ["shall", "must", "should", "may"]
  /// Reported speech leans on who speaks, and of what.
  private static let sayings: Set<String> = [
    "said", "asked", "told", "thought", "noted", "replied", "wondered",
  ]
  private static let determiners: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "it", "its", "they", "there", "all", "some",
    "many", "most", "several", "others", "always", "perhaps", "sometimes", "besides", "hers", "his",
    "ours", "theirs", "yours", "yes", "as", "is", "was", "has", "what", "who", "which", "one",
    "nothing", "nobody", "something", "everything",
  ]
  private static let pointers: Set<String> = [
    "it", "they", "he", "she", "this", "that", "these", "those", "that's", "it's", "its", "their",
    "his", "her", "such", "both", "all", "none", "one", "another", "others", "some", "neither",
    "most", "many", "but", "and", "so", "then", "or", "yet", "no", "yes", "thus", "therefore",
    "also", "still", "instead", "even", "again", "only", "not", "here", "there", "now",
  ]
  private static let backReferences: Set<String> = [
    "same", "other", "others", "another", "further", "second", "third", "remaining", "rest", "such",
    "both", "either", "neither", "former", "latter", "thus", "therefore", "hence", "then", "again",
    "also", "too", "instead", "reverse", "above", "this", "these", "those",
  ]
  /// In which a pointer is none.
  private static let chineseWholes = [
    "其他", "吉他", "他人", "甲醛", "甲醇", "甲烷", "甲苯", "甲板", "甲壳", "指甲", "装甲", "花甲", "乙醇", "乙烯", "乙酸", "丙烯",
    "丙酮",
    "丁烷", "园丁", "布丁", "壮丁", "拉丁", "甲状", "乙肝", "因此", "此外", "应该", "那么", "彼此", "该当",
  ]
  private static let chineseTalk = ["小说", "学说", "传说", "问题", "访问", "问卷", "顾问", "问世", "说明", "问候"]
  private static let chineseSayings = ["表态", "启问", "问：", "提问", "反问", "追问", "回答", "答道", "说道"]
  private static let chinesePointers = [
    "这", "那", "此", "该", "他", "她", "它", "里面", "从中", "相同的", "上述", "前者", "后者", "刚才", "题中", "表里", "表中",
    "问卷里", "上次", "这次",
    "下次", "那年", "当时", "当天", "同年", "均为", "都是", "甲", "乙", "丙", "丁", "加起来", "其余", "余下", "剩下",
  ]
  private static let chineseOpeners = [
    "要", "应", "须", "需", "可", "不得", "不应", "不宜", "宜", "能", "适于", "把", "将", "取", "用", "舍去", "加起来", "没",
    "共", "合计", "总计", "每", "本", "其", "同样", "另",
  ]
}
