import Synchronization

/// What endpoints were found to take, for all models of the process, and beyond it in a small file of the user's cache.
package final class AbilityCache: Sendable {
  /// What was found for a model at an endpoint.
  package struct Entry: Sendable, Hashable {
    /// The base URL without secrets.
    package var base: String
    package var model: String
    /// What the settings began with: other settings begin afresh.
    package var start: EndpointAbilities
    package var abilities: EndpointAbilities
    package var learned: UnixTime

    var place: Place { Place(base: base, model: model, start: start) }
  }

  struct Place: Hashable, Sendable {
    var base: String
    var model: String
    var start: EndpointAbilities
  }

  private struct State {
    /// As the file had them when the first was asked for.
    var entries: [Entry]?
    var shared: [Place: SharedAbilities] = [:]
  }

  private let file: AbilityFile?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: nil keeps nothing beyond the process.
  ///   - lifetime: after which an entry counts for nothing: servers change.
  package init(
    path: String?, lifetime: Duration = .seconds(14 * 86_400),
    now: @escaping @Sendable () -> UnixTime
  ) {
    file = path.map { AbilityFile(path: $0, lifetime: lifetime, now: now) }
  }

  /// The abilities of an endpoint for a model, the same object for all who ask alike.
  package func abilities(of url: EndpointURL, model: String, start: EndpointAbilities)
    -> SharedAbilities
  {
    let place = Place(base: url.description, model: model, start: start)
    return state.withLock { state in
      if let known = state.shared[place] { return known }
      let entries = state.entries ?? self.entries
      state.entries = entries
      let shared = SharedAbilities(
        start: start, remembered: entries.last { $0.place == place }?.abilities
      ) { [file] in file?.keep($0, of: place) }
      state.shared[place] = shared
      return shared
    }
  }

  /// What the file holds that is not too old.
  package var entries: [Entry] { file?.entries ?? [] }
}

extension AbilityCache.Entry: JSONConvertible {
  package var json: JSONValue {
    [
      "base": .string(base), "model": .string(model), "start": start.json,
      "abilities": abilities.json, "learned": .number(learned.seconds.rounded()),
    ]
  }

  package init(_ reader: JSONReader) throws {
    base = try reader.string("base")
    model = try reader.string("model")
    start = try EndpointAbilities(reader.required("start"))
    abilities = try EndpointAbilities(reader.required("abilities"))
    learned = UnixTime(try reader.double("learned"))
  }
}
