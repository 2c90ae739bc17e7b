import QuestionPipeline

/// What stands around an item's question and answer, as HTML under headings in the item's language.
struct ItemDetails {
  let item: Item

  private func say(_ english: String, _ chinese: String) -> String {
    item.language.isChinese ? chinese : english
  }

  private func section(_ heading: String, _ body: Markup) -> Markup {
    "<p><strong>\(heading)</strong></p>\(body)"
  }

  private func list(_ heading: String, _ texts: [String]) -> Markup {
    texts.isEmpty ? .empty : section(heading, ItemHTML.list(texts))
  }

  var answer: Markup { ItemHTML.markup(item.draft.answer) }

  var keyPoints: Markup { list(say("Key points", "要点"), item.draft.keyPoints) }

  var mistakes: Markup { list(say("Common mistakes", "常见错误"), item.draft.mistakes) }

  var followUps: Markup {
    guard !item.draft.followUps.isEmpty else { return .empty }
    let entries: [Markup] = item.draft.followUps.map { next in
      """
      <li>\(ItemHTML.inline(next.question))<ul>\
      <li>\(say("Probes: ", "考查："))\(ItemHTML.inline(next.probes))</li>\
      <li>\(say("Strong: ", "好的回答："))\(ItemHTML.inline(next.strong))</li>\
      <li>\(say("Weak: ", "差的回答："))\(ItemHTML.inline(next.weak))</li></ul></li>
      """
    }
    return section(say("Follow-ups", "追问"), "<ul>\(entries)</ul>")
  }

  var solution: Markup {
    guard let code = item.draft.code else { return .empty }
    return section(say("Solution", "参考代码"), ItemHTML.code(code.solution))
  }

  var tests: Markup {
    guard let code = item.draft.code, !code.tests.isEmpty else { return .empty }
    return section(say("Tests", "测试"), ItemHTML.code(code.tests))
  }

  var sources: Markup {
    guard !item.draft.sources.isEmpty else { return .empty }
    let entries: [Markup] = item.draft.sources.map {
      "<li>\($0.document)<blockquote>\(ItemHTML.markup($0.quote))</blockquote></li>"
    }
    return section(say("Sources", "来源"), "<ul>\(entries)</ul>")
  }

  /// All but the reasons of choices.
  var all: Markup {
    "\(answer)\(keyPoints)\(mistakes)\(followUps)\(solution)\(tests)\(sources)"
  }

  /// Each choice with the reason it is right or wrong, where there are reasons.
  var reasons: Markup {
    let entries: [Markup] = item.draft.choices.compactMap { choice in
      choice.why.map { why in
        "<li>\(ItemHTML.inline(choice.text)): \(ItemHTML.inline(why))</li>"
      }
    }
    return entries.isEmpty ? .empty : section(say("Reasons", "理由"), "<ul>\(entries)</ul>")
  }
}
