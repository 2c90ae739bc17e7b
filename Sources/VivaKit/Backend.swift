/// What answers: who writes the questions, or who judges them.
public enum Backend: Sendable {
  /// Deterministic templates over a built-in knowledge pack and over the documents given; no network, no key.
  case offline
  /// A server that speaks chat completions, such as `https://api.openai.com/v1` or `http://localhost:11434/v1`.
  /// - Parameters:
  ///   - key: goes to that server and nowhere else, in no file.
  case endpoint(url: String, model: String, key: String? = nil)
  /// A model of your own.
  case model(any LanguageModel)
}
