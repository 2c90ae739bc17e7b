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
    if let language = said.language { append(" lang=\"", language, "\"") }
    appendInterpolation(other: said)
    append(">", said.shown, "</span>")
  }

  /// The attribute that makes the element's own text exchangeable: for elements that hold nothing else.
  mutating func appendInterpolation(other said: Said) {
    if said.shown != said.other { append(" data-o=\"", said.other, "\"") }
  }

  /// The attributes that name an element for those who do not see it.
  mutating func appendInterpolation(label said: Said) {
    append("aria-label=\"", said.shown, "\"")
    if said.shown != said.other { append(" data-a=\"", said.other, "\"") }
  }

  /// Text between markup of ours, put where it belongs without a piece of its own.
  private mutating func append(_ before: String, _ text: String, _ after: String) {
    appendLiteral(before)
    appendInterpolation(text)
    appendLiteral(after)
  }
}
