import QuestionPipeline

extension Item {
  /// The words for labels around the item, in its own language.
  var words: ReportWords { ReportWords(isChinese: language.isChinese) }
}

extension [Item] {
  /// The words for what stands above all items: in the language that most of them have.
  var words: ReportWords {
    ReportWords(isChinese: count { $0.language.isChinese } * 2 > count)
  }

  /// The same label in each language that the items have.
  func label(_ text: (ReportWords) -> String) -> String {
    let isMixed = contains { $0.language.isChinese } && contains { !$0.language.isChinese }
    guard isMixed else { return text(words) }
    return [text(ReportWords(isChinese: false)), text(ReportWords(isChinese: true))]
      .joined(separator: " / ")
  }
}
