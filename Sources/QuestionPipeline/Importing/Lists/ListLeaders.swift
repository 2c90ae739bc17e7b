/// What may open a question in a list.
struct Leader: Hashable {
  enum Kind: Hashable { case label, speaker, number, heading, bold, bullet, answered, plain }
  var kind: Kind
  var indent = 0
  var rank = NumberStyle.plain.rank
  var heading = 0
}

/// Looks at a whole text to say which of its lines open questions: whether "3. …" is the third question or the third
/// step of an answer is told by its neighbours, not by itself.
struct ListLeaders {
  /// By line; nil for what belongs to another line's question, or to none.
  var leaders: [Leader?]
  private(set) var strengths: [AskCues.Strength]
  /// Numbered lines with options or a labelled answer behind them.
  private(set) var isCredited: [Bool]
  /// Whether a title says that what follows are questions: "Interview questions:", "面试题".
  private(set) var announcement: Int?

  private struct Group: Hashable {
    var rank: Int
    var indent: Int
    var heading: Int
    var isBullet: Bool
  }

  private struct Tally {
    var count = 0
    var strong = 0
    var weak = 0
    var credited = 0
    /// Short titles with text below them.
    var titled = 0
    /// Two questions of three lines, or as many that are answered, make a list of questions.
    var isAsking: Bool {
      (strong + credited) * 2 >= count || strong >= 1 && (strong + titled) * 5 >= count * 4
        || strong * 5 >= count && (strong + weak) * 5 >= count * 4
    }
  }

  init(_ lines: inout [TextLine]) {
    LineNeighbours.resolve(&lines)
    leaders = Array(repeating: nil, count: lines.count)
    isCredited = Array(repeating: false, count: lines.count)
    strengths = lines.map { line in
      line.isCode || line.fence != nil || line.text.isEmpty
        ? .none : AskCues.strength(of: Array(line.words).folded)
    }
    announcement = lines.indices.first { Self.announces(lines[$0]) }
    credit(lines)
    labels(lines)
    numbers(lines)
    headings(lines)
    bold(lines)
    answered(lines)
    bullets(lines)
  }

  /// Where nothing else opens a question: lines that end in a question mark and have the line to themselves.
  mutating func fallBack(_ lines: [TextLine]) {
    var isFree = true
    for (index, line) in lines.enumerated() {
      let text = line.text.trimmed
      if isFree, strengths[index] == .strong, !line.isCode, line.shape.role == nil,
        text.count <= 300, let end = AskCues.questionEnd(in: text, from: text.startIndex),
        end == text.endIndex || text.count <= 160
      {
        leaders[index] = Leader(kind: .plain, indent: line.indent)
      }
      isFree = line.isBlank || line.fence == .closing || leaders[index] != nil
    }
  }

  /// Where still nothing does: numbered imperatives and titles, which may as well be steps, and headings that a title announced.
  mutating func takeExercises(_ lines: [TextLine]) {
    for (group, tally) in tallies(lines)
    where (tally.weak + tally.strong) * 5 >= tally.count * 4
      || tally.count >= 3 && tally.titled * 5 >= tally.count * 4
    {
      for index in lines.indices where self.group(lines[index]) == group {
        leaders[index] = leader(lines[index], group)
      }
    }
    guard announcement != nil, !leaders.contains(where: { $0 != nil }) else { return }
    // Announced questions whose headings only name what is asked about.
    let counts = (2...6).map { level in lines.count { $0.shape.heading == level } }
    guard let most = counts.max(), most >= 2, let place = counts.firstIndex(of: most) else {
      return
    }
    for index in lines.indices
    where lines[index].shape.heading == place + 2 && lines[index].shape.role == nil {
      leaders[index] = Leader(kind: .heading, indent: 0, rank: -1, heading: place + 2)
    }
  }

  private static let titles: [Scalars] = [
    "interview questions", "questions", "exercises", "quiz", "面试题", "面試題", "题目", "試題", "试题", "习题",
    "练习题", "考题", "真题", "问题如下", "问题列表", "問題",
  ].map { Array($0.unicodeScalars) }

  static func announces(_ line: TextLine) -> Bool {
    guard !line.isCode, line.fence == nil, !line.text.isEmpty, line.text.count <= 1_000,
      line.shape.role == nil
    else { return false }
    let text = line.text.folded
    guard line.shape.heading > 0 || line.shape.isBold || text.last == ":" else { return false }
    // The last words before the colon, or a title.
    let end = Array(text.suffix(40))
    return titles.contains { end.place(of: $0, from: 0) != nil }
  }

