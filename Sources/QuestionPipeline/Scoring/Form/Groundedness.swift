/// How much of the answer the item's source says: the share of the answer's runs of characters that occur in it.
///
/// Runs of four letters or digits within words (for Chinese, two ideographs), case folded and function words left out.
/// The source is the passage, or the item's quotes where the passage is not at hand. It measures wording:
/// a faithful paraphrase scores low, and a sentence that negates the source in its own words scores high. Lexical
/// precision against the source is the simplest of the measures compared by Honovich et al. (TRUE, 2022), where models
/// of entailment agree with people better.
struct Groundedness: Sendable, Hashable {
  /// 0…1.
  let share: Double

  /// Nil without a source, without an answer, or where source and answer are written in different scripts.
  init?(_ subject: InspectedDraft) {
    let source =
      subject.context.passage
      ?? subject.draft.sources.map(\.quote).joined(separator: "\n")
    guard source.unicodeScalars.contains(where: { !$0.isSpace }),
      !ContentWords.list(of: subject.answer.tokens).isEmpty
    else { return nil }
    let tokens = Tokenizer.tokens(of: source)
    let isChinese =
      subject.answer.tokens.count(where: \.isIdeograph) * 2 > subject.answer.tokens.count
    // A sentence in another script within a source is no reason to leave the answer unmeasured.
    guard tokens.count(where: { $0.isIdeograph == isChinese }) * 5 >= tokens.count else {
      return nil
    }
    let known = Self.runs(of: tokens, isChinese ? 2 : 4)
    let said = Self.runs(of: subject.answer.tokens, isChinese ? 2 : 4)
    guard !said.isEmpty else { return nil }
    share = Double(said.count { known.contains($0) }) / Double(said.count)
  }

  /// Hashes of the runs of that many characters within words, function words left out.
  private static func runs(of tokens: [Token], _ width: Int) -> Set<UInt64> {
    var runs: Set<UInt64> = []
    var ideographs: [Unicode.Scalar] = []
    func add(_ scalars: ArraySlice<Unicode.Scalar>) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for scalar in scalars { hash = (hash ^ UInt64(scalar.value)) &* 0x0100_0000_01B3 }
      runs.insert(hash)
    }
    for token in tokens {
      if token.isIdeograph {
        if token.followsBreak { ideographs = [] }
        ideographs.append(contentsOf: token.text.unicodeScalars)
        if ideographs.count >= width { add(ideographs.suffix(width)) }
        continue
      }
      ideographs = []
      if QuestionWords.function.contains(token.text) { continue }
      let scalars = Array(token.text.unicodeScalars)
      if scalars.count <= width {
        add(scalars[...])
      } else {
        for start in 0...(scalars.count - width) { add(scalars[start..<(start + width)]) }
      }
    }
    return runs
  }
}
