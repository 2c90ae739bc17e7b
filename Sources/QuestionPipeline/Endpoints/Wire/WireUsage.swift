/// The usage member of a completion, in all its dialects, as it was written.
struct WireUsage: Sendable {
  var prompt: Int?
  var completion: Int?
  var total: Int?
  var cached: Int?
  var cacheHit: Int?
  var cacheMiss: Int?
  var reasoning: Int?
  var cost: Double?

  /// Reads the member that stands here in place of what was read before: of several, the last counts.
  mutating func read(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    guard scanner.peek() == 0x7B else { return try scanner.skip() }
    var new = WireUsage()
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "prompt_tokens") || scanner.matches(key, "input_tokens") {
        new.prompt = try scanner.count()
      } else if scanner.matches(key, "completion_tokens") || scanner.matches(key, "output_tokens") {
        new.completion = try scanner.count()
      } else if scanner.matches(key, "total_tokens") {
        new.total = try scanner.count()
      } else if scanner.matches(key, "prompt_tokens_details")
        || scanner.matches(key, "input_tokens_details")
      {
        try scanner.member("cached_tokens") { new.cached = $0 }
      } else if scanner.matches(key, "completion_tokens_details")
        || scanner.matches(key, "output_tokens_details")
      {
        try scanner.member("reasoning_tokens") { new.reasoning = $0 }
      } else if scanner.matches(key, "prompt_cache_hit_tokens") {
        new.cacheHit = try scanner.count()
      } else if scanner.matches(key, "prompt_cache_miss_tokens") {
        new.cacheMiss = try scanner.count()
      } else if scanner.matches(key, "cached_tokens") {
        let count = try scanner.count()
        new.cached = new.cached ?? count
      } else if scanner.matches(key, "reasoning_tokens") {
        let count = try scanner.count()
        new.reasoning = new.reasoning ?? count
      } else if scanner.matches(key, "cost") {
        new.cost = try scanner.number()
      } else {
        try scanner.skip()
      }
    }
    self = new
  }

  /// What can be counted on; nil where the server said too little. Tokens of the total that stand in no other number
  /// are hidden reasoning, and belong to the completion.
  var tokens: TokenUsage? {
    let sum = cacheHit.flatMap { hit in cacheMiss.map { hit + $0 } }
    guard
      let prompt = prompt ?? sum ?? rest(of: completion),
      var completion = completion ?? rest(of: prompt), prompt + completion > 0
    else { return nil }
    var reasoning = reasoning ?? 0
    if let total, total > prompt + completion {
      reasoning = max(reasoning, total - prompt - completion)
      completion = total - prompt
    }
    var nanoDollars: Int?
    if let cost, cost.isFinite, cost >= 0, cost < 1e9 {
      nanoDollars = Int((cost * 1e9).rounded())
    }
    return TokenUsage(
      prompt: prompt, completion: completion, isReported: true,
      cached: min(prompt, cached ?? cacheHit ?? 0), reasoning: min(completion, reasoning),
      cost: nanoDollars)
  }

  private func rest(of part: Int?) -> Int? {
    guard let total, let part, total > part else { return nil }
    return total - part
  }
}

extension WireScanner {
  /// Takes the value that stands here: a number of tokens, nil for anything else.
  fileprivate mutating func count() throws(Fault) -> Int? {
    guard let number = try number(), number >= 0, number < 1e12 else { return nil }
    return Int(number)
  }

  /// Takes the value that stands here, and the count of that name if it is an object that has one.
  fileprivate mutating func member(_ name: StaticString, _ body: (Int?) -> Void) throws(Fault) {
    guard peek() == 0x7B else { return try skip() }
    try members { (scanner, key) throws(Fault) in
      if scanner.matches(key, name) { body(try scanner.count()) } else { try scanner.skip() }
    }
  }
}
