import QuestionPipeline

/// Handbooks of works that nobody has built: many alike, none the same.
///
/// A handbook has a title of its own and sections under headings that all of them share. Each section is about one part of
/// the works and speaks of two others; each part stands in three sections of its handbook, in the foreground or aside, and
/// in those of some ten other handbooks, with other numbers and reasons. So no passage is found by one word, and hardly by
/// two: title and part together, or what exactly is said of it, tell it from its siblings.
struct Handbooks {
  let words: HandbookWords
  private static let sections = 20
  private static let partsOfABook = 18

  /// Writes handbooks until they have so many passages.
  /// - Returns: how many passages they have.
  func write(passages wanted: Int, to folder: String) throws -> (books: Int, passages: Int) {
    try FileSystem.makeFolder(folder)
    let splitter = PassageSplitter()
    var (books, passages) = (0, 0)
    var order = SplitMix64(seed: 11)
    let titles = order.shuffled(
      words.places.flatMap { place in words.works.map { words.title(place, $0) } })
    while passages < wanted, books < titles.count {
      let text = text(titles[books], number: books)
      let name = "\(1000 + books).md"
      try FileSystem.write(Array(text.utf8), to: "\(folder)/\(name)")
      passages += splitter.passages(of: SourceDocument(name: name, text: text)).count
      books += 1
    }
    return (books, passages)
  }

  private func text(_ title: String, number: Int) -> String {
    var chance = SplitMix64(seed: UInt64(number + 1))
    let joint = words.isChinese ? "" : " "
    let names = words.forms.flatMap { form in words.parts.map { form + joint + $0 } }
    let parts = Array(chance.shuffled(names).prefix(Self.partsOfABook))
    var text = "# \(title)\n"
    for section in 0..<Self.sections {
      text += "\n## \(words.headings[section % words.headings.count])\n\n"
      let three = (0..<3).map { parts[(section + $0 * 5) % parts.count] }
      var sentences = chance.shuffled(words.statements).prefix(words.isChinese ? 8 : 6)
      sentences += chance.shuffled(words.fillers).prefix(4)
      let told = chance.shuffled(Array(sentences)).map { fill($0, three, &chance) }
      text += told.prefix(5).joined(separator: joint) + "\n\n"
      text += told.dropFirst(5).joined(separator: joint) + "\n"
    }
    return text
  }

  private func fill(_ frame: String, _ parts: [String], _ chance: inout SplitMix64) -> String {
    let pairs = [words.materials, words.acts, words.faults].map {
      Array(chance.shuffled($0).prefix(2))
    }
    let numbers = (0..<2).map { _ in String(12 + chance.below(880)) }
    let holes: [Character: String] = [
      "a": parts[0], "b": parts[1], "c": parts[2], "m": pairs[0][0], "n": pairs[0][1],
      "x": pairs[1][0], "y": pairs[1][1], "f": pairs[2][0], "g": pairs[2][1], "1": numbers[0],
      "2": numbers[1],
    ]
    var result = ""
    var rest = frame[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      if let hole = rest.first { result += holes[hole] ?? "" }
      rest = rest.dropFirst(2)
    }
    return result + rest
  }
}
