/// Holds an answer in free words against the reference by the words they share.
///
/// The share of the reference's words, those of the question left out, that the answer has too; of the fuller of answer
/// and key points. Words are stemmed in English, characters pairs in Chinese, and every number counts. It sees neither negation nor synonyms, so
/// it is evidence over many answers and none about one.
package struct ReferenceGrader: AnswerGrader {
  package init() {}

  package func agreement(of answer: String, with draft: Draft, language: LanguageTag) -> Double? {
    let asked = Self.features(draft.question)
    let given = Self.features(answer)
    let recalls = [draft.answer, draft.keyPoints.joined(separator: " ")].compactMap { text in
      let wanted = Self.features(text).subtracting(asked)
      return wanted.isEmpty
        ? nil : Double(wanted.intersection(given).count) / Double(wanted.count)
    }
    return recalls.max()?.roundedScore
  }

  private static func features(_ text: String) -> Set<String> {
    let tokens = Tokenizer.tokens(of: text)
    var features: Set<String> = []
    for (index, token) in tokens.enumerated() {
      if token.isIdeograph {
        if index + 1 < tokens.count, tokens[index + 1].isIdeograph {
          features.insert(token.text + tokens[index + 1].text)
        }
      } else if token.kind == .number || token.text.utf8.count > 2 {
        features.insert(Stemmer.stem(token.text))
      }
    }
    return features
  }
}
