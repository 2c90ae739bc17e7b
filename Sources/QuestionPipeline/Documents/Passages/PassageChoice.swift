/// Which passages questions are asked about, and in which order: those that hold information, of near-duplicates the
/// first, spread so that however few are taken, the documents are covered evenly.
struct PassageChoice {
  /// The chosen ones in the order of their turns. Where none is worth asking about, all are.
  static func ordered(_ passages: [Passage]) -> [Passage] {
    let worthy = passages.filter { PassageWorth.isWorthAsking($0) }
    let chosen = distinct(worthy.isEmpty ? passages : worthy)
    let documents = chosen.byDocument.map(spread)
    var result: [Passage] = []
    result.reserveCapacity(chosen.count)
    var round = 0
    while result.count < chosen.count {
      for document in documents where round < document.count { result.append(document[round]) }
      round += 1
    }
    return result
  }

  /// The first, then the one in the middle, then those between: each is far from all before it.
  private static func spread(_ passages: [Passage]) -> [Passage] {
    guard passages.count > 2 else { return passages }
    let bits = Int.bitWidth - (passages.count - 1).leadingZeroBitCount
    return (0..<1 << bits).compactMap { turn in
      var place = 0
      for bit in 0..<bits where turn >> bit & 1 == 1 { place |= 1 << (bits - 1 - bit) }
      return place < passages.count ? passages[place] : nil
    }
  }

  // MARK: Near-duplicates

  /// Without those that share nearly all of their runs of words with an earlier one, of whichever document.
  private static func distinct(_ passages: [Passage]) -> [Passage] {
    var byRun: [UInt64: [Int]] = [:]
    var sketches: [[UInt64]] = []
    return passages.filter { passage in
      let sketch = sketch(of: passage)
      // The smallest hashes of two texts are the same ones to the extent that their runs are.
      let runs = sketch.prefix(6)
      let pairs = zip(runs, runs.dropFirst()).map { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ $1 }
      var keys = Array(runs)
      if runs.contains(where: { byRun[$0]?.count ?? 0 > commonest }) { keys += pairs }
      let near = Set(
        keys.flatMap { key in
          let holders = byRun[key] ?? []
          return holders.count > commonest ? [] : holders
        })
      guard !near.contains(where: { isNear(sketches[$0], sketch) }) else { return false }
      for key in runs + pairs { byRun[key, default: []].append(sketches.count) }
      sketches.append(sketch)
      return true
    }
  }

  /// A run that more passages have than these tells none of them apart: two in a row are looked for in its place.
  private static let commonest = 64

  /// The smallest hashes of the text's runs of four words or ideographs, in order.
  private static func sketch(of passage: Passage) -> [UInt64] {
    let tokens = Tokenizer.tokens(of: passage.text)
    let width = min(4, tokens.count)
    guard width > 0 else { return [] }
    var runs: Set<UInt64> = []
    for start in 0...(tokens.count - width) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for token in tokens[start..<start + width] {
        hash = (hash ^ token.key) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 31
      }
      runs.insert(hash)
    }
    return Array(runs.sorted().prefix(48))
  }

  /// Whether four fifths of the smallest hashes of both together are in both. In documents that say much in the same words
  /// each is held against thousands, so nothing is set aside for it.
  /// - Parameters: in order, each hash once.
  private static func isNear(_ left: [UInt64], _ right: [UInt64]) -> Bool {
    let most = max(left.count, right.count)
    var (i, j) = (0, 0)
    var (union, shared) = (0, 0)
    while union < most, i < left.count || j < right.count {
      if j == right.count || i < left.count && left[i] < right[j] {
        i += 1
      } else if i == left.count || right[j] < left[i] {
        j += 1
      } else {
        shared += 1
        i += 1
        j += 1
      }
      union += 1
    }
    return union > 0 && shared * 5 >= union * 4
  }
}

/// Whether a passage holds anything to ask about, or only leads to what does: contents, links, references, licences.
enum PassageWorth {
  static func isWorthAsking(_ passage: Passage) -> Bool {
    if let heading = passage.headings.last, isBoilerplate(heading) { return false }
    let text = passage.shown
    let tokens = Tokenizer.tokens(of: text)
    let length = tokens.reduce(0.0) { $0 + ($1.isIdeograph ? 0.5 : 1) }
    if length < 3 { return false }
    let lowered = text.lowercased()
    if legal.count(where: { Text.contains(lowered, $0) }) >= 2 { return false }
    let lines = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty }
    let pointing = lines.count { isEntryOfContents($0) || isReference($0) || isLink($0) }
    return lines.count < 3 || pointing * 5 < lines.count * 3
  }

  private static func isBoilerplate(_ heading: String) -> Bool {
    let name = heading.lowercased().drop { $0.isNumber || $0 == "." || $0 == " " || $0 == "#" }
    return names.contains(String(name).trimmed)
  }

  private static let names: Set<String> = [
    "references", "bibliography", "works cited", "further reading", "see also", "external links",
    "table of contents", "contents", "toc", "license", "licence", "licensing", "copyright",
    "acknowledgements", "acknowledgments", "index", "navigation", "imprint", "legal notice",
    "参考文献", "参考资料", "延伸阅读", "外部链接", "目录", "许可证", "许可协议", "版权", "版权声明", "致谢", "索引", "导航",
  ]

  private static let legal = [
    "all rights reserved", "permission is hereby granted", "without warranty", "as is",
    "copyright (c)", "copyright ©", "licensed under", "liable for any", "版权所有", "保留所有权利", "许可协议",
    "不承担任何责任", "未经许可",
  ]

  /// "3.2 Threads ........ 17"
  private static func isEntryOfContents(_ line: Substring) -> Bool {
    guard let last = line.last, last.isNumber else { return false }
    return Text.contains(String(line), "....") || Text.contains(String(line), ". . .")
      || Text.contains(String(line), "……")
  }

  /// "[12] Somebody et al., 2019.", "doi:10.…"
  private static func isReference(_ line: Substring) -> Bool {
    let text = line.lowercased()
    if Text.contains(text, "doi:") || Text.contains(text, "doi.org/")
      || Text.contains(text, "arxiv:")
    {
      return true
    }
    let isNumbered = line.first == "[" && line.dropFirst().first?.isNumber == true
    return isNumbered
      && (Text.contains(text, "et al") || FoundNumber.all(in: text).contains { $0.sort == .year })
  }

  /// A list entry that is hardly more than a link.
  private static func isLink(_ line: Substring) -> Bool {
    let entry = line.drop { "-*+ ".contains($0) }
    if entry.hasPrefix("http://") || entry.hasPrefix("https://") { return true }
    guard entry.first == "[", let middle = Text.range(of: "](", in: entry) else { return false }
    let rest = entry[middle.upperBound...].drop { $0 != ")" }
    return rest.count <= 12
  }
}

extension String {
  /// Without spaces at either end.
  fileprivate var trimmed: String { Text.trimmed(self[...]) }
}
