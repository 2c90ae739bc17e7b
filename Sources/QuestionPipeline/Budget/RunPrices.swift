/// What the models of one run cost; those whose price nobody knows are named, never taken to be free.
package struct RunPrices: Sendable, Hashable {
  /// By the names that requests know models by, in the order of the cast. Few: a lookup scans.
  private var prices: [(model: String, price: Price?)]

  /// - Parameters:
  ///   - models: as `ModelCast.names` gives them.
  ///   - free: those of them that cost nothing here, as behind an endpoint of this machine.
  package init(of models: [String], book: PriceBook, free: Set<String> = []) {
    prices = models.map { ($0, free.contains($0) ? .free : book.price(of: $0)) }
  }

  /// - Parameter prices: each name once; nil where the price is unknown.
  package init(_ prices: [(model: String, price: Price?)]) { self.prices = prices }

  /// Models that cost nothing, as the offline writer does.
  package init(free models: [String]) { prices = models.map { ($0, .free) } }

  /// Nil where it is unknown.
  package subscript(model: String) -> Price? { prices.first { $0.model == model }?.price }

  /// Models without a price, in the order of the cast.
  package var unknown: [String] { prices.filter { $0.price == nil }.map(\.model) }

  /// What the terminal and the reports say of them; nil where all prices are known.
  package var notice: String? {
    unknown.isEmpty
      ? nil
      : "the price of \(unknown.joined(separator: ", ")) is unknown, and no cost is counted for it"
  }

  package static func == (left: RunPrices, right: RunPrices) -> Bool { left.json == right.json }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension RunPrices: JSONConvertible {
  /// As a journal keeps them, so that a replay reports what the run did.
  package var json: JSONValue {
    .array(
      prices.map { entry in
        var object = JSONObject()
        object["model"] = .string(entry.model)
        object["price"] = entry.price?.json
        return .object(object)
      })
  }

  package init(_ reader: JSONReader) throws {
    prices = try reader.array().map {
      (try $0.string("model"), try $0.optional("price").map { try Price($0) })
    }
  }
}

extension ModelCast {
  /// The names of all models of the cast, each once.
  package var names: [String] {
    var result: [String] = []
    let models = [planner, generator, critic, solver] + judges + (embedder.map { [$0] } ?? [])
    for name in models.map(\.name)
    where !result.contains(name) { result.append(name) }
    return result
  }
}
