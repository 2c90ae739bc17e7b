/// Statements that the source makes in nearly the same words, and otherwise: denied, with another number, with the
/// opposite, or of something else that the source speaks of.
struct ConflictCheck {
  let source: SourceReading

  /// What the item says, and what the source says instead.
  func conflict(of item: StatedItem) -> (said: String, there: String)? {
    var parts = item.answers
    if let claim = item.claim { parts.append(claim) }
    var exchanges: [(said: [String], there: [String])] = []
    for clause in parts.flatMap({ Clause.list(of: $0) }) {
      if let there = denial(of: clause) { return (clause.text, there.text) }
      guard let alignment = nearest(to: clause) else { continue }
      let there = alignment.source
      if isConflict(alignment) { return (clause.text, there.text) }
      for gap in alignment.gaps where !gap.said.isEmpty && !gap.source.isEmpty {
        let exchange = (
          gap.said.filter { !$0.isNegation }.map(\.key),
          gap.source.filter { !$0.isNegation }.map(\.key)
        )
        guard !exchange.0.isEmpty, !exchange.1.isEmpty, exchange.0 != exchange.1 else { continue }
        // Each in the place of the other.
        if exchanges.contains(where: { $0.said == exchange.1 && $0.there == exchange.0 }),
          !Self.joins(clause)
        {
          return (clause.text, there.text)
        }
        exchanges.append(exchange)
      }
    }
    if item.isFalse {
      // A false statement may well say some true things; not only.
      let claims = Clause.list(of: item.subject.question).filter { $0.elements.count > 2 }
      let told = claims.compactMap { same(as: $0) }
      if let claim = claims.first, let there = told.first, told.count == claims.count {
        return (claim.text, there.text)
      }
    }
    return nil
  }

  /// What is joined may change places.
  private static func joins(_ clause: Clause) -> Bool {
    clause.text.contains(" and ") || clause.text.contains(" or ")
      || clause.text.contains { "和与及或".contains($0) }
  }

  private var leastShared: Int { source.isChinese ? 3 : 2 }

  /// A clause of the source that is the same but for a denial.
  private func denial(of clause: Clause) -> Clause? {
    let said = clause.elements.filter { !$0.isNegation }
    guard said.count >= 2, said.count >= (source.isChinese ? 4 : 2) else { return nil }
    return source.clauses.first { there in
      let own = there.elements.filter { !$0.isNegation }
      return own.count == said.count && zip(said, own).allSatisfy { $0.matches($1) }
        && (clause.elements.count - said.count) % 2 != (there.elements.count - own.count) % 2
    }
  }

  /// The clause of the source that says most of it in the same order; nil where none says enough.
  private func nearest(to clause: Clause) -> ClauseAlignment? {
    guard clause.elements.count > leastShared else { return nil }
    var best: ClauseAlignment?
    for there in source.clauses {
      let alignment = ClauseAlignment(clause, there)
      guard alignment.pairs.count >= leastShared, alignment.share >= 0.5,
        alignment.weight > best?.weight ?? 0
      else { continue }
      best = alignment
    }
    return best
  }

  /// A clause of the source that says just that.
  private func same(as clause: Clause) -> Clause? {
    guard clause.elements.count > leastShared else { return nil }
    return source.clauses.first { there in
      there.elements.count >= clause.elements.count
        && clause.elements.count * 10 >= there.elements.count * 7
        && (0...(there.elements.count - clause.elements.count)).contains { start in
          clause.elements.indices.allSatisfy { index in
            let (here, there) = (clause.elements[index], there.elements[start + index])
            return here.matches(there) || here.isNegation && there.isNegation
          }
        }
    }
  }

  private func isConflict(_ alignment: ClauseAlignment) -> Bool {
    if alignment.share >= 0.75, alignment.isNegated, !alignment.deniesByWords { return true }
    if startsElsewhere(alignment) || isTurned(alignment) { return true }
    guard alignment.share >= 0.6 else { return false }
    for gap in alignment.gaps where !gap.said.isEmpty && !gap.source.isEmpty {
      let said = gap.said.filter { !$0.isNegation }
      let there = gap.source.filter { !$0.isNegation }
      let numbers = said.filter { $0.quantity != nil }
      if !numbers.isEmpty, there.contains(where: { $0.quantity != nil }) {
        if numbers.allSatisfy({ isMisplaced($0, alignment.source) }) { return true }
        continue
      }
      if Opposites.areOpposite(said.map(\.key), there.map(\.key)) { return true }
      if isSwapped(said, there, gap.next, alignment) { return true }
    }
    return false
  }

  /// Whether a number stands in another clause, or nowhere; of those that are surely numbers `NumberCheck` says whether
  /// they follow from others.
  private func isMisplaced(_ number: Clause.Element, _ clause: Clause) -> Bool {
    if clause.elements.contains(where: { number.matches($0) }) { return false }
    guard let quantity = number.quantity, quantity.isFirm else { return true }
    return source.quantities.contains { quantity.agrees(with: $0) }
  }

  /// "On top rather than at the sides" against "at the sides rather than on top".
  private func isTurned(_ alignment: ClauseAlignment) -> Bool {
    func parts(_ clause: Clause) -> (before: Set<String>, after: Set<String>)? {
      guard
        let place = clause.elements.firstIndex(where: {
          $0.key == "rather" || $0.key == "instead" || $0.isNegation
        })
      else { return nil }
      return (
        Set(clause.elements[..<place].map(\.key)), Set(clause.elements[(place + 1)...].map(\.key))
      )
    }
    guard let said = parts(alignment.said), let there = parts(alignment.source) else {
      return false
    }
    return !said.before.isDisjoint(with: there.after.subtracting(there.before))
      && !said.after.isDisjoint(with: there.before.subtracting(there.after))
  }

