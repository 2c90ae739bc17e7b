/// What an English sentence demands, by Bloom's levels from 1 to 6.
enum EnglishDemands {
  /// The level of the highest demand of the sentence, 0 if there is none.
  static func rank(of sentence: ArraySlice<Token>) -> Int {
    let words = sentence.map { DemandWord($0) }
    let content = DemandWords(words)
    var rank = 0
    let areYou = words.count > 1 && words[0] == "you" && words[1] == "are"
    let isCase = words.first.map(cases.contains) == true || areYou
    var start = sentence.startIndex
    var isFirst = true
    while start < sentence.endIndex {
      var end = start + 1
      if words[start - sentence.startIndex] != "and" {
        while end < sentence.endIndex, !sentence[end].followsBreak,
          words[end - sentence.startIndex] != "and"
        {
          end += 1
        }
        let clause = words[(start - sentence.startIndex)..<(end - sentence.startIndex)]
        rank = max(rank, imperative(clause, isFirst: isFirst, sentence: content))
        // "Given a list, find …": the demand comes after the case.
        if !(isFirst && isCase) { isFirst = false }
      }
      start = end
    }
    rank = max(rank, interrogative(words, content))
    return rank == 0 && isCase && !areYou ? 3 : rank
  }

  /// Whether the sentence opens with a verb that demands something: "Explain …", "Briefly compare …".
  static func opensWithVerb(_ words: [String]) -> Bool {
    guard let verb = words.lazy.map({ DemandWord($0) }).first(where: { !openers.contains($0) })
    else { return false }
    return level(of: verb) != nil || proposing.contains(verb)
  }

  /// The verb that opens the clause, raised by what it is asked about.
  private static func imperative(
    _ clause: ArraySlice<DemandWord>, isFirst: Bool, sentence: DemandWords
  ) -> Int {
    var place = clause.startIndex
    while place < clause.endIndex, openers.contains(clause[place]) { place += 1 }
    guard place < clause.endIndex else { return 0 }
    let isCritical = clause[..<place].contains("critically")
    let rest = clause[(place + 1)...]
    let verb = clause[place]
    if verb == "provide" || verb == "give" {
      if rest.contains("example") || rest.contains("examples") { return 0 }
      return sentence.contains("step") ? 3 : 2
    }
    guard var rank = level(of: verb, next: rest) else { return 0 }
    // "…, use cases and state machines": a noun after all.
    if !isFirst, nouns.contains(verb) { return 0 }
    if telling.contains(verb) {
      if asksForProcedure(rest) {
        rank = max(rank, 3)
      } else if rest.contains(where: tensions.contains) {
        rank = max(rank, 4)
      }
    }
    if weighing.contains(verb), sentence.hasAny(of: merits) { rank = 5 }
    return isCritical ? max(rank, 5) : rank
  }

  private static func level(of verb: DemandWord, next: ArraySlice<DemandWord>) -> Int? {
    if let next = next.first, firsts.contains(verb) {
      switch (verb.text, next.text) {
      case ("break", "down"): return 4
      case ("carry", "out"), ("pre", "process"), ("fine", "tune"): return 3
      default: break
      }
    }
    // "Work out …", "work it out", "work through …".
    if verb == "work", next.prefix(2).contains(where: { $0 == "out" || $0 == "through" }) {
      return 3
    }
    return level(of: verb)
  }

  private static func level(of verb: DemandWord) -> Int? {
    verbSet.contains(verb) ? verbs[verb.text] : nil
  }

  /// "Describe how you would …", "explain the steps to …".
  private static func asksForProcedure(_ rest: ArraySlice<DemandWord>) -> Bool {
    for index in rest.indices.dropLast() {
      let next = rest[index + 1]
      if rest[index] == "how", next == "you" { return true }
      let isNear = index - rest.startIndex < 5
      if isNear, rest[index] == "how" || rest[index] == "steps",
        persons.contains(next) || next == "to"
      {
        return true
      }
    }
    return false
  }

  private static func interrogative(_ words: [DemandWord], _ content: DemandWords) -> Int {
    if let rank = wouldYou(words, content) { return rank }
    if isJudgement(words, content) { return 5 }
    if isCalculation(words) { return 3 }
    if isDiagnosis(words, content) || isExchange(content) { return 4 }
    if let first = words.first, naming.contains(first) { return 1 }
    if words.prefix(26).contains(where: identifying.contains) {
      if content.hasAny(of: otherTensions) { return 4 }
      return content.hasAny(of: relations) ? 2 : 1
    }
    guard content.contains("why") || asksHow(words) else {
      return zip(words, words.dropFirst()).contains { $0 == "how" && amounts.contains($1) } ? 1 : 0
    }
    if content.contains("compare") { return 4 }
    return content.hasAny(of: contrasts) || content.hasAny(of: effects) ? 3 : 2
  }

