/// What a request is expected to take of an endpoint's limits.
package struct RateNeed: Sendable, Hashable {
  /// Tokens of the prompt.
  package var input: Int
  /// Tokens of the reply, at most.
  package var output: Int

  package init(input: Int, output: Int) {
    self.input = input
    self.output = output
  }

  /// Four bytes to a token fits Latin letters, and Han characters within an eighth; it reads no text.
  ///
  /// - Parameter typicalReply: tokens of a reply whose request sets no cap.
  package init(_ request: ChatRequest, typicalReply: Int) {
    var bytes = 0
    for message in request.messages { bytes += message.content.utf8.count + 16 }
    self.init(input: bytes / 4, output: request.maxReplyTokens ?? typicalReply)
  }
}

/// The limits per minute of one endpoint and model: requests, tokens of prompts and of replies, and of both together
/// where the endpoint counts so. Reservations are made before sending and settled afterwards.
package struct RateBuckets: Sendable, Hashable {
  /// What became of a reservation.
  package enum Settlement: Sendable, Hashable {
    case used(TokenUsage)
    /// Tokens may have been used; the reservation stands.
    case unknown
    /// No tokens were used, but endpoints count the request.
    case unused
    /// Nothing was sent.
    case notSent
  }

  private var requests: RateBucket?
  private var input: RateBucket?
  private var output: RateBucket?
  private var both: RateBucket?
  private var openRequests = 0
  private var open = RateNeed(input: 0, output: 0)

  package init(_ rates: EndpointProfile.Rates = .init(), now: Duration) {
    requests = rates.requestsPerMinute.map { RateBucket(statedPerMinute: $0, now: now) }
    input = rates.inputTokensPerMinute.map { RateBucket(statedPerMinute: $0, now: now) }
    output = rates.outputTokensPerMinute.map { RateBucket(statedPerMinute: $0, now: now) }
  }

  /// How long until all limits leave room for the request; nil if they do now.
  package mutating func wait(for need: RateNeed, now: Duration) -> Duration? {
    var longest = requests?.wait(for: 1, now: now)
    Self.lengthen(&longest, input?.wait(for: need.input, now: now))
    Self.lengthen(&longest, output?.wait(for: need.output, now: now))
    Self.lengthen(&longest, both?.wait(for: need.input + need.output, now: now))
    return longest
  }

  private static func lengthen(_ longest: inout Duration?, _ wait: Duration?) {
    guard let wait else { return }
    longest = max(longest ?? .zero, wait)
  }

  package mutating func reserve(_ need: RateNeed, now: Duration) {
    openRequests += 1
    open.input += need.input
    open.output += need.output
    requests?.take(1, now: now)
    input?.take(need.input, now: now)
    output?.take(need.output, now: now)
    both?.take(need.input + need.output, now: now)
  }

  package mutating func settle(_ need: RateNeed, _ settlement: Settlement) {
    openRequests -= 1
    open.input -= need.input
    open.output -= need.output
    var surplus = need
    switch settlement {
    case .used(let usage):
      surplus.input -= usage.prompt
      surplus.output -= usage.completion
    case .unknown: return
    case .unused: break
    case .notSent: requests?.giveBack(1)
    }
    input?.giveBack(surplus.input)
    output?.giveBack(surplus.output)
    both?.giveBack(surplus.input + surplus.output)
  }

  package mutating func learn(_ headers: RateHeaders, now: Duration) {
    Self.learn(headers.requests, &requests, outstanding: openRequests, now: now)
    Self.learn(headers.inputTokens, &input, outstanding: open.input, now: now)
    Self.learn(headers.outputTokens, &output, outstanding: open.output, now: now)
    Self.learn(headers.tokens, &both, outstanding: open.input + open.output, now: now)
  }

  private static func learn(
    _ told: RateHeaders.Line, _ bucket: inout RateBucket?, outstanding: Int, now: Duration
  ) {
    guard told != RateHeaders.Line() else { return }
    if bucket == nil, let limit = told.limit {
      bucket = RateBucket(learnedPerMinute: limit, now: now)
      bucket?.giveBack(-outstanding)
    }
    bucket?.learn(told, outstanding: outstanding, now: now)
  }
}
