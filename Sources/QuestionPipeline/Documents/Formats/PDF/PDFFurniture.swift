/// Running heads, feet and page numbers: what stands in the margins of most pages, but for its numbers the same.
enum PDFFurniture {
  static func removed(from pages: [PDFPage]) -> [PDFPage] {
    var counts: [String: Int] = [:]
    let keys = pages.map { page in
      page.blocks.map { block in block.map { key($0, on: page) } }
    }
    for page in keys {
      for key in Set(page.joined().compactMap { $0 }) { counts[key, default: 0] += 1 }
    }
    let filled = pages.count { !$0.isBare }
    // Left and right pages may differ, and the first of a chapter may have none.
    let needed = max(3, filled * 2 / 5)
    return zip(pages, keys).map { page, keys in
      var page = page
      page.blocks = zip(page.blocks, keys).map { block, keys in
        zip(block, keys).compactMap { line, key in
          guard let key else { return line }
          let isNumber = filled >= 2 && isPageNumber(key) && counts[key]! * 2 > filled
          return isNumber || counts[key]! >= needed ? nil : line
        }
      }
      page.blocks.removeAll { $0.isEmpty }
      return page
    }
  }

  /// Equal for the lines of two pages that differ in numbers only; nil for lines that stand in no margin, and for rows
  /// of tables.
  private static func key(_ line: PDFLine, on page: PDFPage) -> String? {
    let isTop = line.bottom < page.height * 0.12
    guard isTop || line.top > page.height * 0.88 else { return nil }
    let neighbours = page.blocks.joined().count {
      min($0.bottom, line.bottom) - max($0.top, line.top) > line.height / 2
    }
    guard neighbours < 4 else { return nil }
    var result = isTop ? "^" : "_"
    for scalar in line.text.lowercased().unicodeScalars {
      if scalar.properties.numericType != nil {
        if result.last != "#" { result += "#" }
      } else if !scalar.properties.isWhitespace {
        result.unicodeScalars.append(scalar)
      }
    }
    // Roman numerals of a preface.
    let words = result.dropFirst()
    if !words.isEmpty, words.count <= 5, words.allSatisfy({ "ivxlc".contains($0) }) {
      return result.prefix(1) + "#"
    }
    return result
  }

  private static func isPageNumber(_ key: String) -> Bool {
    let rest = key.dropFirst().filter { !"-–—·|/.()[]#".contains($0) }
    return key.contains("#") && ["", "page", "pageof", "p", "of", "第页", "第页共页", "页"].contains(rest)
  }
}

/// Puts the lines of a paragraph together.
enum LineJoin {
  /// Words that were cut at a line's end become whole; Chinese lines need no blank between them.
  /// - Parameter known: the words of the document, in small letters: they tell which hyphens are real.
  static func joined(_ lines: [String], known: Set<String>) -> String {
    var result = ""
    for line in lines where !line.isEmpty {
      guard let last = result.unicodeScalars.last, let first = line.unicodeScalars.first else {
        result = line
        continue
      }
      if last == "\u{AD}" || last == "-" && isCut(result, line, known) {
        result.unicodeScalars.removeLast()
        result += line
      } else if last == "-", first.properties.isAlphabetic, lastWord(result.dropLast()).count > 1 {
        result += line
      } else if TextSize(String(last)).wide > 0, TextSize(String(first)).wide > 0 {
        result += line
      } else {
        result += " " + line
      }
    }
    return result
  }

  private static func isCut(_ before: String, _ after: String, _ known: Set<String>) -> Bool {
    let head = lastWord(before.dropLast())
    let tail = after.prefix { $0.isLetter || $0 == "-" }.lowercased()
    guard head.count >= 2, tail.first?.isLetter == true, after.first?.isLowercase == true else {
      return false
    }
    if known.contains(head + tail) { return true }
    return !known.contains(head + "-" + tail) && !compounds.contains(head)
  }

  /// First parts of words that are written with a hyphen.
  private static let compounds: Set<String> = [
    "well", "self", "non", "high", "low", "long", "short", "real", "cross", "state", "full", "half",
    "one", "two", "three", "four", "first", "second", "large", "small", "open", "end", "so", "ex",
  ]

  private static func lastWord(_ text: some BidirectionalCollection<Character>) -> String {
    String(text.reversed().prefix { $0.isLetter }.reversed()).lowercased()
  }
}