  /// "How would you …", "what criteria should we …".
  private static func wouldYou(_ words: [DemandWord], _ content: DemandWords) -> Int? {
    guard !(words.first == "can" && words.dropFirst().first == "you") else { return nil }
    for index in words.indices where open.contains(words[index]) {
      var place = index + 1
      while place < words.count, place - index <= 7 {
        defer { place += 1 }
        guard modals.contains(words[place]), place + 2 < words.count,
          persons.contains(words[place + 1])
        else { continue }
        var verb = words[place + 2]
        if verb.text.hasSuffix("ly"), place + 3 < words.count { verb = words[place + 3] }
        if content.contains("criteria") || content.contains("metrics") {
          return max(5, level(of: verb) ?? 3)
        }
        if choosing.contains(verb) { return 5 }
        // To tell somebody what something is takes no more than understanding it.
        let rank = level(of: verb)
        if let rank = rank ?? (saying.contains(verb) ? 2 : nil), rank <= 2 { return 2 }
        if mending.contains(verb) { return 4 }
        return max(3, rank ?? 3)
      }
    }
    return nil
  }

  /// "Is … worth …?", "when is … not the right …?", "which … is better?", "should they …?"
  private static func isJudgement(_ words: [DemandWord], _ content: DemandWords) -> Bool {
    guard let first = words.first else { return false }
    if content.hasAny(of: worths) { return true }
    if content.contains("right"), content.contains("is") || content.contains("are"),
      first == "is" || first == "are" || first == "when" || first == "which"
    {
      return true
    }
    if first == "should" || words.count > 1 && first == "would" && words[1] == "you" {
      return true
    }
    // "When is … a poor choice?", "for which … is it too much?", "is … enough?": what is asked for is a verdict.
    if content.hasAny(of: verdicts), content.hasAny(of: deciding) { return true }
    // "Which one do you pick?"
    for index in words.indices.dropLast(2) where words[index] == "do" && words[index + 1] == "you" {
      if choosing.contains(words[index + 2]) { return true }
    }
    return first == "which" && (content.contains("better") || content.contains("preferable"))
  }

  /// "How many … do 3 layers of width 512 hold?": numbers are given, and another is asked for.
  private static func isCalculation(_ words: [DemandWord]) -> Bool {
    // Years are no figures to calculate with.
    let numbers = words.count { word in
      word.text.utf8.first.map { (0x30...0x39).contains($0) } == true
        && Int(word.text).map { (1500...2100).contains($0) } != true
    }
    guard numbers >= 2 else { return false }
    return words.contains(where: open.contains)
  }

  /// "What goes wrong if …", "what explains …", "why can … although …?": causes have to be found.
  private static func isDiagnosis(_ words: [DemandWord], _ content: DemandWords) -> Bool {
    if content.contains("why"), content.contains("although") || content.contains("despite") {
      return true
    }
    guard words.prefix(26).contains(where: identifying.contains) else { return false }
    if content.hasAny(of: causes) { return true }
    return zip(words, words.dropFirst()).contains { left, right in
      right == "wrong" && going.contains(left) || left == "what" && right == "happened"
    }
  }

  /// "What is gained and lost by …?", "what does … cost?": two sides have to be set against each other.
  private static func isExchange(_ content: DemandWords) -> Bool {
    content.hasAny(of: gains) && content.hasAny(of: losses)
      || (content.contains("trade") || content.contains("traded")) && content.contains("for")
  }

  private static func asksHow(_ words: [DemandWord]) -> Bool {
    for index in words.indices where words[index] == "how" {
      if words[(index + 1)...].prefix(2).contains(where: auxiliaries.contains) { return true }
    }
    return false
  }

  private static let choosing = set("recommend|choose|select|prefer|suggest|pick")
  private static let saying = set(
    "tell|say|want|look|introduce|open|characterise|characterize|present|answer|reply|put|convey|teach"
  )
  private static let verdicts = set(
    "poor|unsuitable|inappropriate|superfluous|unnecessary|overkill|preferable|sufficient|enough|adequate"
      + "|justified|pointless|unwise|sensible")
  private static let gains = set("gain|gains|gained|win|wins|won|buy|buys|bought")
  private static let losses = set(
    "lose|loses|lost|cost|costs|pay|pays|paid|risk|risks|price")
  private static let amounts = set("many|much|long|large|often|far|high|few|big|wide")

