/// Which language an item is written in, as far as scripts and function words tell: Chinese in either script, Japanese,
/// Korean, Russian, Greek, Arabic, Hebrew, Hindi, Thai, German, French, Spanish, Italian, Portuguese, else English.
enum LanguageGuess {
  /// Ideographs decide against Latin words where they are a third of both or more: Chinese questions on technical
  /// matters are full of English terms, English ones quote a word or two.
  private static let chineseShare = 3

  static func language(of question: String, _ answer: String) -> LanguageTag {
    if let found = language(of: question) { return found }
    return language(of: answer) ?? .english
  }

  /// Nil for a text with too few letters.
  private static func language(of text: String) -> LanguageTag? {
    var counts = Counts()
    // The stable hashes of the words outside of code, in small letters.
    var words: [UInt64] = []
    // Those of two letters or more.
    var latin = 0
    var word = StableHash()
    var letters = 0
    var isCode = false
    func endWord() {
      words.append(word.value)
      if letters > 1 { latin += 1 }
    }
    for scalar in text.scalarArray.prefix(4_000) {
      if scalar == "`" { isCode.toggle() }
      if Script.isLatin(scalar) {
        letters += 1
        if scalar.value < 0x80 {
          word.add(UInt8(scalar.value | 0x20))
        } else {
          for byte in scalar.properties.lowercaseMapping.utf8 { word.add(byte) }
        }
        continue
      }
      if letters > 0 {
        if !isCode { endWord() }
        word = StableHash()
        letters = 0
      }
      counts.add(scalar)
    }
    if letters > 0 { endWord() }
    if counts.kana >= 2, counts.kana * 4 >= counts.han { return tag("ja") }
    if counts.hangul >= 2, counts.hangul >= latin { return tag("ko") }
    if counts.han >= 2, counts.han * chineseShare >= counts.han + latin {
      return counts.traditional > counts.simplified ? tag("zh-Hant") : .chinese
    }
    for (count, name) in counts.others where count >= 4 && count > latin { return tag(name) }
    guard latin >= 2 else { return nil }
    return tag(european(words))
  }

  private static func tag(_ text: String) -> LanguageTag { LanguageTag(text) ?? .english }

  private struct Counts {
    var han = 0
    var kana = 0
    var hangul = 0
    var traditional = 0
    var simplified = 0
    private var cyrillic = 0
    private var greek = 0
    private var arabic = 0
    private var hebrew = 0
    private var devanagari = 0
    private var thai = 0

    var others: [(Int, String)] {
      [
        (cyrillic, "ru"), (greek, "el"), (arabic, "ar"), (hebrew, "he"), (devanagari, "hi"),
        (thai, "th"),
      ]
    }

    mutating func add(_ scalar: Unicode.Scalar) {
      guard scalar.value >= 0x370 else { return }
      if Script.isHan(scalar) {
        han += 1
        switch LanguageGuess.script(of: scalar) {
        case .traditional: traditional += 1
        case .simplified: simplified += 1
        case .either: break
        }
        return
      }
      if Script.isKana(scalar) { kana += 1 }
      if Script.isHangul(scalar) { hangul += 1 }
      switch scalar.value {
      case 0x370...0x3FF: greek += 1
      case 0x400...0x52F: cyrillic += 1
      case 0x590...0x5FF: hebrew += 1
      case 0x600...0x6FF: arabic += 1
      case 0x900...0x97F: devanagari += 1
      case 0xE00...0xE7F: thai += 1
      default: break
      }
    }
  }

  /// Frequent characters that only one of the scripts has.
  private static let traditional = Set(
    ("這個們來時說為對會過還後學國發經實開關問題與將機體點麼樣應該種數據資處無從產動進輸網絡練習參權讓調試當業難連續統計"
      + "線電腦請選擇確認類結構長門間聲觀圖書寫義務員給長東車馬話請語讀變轉換華歷應達運並兩幾區別異極單雙買賣雜優質標準項鍵")
      .unicodeScalars)
  private static let simplified = Set(
    ("这个们来时说为对会过还后学国发经实开关问题与将机体点么样应该种数据资处无从产动进输网络练习参权让调试当业难连续统计"
      + "线电脑请选择确认类结构长门间声观图书写义务员给长东车马话请语读变转换华历应达运并两几区别异极单双买卖杂优质标准项键")
      .unicodeScalars
  ).subtracting(traditional)

  private enum ChineseScript: UInt8 { case either, simplified, traditional }

  /// The script of each of the common ideographs, by its place among them: a set would be asked for every one of a text.
  private static let scripts: [ChineseScript] = {
    var scripts = [ChineseScript](repeating: .either, count: 0x5200)
    for scalar in simplified { scripts[Int(scalar.value) - 0x4E00] = .simplified }
    for scalar in traditional { scripts[Int(scalar.value) - 0x4E00] = .traditional }
    return scripts
  }()

  private static func script(of scalar: Unicode.Scalar) -> ChineseScript {
    let place = Int(scalar.value) - 0x4E00
    return scripts.indices.contains(place) ? scripts[place] : .either
  }

  private static let functionWords: [(name: String, words: WordSet)] = [
    (
      "de",
      "der die das und ist nicht ein eine für mit auf den dem wird werden wie warum was sind oder von zu"
    ),
    (
      "fr",
      "le la les des une est dans pour que qui du et ce cette comment pourquoi quelle quel sont aux quels"
    ),
    ("es", "el los las una por con para es del cómo qué cuál como son y en la de que cuáles"),
    ("it", "il che della sono nel di perché gli è come quali un una per con del cosa"),
    ("pt", "um uma não são do da os na como qual que para com por é quais o a dos"),
  ].map { ($0.0, WordSet($0.1.split(separator: " ").map(String.init))) }

  private static let english = WordSet([
    "the", "is", "are", "of", "and", "to", "in", "what", "how", "why", "which", "does", "do", "for",
    "with", "you", "between", "explain", "describe", "an", "can", "when", "it", "that",
  ])

  /// The language with most function words, three at least and more than English has.
  ///
  /// - Parameter words: their stable hashes.
  private static func european(_ words: [UInt64]) -> String {
    var best = (name: "en", count: max(2, words.count { english.contains(key: $0) }))
    for (name, list) in functionWords {
      let count = words.count { list.contains(key: $0) }
      if count > best.count { best = (name, count) }
    }
    return best.name
  }
}