  private mutating func credit(_ lines: [TextLine]) {
    var last: Int?
    for (index, line) in lines.enumerated() where !line.isCode {
      if line.shape.role == .answer || line.shape.option == 0 {
        if let last { isCredited[last] = true }
        last = nil
      } else if line.shape.role == .question {
        last = nil
      } else if line.shape.number != nil {
        last = InlineOptions(Array(line.words).folded) == nil ? index : nil
        if last == nil { isCredited[index] = true }
      } else if last != nil, line.text.count <= 400, InlineOptions(line.text.folded) != nil {
        isCredited[last!] = true
        last = nil
      }
    }
  }

  private mutating func labels(_ lines: [TextLine]) {
    for (index, line) in lines.enumerated() where line.shape.role == .question {
      // What an interviewer says to end the talk asks nothing.
      if line.shape.isSpeaker, strengths[index] == .none { continue }
      leaders[index] = Leader(
        kind: line.shape.isSpeaker ? .speaker : .label, indent: 0, rank: -1,
        heading: line.shape.heading)
    }
  }

  private func group(_ line: TextLine) -> Group? {
    guard !line.isCode, line.fence == nil, let style = line.shape.style, line.shape.role == nil
    else { return nil }
    return Group(
      rank: style.rank, indent: min(line.indent / 3, 8), heading: line.shape.heading,
      isBullet: line.shape.isBullet)
  }

  private func tallies(_ lines: [TextLine]) -> [(Group, Tally)] {
    var order: [Group] = []
    var table: [Group: Tally] = [:]
    for (index, line) in lines.enumerated() {
      guard let group = group(line), !Self.isContents(line) else { continue }
      if table[group] == nil { order.append(group) }
      table[group, default: Tally()].count += 1
      if isCredited[index], strengths[index] != .strong { table[group]?.credited += 1 }
      if strengths[index] != .strong, isTitle(index, lines, group) { table[group]?.titled += 1 }
      switch strengths[index] {
      case .strong: table[group]?.strong += 1
      case .weak: table[group]?.weak += 1
      case .none: break
      }
    }
    return order.map { ($0, table[$0]!) }
  }

  private mutating func numbers(_ lines: [TextLine]) {
    let all = tallies(lines)
    var chosen = Set(all.filter { $0.1.isAsking }.map(\.0))
    if chosen.isEmpty, let announcement, !leaders.contains(where: { $0 != nil }),
      let first = all.first(where: { $0.0.rank == NumberStyle.plain.rank && $0.1.count >= 2 }),
      lines.indices.contains(where: { $0 > announcement && group(lines[$0]) == first.0 })
    {
      chosen.insert(first.0)
    }
    for (index, line) in lines.enumerated() {
      guard let group = group(line), chosen.contains(group), !Self.isContents(line) else {
        continue
      }
      // "二、单选题" opens a part of an exam.
      if group.rank < 0, strengths[index] == .none, !isCredited[index] { continue }
      leaders[index] = leader(line, group)
    }
  }

  /// "2、HashMap 的底层实现": a few words that no mark closes, and text that goes on below.
  private func isTitle(_ index: Int, _ lines: [TextLine], _ group: Group) -> Bool {
    let line = lines[index]
    guard line.words.count <= 60, let last = line.text.last,
      !".。;；,，:：!！".unicodeScalars.contains(last),
      let next = lines[(index + 1)...].prefix(3).first(where: { !$0.isBlank })
    else { return false }
    return self.group(next) != group && next.shape.heading == 0
  }

  private func leader(_ line: TextLine, _ group: Group) -> Leader {
    Leader(kind: .number, indent: line.indent, rank: group.rank, heading: line.shape.heading)
  }

  /// "1. [What is X?](#what-is-x)" stands in a table of contents.
  static func isContents(_ line: TextLine) -> Bool {
    let words = line.words
    guard words.first == "[" else { return false }
    return words.place(of: ["]", "(", "#"], from: words.startIndex) != nil
  }

  private mutating func headings(_ lines: [TextLine]) {
    let all = lines.indices.filter { lines[$0].shape.heading > 0 && lines[$0].shape.role == nil }
    let hasOthers = leaders.contains { $0 != nil }
    let titles = all.count { lines[$0].shape.heading == 1 }
    for index in all where leaders[index] == nil && strengths[index] == .strong {
      let level = lines[index].shape.heading
      let isTitle = level == 1 && titles == 1
      if isTitle, hasOthers || all.count > 1 || Self.announces(lines[index]) { continue }
      leaders[index] = Leader(kind: .heading, indent: 0, rank: -1, heading: level)
    }
  }

  private mutating func bold(_ lines: [TextLine]) {
    for (index, line) in lines.enumerated()
    where leaders[index] == nil && line.shape.isBold && line.shape.role == nil
      && line.shape.number == nil && strengths[index] == .strong
    {
      leaders[index] = Leader(kind: .bold, indent: line.indent)
    }
  }
}