  private static let worths = set("worth|worthwhile")
  private static let naming = set("who|whom|whose|where")
  private static let open = set("how|what|which")
  private static let deciding = set("when|where|which|is|are|does|do")
  private static let causes = set("explains|cause|causes|diagnosis")
  private static let going = set("goes|went|go|is|gone")
  private static let mending = set("ensure|address|improve|overcome|mitigate")
  private static let proposing = set("provide|give|tell|suppose|walk")
  /// Of demands that are two words.
  private static let firsts = set("break|carry|pre|fine")

  private static func list(_ words: String) -> [String] {
    words.split(separator: "|").map(String.init)
  }

  private static func set(_ words: String) -> WordSet { WordSet(list(words)) }

  private static let openers = set(
    "please|can|could|would|you|briefly|then|also|now|critically|next|finally|first|or|but")
  private static let cases = set(
    "given|using|suppose|imagine|assume|with|consider|in|based|for|from")
  private static let persons = set("you|we|one")
  private static let modals = set("would|could|can|might|should")
  private static let auxiliaries = set(
    "does|do|did|is|are|can|has|have|could|will|would|might|should")
  private static let identifying = set("what|which|who|whom|whose|when|where|what's")
  private static let telling = set("explain|describe|discuss|show|demonstrate|outline")
  private static let weighing = set("compare|analyze|analyse|examine|investigate")
  private static let merits = set(
    "performance|effectiveness|accuracy|efficiency|suitability|quality")
  private static let effects = set("impact|impacts|effect|effects|affect|affects|influence")
  private static let opposed =
    "challenges|considerations|limitations|strengths|weaknesses|disadvantages|tradeoffs|tradeoff"
    + "|trade|implications|ethical"
  /// What has to be taken apart to be spoken of.
  private static let tensions = set(opposed + "|impact|impacts|effect|effects")
  private static let otherTensions = set(opposed)
  private static let contrasts = set("differ|differs|different|difference|differences|compared")
  /// What identifying alone does not answer.
  private static let relations = set(
    "difference|differences|purpose|role|advantages|advantage|benefits|benefit|importance|important"
      + "|significance|significant|how|mean|process|why")
  /// Verbs that as often are nouns or participles in the middle of a sentence.
  private static let nouns = set(
    "use|name|state|rate|rank|plan|design|show|contrast|attribute|find|train|write|match|label|run"
      + "|draft|recall|select|generate|list|handle|convert|classify|identify|translate|determine|produce"
  )

  private static let verbs: [String: Int] = {
    let lists = [
      "list|name|recall|define|identify|state|label|recognize|recognise|recite|memorize|match|select|cite",
      "exemplify|sketch|walk|explain|describe|discuss|summarize|summarise|interpret|illustrate|outline|paraphrase|classify"
        + "|clarify|elaborate|infer|restate",
      "apply|use|demonstrate|implement|adjust|adapt|optimize|optimise|predict|pretrain|calculate|compute|solve|perform|execute|preprocess|translate"
        + "|train|write|show|determine|find|convert|run|utilize|employ|modify|handle|estimate|derive",
      "analyze|analyse|trace|compare|contrast|differentiate|distinguish|examine|investigate|categorize"
        + "|categorise|dissect|deconstruct|diagnose|attribute|organize|organise|inspect|relate|debug",
      "evaluate|assess|justify|critique|judge|appraise|recommend|defend|argue|rate|rank|validate"
        + "|prioritize|prioritise|verify|weigh",
      "design|create|develop|propose|build|construct|formulate|invent|devise|compose|plan|generate"
        + "|architect|draft|produce",
    ]
    var table: [String: Int] = [:]
    for (index, verbs) in lists.enumerated() { for verb in list(verbs) { table[verb] = index + 1 } }
    return table
  }()
  private static let verbSet = WordSet(verbs.keys)
}

/// A word as lists of demands know it: by its key, which texts need not be compared for.
private struct DemandWord: Hashable, ExpressibleByStringLiteral {
  let text: String
  let key: UInt64

  init(_ token: Token) { (text, key) = (token.text, token.key) }

  init(_ text: String) { (self.text, key) = (text, text.stableHash) }

  init(stringLiteral text: String) { self.init(text) }

  static func == (left: DemandWord, right: DemandWord) -> Bool { left.key == right.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// The words of a sentence, whatever their order.
private struct DemandWords {
  private let keys: [UInt64]

  init(_ words: [DemandWord]) { keys = words.map(\.key) }

  func contains(_ word: DemandWord) -> Bool { keys.contains(word.key) }

  func hasAny(of words: WordSet) -> Bool { keys.contains { words.contains(key: $0) } }
}

extension WordSet {
  fileprivate func contains(_ word: DemandWord) -> Bool { contains(key: word.key) }
}
