/// Points of a list that name the topic of those after them: "- Coding", then what was asked about it.
struct BulletLabels {
  private var labels: [Int: String] = [:]

  /// Labels are looked for among points that open questions. A list whose nesting survived tells them by its columns;
  /// one that was flattened by their form: the same short point again, or the first one below a title, or a name.
  init(_ lines: [TextLine], _ leaders: ListLeaders) {
    guard leaders.announcement != nil else { return }
    let points = lines.indices.filter { leaders.leaders[$0]?.kind == .bullet }
    var counts: [String: Int] = [:]
    for index in points where Self.isShort(lines[index]) {
      counts[Self.name(lines[index]), default: 0] += 1
    }
    var known: Set<String> = []
    for (place, index) in points.enumerated() {
      guard leaders.strengths[index] != .strong, place + 1 < points.count else { continue }
      let line = lines[index]
      let next = points[place + 1]
      if lines[next].indent > line.indent + 1 {
        labels[index] = Self.name(line)
        continue
      }
      guard Self.isShort(line), Self.hasRun(lines, from: index, to: next) else { continue }
      let name = Self.name(line)
      let isFirst = index == 0 || Self.isLead(lines, before: index)
      if counts[name, default: 0] >= 2 || isFirst || Self.isTitleCase(line)
        || known.contains(where: { name.hasPrefix($0 + " ") })
      {
        labels[index] = name
        known.insert(name)
      }
    }
    // One point alone below a title is a point.
    if labels.count == 1, points.count <= 3 { labels = [:] }
  }

  func label(at index: Int) -> String? { labels[index] }

  private static func name(_ line: TextLine) -> String {
    Array(line.words).filter { $0 != "*" && $0 != ":" && $0 != "：" }.trimmed.string
  }

  private static func isShort(_ line: TextLine) -> Bool {
    let words = line.words.trimmed
    guard !words.isEmpty, !words.contains(where: { ",，.。?？;；()（）、".unicodeScalars.contains($0) })
    else {
      return false
    }
    return words.contains(where: Script.isHan)
      ? words.count <= 8 : words.count <= 32 && words.count { $0 == " " } <= 3
  }

  /// Whether nothing but blank lines stands between two points: a label has its points right below.
  private static func hasRun(_ lines: [TextLine], from first: Int, to next: Int) -> Bool {
    lines[(first + 1)..<next].allSatisfy(\.isBlank)
  }

  private static func isLead(_ lines: [TextLine], before index: Int) -> Bool {
    guard let before = lines[..<index].last(where: { !$0.isBlank }) else { return true }
    guard !before.shape.isBullet, let last = before.text.last else { return false }
    return last == ":" || last == "：" || before.shape.heading > 0
  }

  /// "Research Presentation", "MLOps": a lone word, or words that go on in small letters; not "LoRA PEFT", which names a thing.
  private static func isTitleCase(_ line: TextLine) -> Bool {
    let words = line.words.trimmed.split(separator: " ")
    guard !words.isEmpty, words.count <= 3,
      words.allSatisfy({ (0x41...0x5A).contains($0.first?.value ?? 0) })
    else { return false }
    if words.count == 1 { return true }
    return words.allSatisfy { $0.dropFirst().allSatisfy(\.isLowerLetter) && $0.count > 2 }
  }
}
