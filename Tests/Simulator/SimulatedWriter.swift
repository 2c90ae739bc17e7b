import QuestionPipeline

/// What the simulated endpoint's model writes: decided by the request alone, and by how often it was answered before.
struct SimulatedWriter: Sendable {
  /// How often a reply is unusable, cut off, or a draft is bad or like another one, in hundredths.
  var rubbish: Int
  var truncated: Int
  var flawed: Int
  var alike: Int
  var chunk: Int
  var dimensions: [String]

  /// Near each other where texts are much alike.
  private func vectors(of texts: [String]) -> String {
    let vectors = texts.map { text in
      var counts = [Float](repeating: 1, count: 8)
      for byte in text.utf8 { counts[Int(byte % 8)] += 1 }
      return StoredVector(counts)
    }
    return JSONWriter.text(VectorReply(vectors: vectors).json)
  }

  func reply(to request: ChatRequest, key: String, model: String, answeredBefore: Int) -> ChatReply
  {
    var random = SplitMix64(seed: key.stableHash &+ UInt64(answeredBefore))
    var content: String
    switch request.role {
    case .planner: content = angles(&random)
    case .generator: content = draft(&random)
    case .critic: content = critique(&random)
    case .judge: content = grades(&random)
    case .solver: content = #"{"unknown":"it does not say"}"#
    case .embedder: content = vectors(of: request.messages.map(\.content))
    }
    var finish = FinishReason.stop
    let fate = random.below(100)
    if fate < rubbish {
      content = "I would rather not."
    } else if fate < rubbish + truncated {
      content = String(content.prefix(content.utf8.count / 2))
      finish = .length
    }
    let bytes = request.messages.reduce(0) { $0 + $1.content.utf8.count }
    // Never more than the estimates allow: half a token a byte, and the cap.
    let usage = TokenUsage(
      prompt: random.below(bytes / 2),
      completion: random.below((request.maxReplyTokens ?? 100) + 1),
      isReported: true)
    return ChatReply(content: content, finishReason: finish, usage: usage, model: model)
  }

  private func angles(_ random: inout SplitMix64) -> String {
    let angles = (0..<chunk).map { square in
      #"{"square":\#(square),"subtopic":"parts","angle":"\#(Self.words(random.next()))"}"#
    }
    return #"{"angles":[\#(angles.joined(separator: ","))]}"#
  }

  private func draft(_ random: inout SplitMix64) -> String {
    // Some of them are taken from few, so that cells of the waves in flight write the same.
    let isAlike = random.below(100) < alike
    let words = Self.words(isAlike ? UInt64(random.below(3)) : random.next())
    let first = words.prefix { $0 != " " }
    return """
      {"question":"Why does the part called \(words) slow the parts of a system down?",\
      "answer":"Because each request waits for the \(first) step, parts queue when load rises \
      above 80%.","keyPoints":["each request waits","parts queue when load rises"],\
      "mistakes":["Adding threads to a step that runs one at a time."]}
      """
  }

  private func critique(_ random: inout SplitMix64) -> String {
    guard random.below(100) < flawed else { return #"{"flaws":[],"by":"simulated"}"# }
    return """
      {"flaws":[{"name":"shallow-answer","evidence":"no cost","severity":"error"}],\
      "by":"simulated"}
      """
  }

  private func grades(_ random: inout SplitMix64) -> String {
    let score = random.below(100) < flawed ? 1 : 5
    let scores = dimensions.map { #"{"name":"\#($0)","reason":"plain","score":\#(score)}"# }
    return #"{"scores":[\#(scores.joined(separator: ","))]}"#
  }

  private static let syllables = [
    "ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi",
  ]

  /// Words that differ from seed to seed, so that no two questions are near.
  private static func words(_ seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    var result = ""
    for word in 0..<5 {
      if word > 0 { result += " " }
      for _ in 0..<3 { result += syllables[random.below(syllables.count)] }
    }
    return result
  }
}
