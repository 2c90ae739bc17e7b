/// Answers in which a model says that it has none.
///
/// Sets that models wrote hold them: "As an AI language model, I cannot …". What counts is said at the start of a short
/// answer and outside quotes, so that an answer about refusals is none.
enum Refusals {
  private static let direct = Phrases(
    "i cannot answer|i can't answer|i am unable to answer|i'm unable to answer|i am not able to answer"
      + "|i cannot provide an answer|i can't provide an answer|i can't help with|i cannot help with"
      + "|i cannot assist with|i can't assist with|i don't have enough information|i do not have enough information"
      + "|no answer available|no answer provided|answer not available|answer not provided"
      + "|我无法回答|我不能回答|无法回答这个问题|无法回答该问题|无法回答此问题|无法回答您的问题|我没有足够的信息|无法提供答案|暂无答案|尚无答案")
  private static let persona = Phrases(
    "as an ai|as a language model|as a large language model|i'm an ai|i am an ai|i'm sorry|i am sorry"
      + "|作为一个ai|作为ai|作为一名ai|作为一个人工智能|作为人工智能|作为语言模型|作为一个语言模型|抱歉|对不起|很遗憾")
  private static let inability = Phrases(
    "i cannot|i can't|i can not|i am unable|i'm unable|i am not able|i'm not able|i do not have|i don't have"
      + "|无法|不能|没有能力|没有足够|不具备")
  private static let ignorance = Phrases("i don't know|i do not know|我不知道|我不清楚|不知道")

  private static let turns = Phrases("however|nevertheless|that said|nonetheless|不过|然而|尽管如此")

  static func isRefusal(_ answer: InspectedText) -> Bool {
    // "I have no live data. However, …" goes on to answer.
    guard answer.length <= 60, !turns.isFound(in: answer.tokens) else { return false }
    let opening = Array(answer.unquotedTokens.prefix(24))
    if direct.isFound(in: opening) { return true }
    if answer.length <= 5, ignorance.isFound(in: opening) { return true }
    return persona.first(in: opening).map { $0.range.lowerBound <= 3 } == true
      && inability.isFound(in: opening)
  }
}
