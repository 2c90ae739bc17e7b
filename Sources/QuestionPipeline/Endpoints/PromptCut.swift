/// Tells when a server seems to have cut the prompt without a word, as some do whose context is small.
enum PromptCut {
  /// Context sizes that servers set by default.
  private static let contexts: Set<Int> = [2048, 4096, 8192]
  /// Prompts below it are too small to tell.
  private static let least = 512

  /// - Parameter usage: as reported.
  static func note(_ request: ChatRequest, _ usage: TokenUsage?) -> String? {
    guard let usage, usage.isReported, usage.prompt > 0 else { return nil }
    // The estimate is never above a quarter of the bytes, so it is made for doubtful prompts only.
    let bytes = request.messages.reduce(0) { $0 + $1.content.utf8.count }
    guard bytes / 4 >= least else { return nil }
    let isFull =
      contexts.contains(usage.prompt + usage.completion) || contexts.contains(usage.prompt)
    guard isFull || usage.prompt < bytes / 8 else { return nil }
    let estimate = request.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.content) }
    guard estimate >= least, isFull || usage.prompt < estimate / 2 else { return nil }
    return
      "the server may have truncated the prompt: it counted \(usage.prompt) tokens, about "
      + "\(estimate) were sent; a model with a larger context is needed (Ollama: num_ctx baked in, "
      + "or OLLAMA_CONTEXT_LENGTH)"
  }
}