  /// "From 410 to 80" against "from 80 to 410".
  private func startsElsewhere(_ alignment: ClauseAlignment) -> Bool {
    guard let said = alignment.said.elements.first(where: \.isStart),
      let there = alignment.source.elements.first(where: \.isStart), !said.matches(there)
    else { return false }
    return alignment.source.elements.contains { said.matches($0) }
  }

  /// Whether something else that the source speaks of elsewhere stands in the place of what stands there.
  private func isSwapped(
    _ said: [Clause.Element], _ there: [Clause.Element], _ next: Clause.Element?,
    _ alignment: ClauseAlignment
  ) -> Bool {
    let isChinese = source.isChinese
    let most = isChinese ? 6 : 3
    let own = alignment.source.elements.map(\.key)
    let spoken = alignment.said.elements.map(\.key)
    guard (1...most).contains(said.count), (1...most).contains(there.count),
      // What only changed its place is no other.
      !there.contains(where: { spoken.contains($0.key) }),
      !Self.isGeneral(there, isChinese: isChinese)
    else { return false }
    var wanted = said.map(\.key)
    guard !wanted.allSatisfy({ own.contains($0) || QuestionWords.generic.contains($0) }) else {
      return false
    }
    // One ideograph is seldom a word: with what stands behind it it may be.
    if isChinese, wanted.count == 1 {
      guard let next, next.quantity == nil else { return false }
      wanted.append(next.key)
    }
    return source.clauses.contains { other in
      let keys = other.elements.map(\.key)
      return keys != own && keys.count >= wanted.count
        && (0...(keys.count - wanted.count)).contains {
          keys[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
  }

  /// Words that stand for something named before.
  private static func isGeneral(_ elements: [Clause.Element], isChinese: Bool) -> Bool {
    if isChinese {
      let text = elements.map(\.key).joined()
      return [
        "结构", "方法", "机制", "系统", "过程", "算法", "模型", "技术", "工具", "做法", "设备", "装置", "者", "此", "该", "它",
      ]
      .contains { text.hasSuffix($0) }
    }
    return elements.last.map { general.contains($0.key) } ?? false
  }

  private static let general: Set<String> = Set(
    [
      "structure", "method", "approach", "technique", "system", "process", "model", "algorithm",
      "mechanism", "device", "function", "tool", "file", "scheme", "design", "step", "rule", "idea",
      "thing", "part", "machine", "result", "value", "former", "latter", "one", "ones", "way",
    ].map(Stemmer.stem))
}

/// Words that cannot both be true of the same.
enum Opposites {
  /// Those that are also function words.
  static let known: Set<String> = ["more", "most", "over", "up", "off", "before", "after", "all"]

  static func areOpposite(_ said: [String], _ there: [String]) -> Bool {
    let (left, right) = (said.joined(separator: " "), there.joined(separator: " "))
    let (leftHan, rightHan) = (said.joined(), there.joined())
    return words.contains { pair in
      holds(said, pair.0) && holds(there, pair.1) || holds(said, pair.1) && holds(there, pair.0)
    }
      || left != right
        && ideographs.contains { pair in
          leftHan.contains(pair.0) && rightHan.contains(pair.1)
            || leftHan.contains(pair.1) && rightHan.contains(pair.0)
        }
  }

  private static func holds(_ words: [String], _ wanted: String) -> Bool { words.contains(wanted) }

  private static let words: [(String, String)] = [
    ("increase", "decrease"), ("increase", "reduce"), ("raise", "lower"), ("rise", "fall"),
    ("more", "less"), ("more", "fewer"), ("most", "least"), ("higher", "lower"), ("high", "low"),
    ("faster", "slower"), ("fast", "slow"), ("larger", "smaller"), ("large", "small"),
    ("before", "after"), ("above", "below"), ("first", "last"), ("always", "seldom"),
    ("all", "none"), ("maximum", "minimum"), ("longer", "shorter"), ("long", "short"),
    ("inside", "outside"), ("early", "late"), ("earlier", "later"), ("warm", "cold"),
    ("hot", "cold"), ("cool", "warm"), ("cool", "heat"), ("strong", "weak"), ("stronger", "weaker"),
    ("north", "south"),
    ("east", "west"), ("left", "right"), ("upper", "lower"), ("open", "close"), ("gain", "lose"),
    ("speed", "slow"), ("allow", "forbid"), ("rich", "poor"), ("young", "old"), ("wet", "dry"),
    ("cheap", "expensive"), ("improve", "worsen"), ("permanent", "temporary"),
  ].map { (Stemmer.stem($0.0), Stemmer.stem($0.1)) }

  private static let ideographs: [(String, String)] = [
    ("增", "减"), ("提高", "降低"), ("升", "降"), ("高", "低"), ("快", "慢"), ("大", "小"), ("多", "少"),
    ("前", "后"), ("上", "下"), ("先", "后"), ("首", "末"), ("长", "短"), ("内", "外"), ("早", "晚"),
    ("强", "弱"), ("南", "北"), ("东", "西"), ("左", "右"), ("开", "关"), ("允许", "禁止"), ("冷", "热"),
    ("加快", "减慢"), ("加速", "减缓"), ("最大", "最小"), ("永久", "暂时"), ("湿", "干"), ("易", "难"),
    ("变深", "变浅"), ("厚", "薄"), ("粗", "细"), ("轻", "重"),
  ]
}
