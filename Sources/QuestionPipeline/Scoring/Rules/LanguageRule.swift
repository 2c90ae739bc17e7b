/// Texts in another language than the one asked for.
///
/// Technical terms and code in Latin letters are normal in Chinese; single Chinese words are normal
/// in English text about Chinese. What decides is which language's function words hold the sentence.
struct LanguageRule: ItemRule {
  /// So many Latin words and no ideograph are English in a Chinese item: in a question soon, in an
  /// answer late (it may be a title), in options and key points (names) never.
  private static let sentences: [Int?] = [5, 8, nil, nil, nil]

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let draft = subject.draft
    for (index, sentence) in Self.sentences.enumerated() {
      let profile: LanguageProfile
      switch index {
      case 0: profile = LanguageProfile(subject.question.unquotedTokens)
      case 1: profile = LanguageProfile(subject.answer.unquotedTokens)
      default:
        let texts =
          index == 2
          ? subject.choices
          : index == 3 ? subject.keyPoints : subject.followUps.flatMap { [$0.question, $0.strong] }
        if texts.allSatisfy({ $0.signs.isDisjoint(with: Self.pairs) }) {
          // Nothing that is hidden can go from one text to the next.
          profile = LanguageProfile(texts.lazy.map(\.tokens).joined())
        } else {
          profile = LanguageProfile(InspectedText(Self.field(index, of: draft)).unquotedTokens)
        }
      }
      if !profile.fits(subject.context.language, sentence: sentence) {
        let field = Self.field(index, of: draft)
        if !field.isEmpty { return [subject.flaw(FlawName.wrongLanguage, field.asEvidence)] }
      }
    }
    return []
  }

  /// Signs that come in pairs and hide what stands between them.
  private static let pairs: TextSigns = [.backtick, .dollar, .quote]

  private static func field(_ index: Int, of draft: Draft) -> String {
    switch index {
    case 0: draft.question
    case 1: draft.answer
    case 2: draft.choices.map(\.text).joined(separator: "\n")
    case 3: draft.keyPoints.joined(separator: "\n")
    default: draft.followUps.map { $0.question + "\n" + $0.strong }.joined(separator: "\n")
    }
  }
}

/// What a text is written in: scripts, and the function words of some languages.
struct LanguageProfile {
  private static let english = WordSet(
    QuestionWords.function.union(QuestionWords.interrogative)
      .subtracting(["a", "i", "s", "t", "al", "et", "in", "is", "or", "and", "not", "me", "am"]))
  private static let foreign = WordSet(
    ("der die das und ist nicht ein eine für mit auf den dem wird werden durch auch sich wie warum"
      + " le la les des une est dans pour que qui du sur et ce cette comment pourquoi quelle quel"
      + " el los las una por con para es del cómo qué cuál como"
      + " il della che sono nel di perché gli um uma não são do da os na")
      .split(separator: " ").map { word in
        String(String.UnicodeScalarView(TextFolding.fold(String(word))))
      })

  private(set) var han = 0
  private(set) var kana = 0
  private(set) var hangul = 0
  private(set) var cyrillic = 0
  private(set) var latin = 0
  private(set) var other = 0
  private var englishWords = 0
  private var foreignWords: Set<UInt64> = []

  init(_ tokens: some Sequence<Token>) {
    for token in tokens where token.kind != .number {
      let first = token.text.unicodeScalars.first!
      if Script.isHan(first) {
        han += 1
      } else if Script.isKana(first) {
        kana += 1
      } else if Script.isHangul(first) {
        hangul += 1
      } else if Script.isCyrillic(first) {
        cyrillic += 1
      } else if Script.isLatin(first) {
        latin += 1
        if Self.english.contains(token) { englishWords += 1 }
        if Self.foreign.contains(token) { foreignWords.insert(token.key) }
      } else if !(0x370...0x3FF).contains(first.value), !first.isMathSign {
        other += 1  // Greek letters are symbols.
      }
    }
  }

  /// - Parameter sentence: The number of Latin words from which on they are no mere terms.
  func fits(_ language: LanguageTag, sentence: Int?) -> Bool {
    if language.isChinese { return fitsChinese(sentence: sentence) }
    if language.isEnglish { return fitsEnglish }
    switch language.tag.prefix(2) {
    case "ja": return kana > 0 || han + latin + cyrillic + hangul < 6
    case "ko": return hangul > 0 || han + latin + cyrillic + kana < 6
    case "ru", "uk", "bg", "sr", "be": return cyrillic > 0 || han + latin + kana < 6
    case "de", "fr", "es", "it", "pt":
      return han + kana + hangul < 6 && !(englishWords >= 5 && foreignWords.count < 2)
    default: return true
    }
  }

  private func fitsChinese(sentence: Int?) -> Bool {
    if kana >= 3 && kana * 3 > han || hangul + cyrillic + other > max(3, han) { return false }
    if han == 0 {
      return latin < 3 || englishWords < (sentence == 5 ? 1 : 2) && latin < sentence ?? .max
    }
    // An English sentence around a Chinese word or two.
    return !(englishWords >= 4 && han < latin)
  }

  private var fitsEnglish: Bool {
    if kana + hangul + 2 * (cyrillic + other) > max(5, 2 * latin) { return false }
    if englishWords <= 1, han >= 4, han > latin { return false }
    if han >= 8, han > 2 * latin { return false }
    if han >= 2, latin == 0 { return false }
    return
      !(foreignWords.count >= 3 && englishWords <= 1 && latin >= 7
      || foreignWords.count >= 5 && englishWords * 3 < latin / 4)
  }
}
