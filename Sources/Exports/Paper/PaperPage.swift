import QuestionPipeline

/// One HTML file that loads nothing, runs nothing and is made for A4.
enum PaperPage {
  static func document(title: String, words: ReportWords, body: Markup) -> Export.Content {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(words("en", "zh-Hans"))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(title)</title>
      <style>\(PaperStyle.css)</style>
      </head>
      <body>
      <main>
      \(body)
      </main>
      </body>
      </html>

      """
    return .file(Array(page.source.utf8))
  }

  /// Words with a rule behind them to write on.
  static func blank(_ label: String) -> Markup {
    "<span class=\"blank\">\(label)<i></i></span>"
  }

  /// "Transformers › Self-attention · analyze · difficulty 3/5"
  static func facts(of item: Item) -> Markup {
    let words = item.words
    var facts: [Markup] = []
    if !item.topic.isEmpty {
      let path: [Markup] = item.topic.map { "<bdi>\($0)</bdi>" }
      facts.append(path.joined(" › "))
    }
    if let level = item.level { facts.append(Markup(words.level(level))) }
    if let difficulty = item.difficulty {
      facts.append(Markup(words("difficulty \(difficulty)/5", "难度 \(difficulty)/5")))
    }
    if let reason = item.unanswerable { facts.append(Markup(words.unanswerable(reason))) }
    if let audience = item.audience { facts.append("<bdi>\(audience)</bdi>") }
    return facts.joined(" · ")
  }
}
