/// A label of the page in the language that it opens in, and the same in the other.
///
/// The script exchanges the two; without it the first is read.
struct Said: Sendable, Hashable {
  var shown: String
  var other: String
  /// The language of `shown`, where the label stands within a text that may be in another.
  var language: String?

  /// - Parameter say: says which of the two is shown.
  func english(_ say: Speaker) -> String { say.shown.isChinese ? other : shown }
  func chinese(_ say: Speaker) -> String { say.shown.isChinese ? shown : other }
}

/// Says labels in both languages of the page.
struct Speaker: Sendable {
  let shown: ReportWords
  let other: ReportWords

  init(isChinese: Bool) {
    shown = ReportWords(isChinese: isChinese)
    other = ReportWords(isChinese: !isChinese)
  }

  /// The tag of the language that the page opens in.
  var language: String { shown("en", "zh-Hans") }

  func callAsFunction(_ english: String, _ chinese: String) -> Said {
    self { $0(english, chinese) }
  }

  func callAsFunction(_ say: (ReportWords) -> String) -> Said {
    Said(shown: say(shown), other: say(other))
  }

  /// A label within a text of an item, whose language need not be the page's.
  func inText(_ english: String, _ chinese: String) -> Said {
    Said(shown: shown(english, chinese), other: other(english, chinese), language: language)
  }
}

extension Markup.StringInterpolation {
  /// A label as an element of its own, so that the script can exchange it.
  mutating func appendInterpolation(_ said: Said) {
    guard said.shown != said.other else { return appendInterpolation(said.shown) }
    appendLiteral("<span")
    if let language = said.language { appendInterpolation(" lang=\"\(language)\"" as Markup) }
    appendInterpolation(other: said)
    appendInterpolation(">\(said.shown)</span>" as Markup)
  }

  /// The attribute that makes the element's own text exchangeable: for elements that hold nothing else.
  mutating func appendInterpolation(other said: Said) {
    if said.shown != said.other { appendInterpolation(" data-o=\"\(said.other)\"" as Markup) }
  }

  /// The attributes that name an element for those who do not see it.
  mutating func appendInterpolation(label said: Said) {
    appendInterpolation("aria-label=\"\(said.shown)\"" as Markup)
    if said.shown != said.other { appendInterpolation(" data-a=\"\(said.other)\"" as Markup) }
  }
}
