/// Short answers that are a number of their source, but another one than was asked for.
///
/// The sentence that has most of the question's words must give the number, unless others have nearly as many.
struct FigureCheck {
  private let sentences: [(text: String, content: Set<String>, quantities: [Quantity])]

  init(_ passage: String) {
    sentences = Text.sentences(passage).map { sentence in
      let text = InspectedText(sentence)
      return (
        sentence, SourceReading.content(of: text.allTokens), QuantityReader(text).quantities()
      )
    }
  }

  /// The sentence that answers otherwise.
  func contradiction(of item: StatedItem) -> String? {
    let subject = item.subject
    let said = QuantityReader(subject.answer).quantities()
    guard said.count == 1, let number = said.first, !item.isFalse else { return nil }
    let asked = SourceReading.content(of: subject.question.allTokens)
    let own = SourceReading.content(of: subject.answer.allTokens).subtracting(asked)
    guard own.count <= (item.isChinese ? 3 : 2) else { return nil }
    let shared = sentences.map { $0.content.intersection(asked).count }
    guard let most = shared.max(), most >= 2 else { return nil }
    let best = sentences.indices.filter { shared[$0] == most }
    guard best.count == 1, let place = best.first else { return nil }
    let rivals = sentences[place].quantities
    guard !rivals.contains(where: { number.agrees(with: $0) }),
      rivals.contains(where: { $0.measures(the: number) })
    else { return nil }
    let others = sentences.indices.filter { index in
      sentences[index].quantities.contains { number.agrees(with: $0) }
    }
    guard !others.isEmpty, others.allSatisfy({ shared[$0] + 2 <= most }) else { return nil }
    return sentences[place].text
  }
}

extension Quantity {
  /// Whether both have the same kind of unit, or count the same.
  fileprivate func measures(the other: Quantity) -> Bool {
    if let unit, let there = other.unit { return unit.dimension == there.dimension }
    return unit == nil && other.unit == nil
      && (other.nouns.isEmpty || !Set(nouns).isDisjoint(with: other.nouns))
  }
}
