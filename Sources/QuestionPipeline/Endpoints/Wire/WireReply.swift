/// A chat completion as it came over the wire, whatever the server's dialect.
package struct WireReply: Sendable, Hashable {
  /// The answer alone, without reasoning; the arguments of the first tool call where there is no other answer.
  package var content: String
  /// From fields or tags of its own, never mixed into the content.
  package var reasoning: String?
  /// The words with which the model declined.
  package var refusal: String?
  /// `other` for words that are not known.
  package var finish: FinishReason
  /// As the server wrote it.
  package var finishWord: String?
  /// Nil where the server said nothing of use.
  package var usage: TokenUsage?
  /// The model as the server names it.
  package var model: String?
  /// Of the answer's digits, where the server told their probabilities.
  package var odds: [DigitOdds]
  /// What was odd about it, a few words each.
  package var notes: [String]

  package init(
    content: String, reasoning: String? = nil, refusal: String? = nil, finish: FinishReason = .stop,
    finishWord: String? = nil, usage: TokenUsage? = nil, model: String? = nil,
    odds: [DigitOdds] = [],
    notes: [String] = []
  ) {
    self.content = content
    self.reasoning = reasoning
    self.refusal = refusal
    self.finish = finish
    self.finishWord = finishWord
    self.usage = usage
    self.model = model
    self.odds = odds
    self.notes = notes
  }
}
