/// The documents that a brief names, read and cut, with what the brief takes from them where it says nothing itself.
package struct AskedDocuments: Sendable {
  package private(set) var passages: [Passage] = []
  /// What became of the files.
  package private(set) var intake = DocumentIntake()
  /// What each document is about, in their order.
  package private(set) var topics: [String] = []

  /// Throws: `FileError` where a path is not there or nothing can be read.
  package init(_ paths: [String], _ settings: Settings.Documents) throws {
    var topics: [String] = []
    (passages, intake) = try Self.passages(paths, settings) { document, cut, record in
      topics.append(Self.topic(of: document, cut))
      record.notices += Self.orders(in: cut)
    }
    self.topics = topics
  }

  /// The passages of some documents, and what became of the files.
  /// - Parameter each: hears of every document, its passages and its record.
  /// - Throws: `FileError` where a path is not there or nothing can be read.
  package static func passages(
    _ paths: [String], _ settings: Settings.Documents,
    _ each: (SourceDocument, [Passage], inout DocumentIntake.Record) -> Void = { _, _, _ in }
  ) throws -> ([Passage], DocumentIntake) {
    let splitter = PassageSplitter(target: settings.passageTokens, overlap: settings.overlapTokens)
    var passages: [Passage] = []
    let intake = try DocumentReader(limits: settings.limits).read(paths) { document, record in
      let cut = splitter.passages(of: document)
      passages += cut
      record.passages = cut.count
      each(document, cut, &record)
    }
    return (passages, intake)
  }

  /// The languages that passages are written in; English where there are none.
  package static func languages(of passages: [Passage]) -> [LanguageTag] {
    let hasChinese = passages.contains { $0.isChinese }
    let hasOther = passages.contains { !$0.isChinese }
    return (hasOther || !hasChinese ? [.english] : []) + (hasChinese ? [.chinese] : [])
  }

  /// That passages speak to a language model, if they do.
  private static func orders(in passages: [Passage]) -> [String] {
    let found = passages.compactMap { MachineOrders.first(in: $0.text) }
    guard let first = found.first else { return [] }
    let shown = first.count > 60 ? "\(first.prefix(60))…" : first
    let place = found.count == 1 ? "a passage holds" : "\(found.count) passages hold"
    return ["\(place) orders to language models, which are text like any other: “\(shown)”"]
  }

  /// What a document is about: the heading above all its passages, else its name.
  private static func topic(of document: SourceDocument, _ passages: [Passage]) -> String {
    let title = document.title
    if passages.allSatisfy({ $0.headings.first == title }) { return title }
    return SourceDocument.base(of: document.name)
  }
}
