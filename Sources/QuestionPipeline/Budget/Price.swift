/// What the tokens of a model cost at list price.
package struct Price: Sendable, Hashable {
  /// Nano-dollars for a million tokens of the prompt.
  package var input: Int
  /// The same for those that the server had in its cache.
  package var cachedInput: Int
  package var output: Int

  package init(input: Int, cachedInput: Int, output: Int) {
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
  }

  /// What is enough for any of them.
  package static func dearest(_ prices: [Price]) -> Price {
    prices.reduce(.free) {
      Price(
        input: max($0.input, $1.input), cachedInput: max($0.cachedInput, $1.cachedInput),
        output: max($0.output, $1.output))
    }
  }

  package static let free = Price(input: 0, cachedInput: 0, output: 0)

  /// Nano-dollars, rounded up; the largest number there is where the sum is beyond it.
  /// - Parameters:
  ///   - prompt: all tokens of the prompt.
  ///   - cached: how many of them came from the cache.
  package func cost(prompt: Int, cached: Int, completion: Int) -> Int {
    let known = max(0, min(cached, prompt))
    let sum =
      Int128(max(0, prompt) - known) * Int128(input) + Int128(known) * Int128(cachedInput)
      + Int128(max(0, completion)) * Int128(output)
    return Int(clamping: (sum + 999_999) / 1_000_000)
  }

  package func cost(_ usage: TokenUsage) -> Int {
    cost(prompt: usage.prompt, cached: usage.cached, completion: usage.completion)
  }

  /// The most that a prompt and a reply of that size can cost: nothing is in the cache, whichever price is higher.
  package func mostCost(prompt: Int, completion: Int) -> Int {
    Price(input: max(input, cachedInput), cachedInput: 0, output: output)
      .cost(prompt: prompt, cached: 0, completion: completion)
  }
}

extension Price: JSONConvertible {
  package var json: JSONValue {
    [
      "input": .integer(input), "cachedInput": .integer(cachedInput), "output": .integer(output),
    ]
  }

  /// Reads what `json` wrote, in nano-dollars.
  package init(_ reader: JSONReader) throws {
    input = try reader.int("input")
    cachedInput = try reader.int("cachedInput")
    output = try reader.int("output")
  }
}
