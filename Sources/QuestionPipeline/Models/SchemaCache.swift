import Synchronization

/// Schemas in the form in which replies are held against them, read once each: there are as many as prompts.
package final class SchemaCache: Sendable {
  /// Of all runs of the process, which share their prompts.
  static let shared = SchemaCache()

  private struct State {
    /// The copies that were asked for, the latest last: those of both languages may be equal.
    var entries: [(source: JSONValue, schema: JSONSchema)] = []
    var read = 0
  }
  private let state = Mutex(State())
  /// Copies beyond which the earliest is forgotten.
  private let limit = 64

  package init() {}

  /// Schemas read.
  package var count: Int { state.withLock { $0.read } }

  /// Throws: `JSONError` that names the keyword which is not known.
  package func schema(_ source: JSONValue) throws -> JSONSchema {
    let same = state.withLock { state in
      state.entries.first { $0.source.isSame(as: source) }?.schema
    }
    if let same { return same }
    let equal = state.withLock { state in state.entries.first { $0.source == source }?.schema }
    let schema = try equal ?? JSONSchema(source)
    state.withLock { state in
      if equal == nil { state.read += 1 }
      if state.entries.count >= limit { state.entries.removeFirst() }
      state.entries.append((source, schema))
    }
    return schema
  }
}

extension JSONValue {
  /// Whether two objects are one and the same in memory, which spares comparing them.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    guard case .object(let left) = self, case .object(let right) = other else { return false }
    return left.sharesStorage(with: right)
  }
}
