import Synchronization

/// Schemas in the form in which replies are held against them, read once each: there are as many as prompts.
package final class SchemaCache: Sendable {
  private let entries = Mutex<[(source: JSONValue, schema: JSONSchema)]>([])

  package init() {}

  /// Schemas kept.
  package var count: Int { entries.withLock { $0.count } }

  /// Throws: `JSONError` that names the keyword which is not known.
  package func schema(_ source: JSONValue) throws -> JSONSchema {
    let kept = entries.withLock { entries in
      entries.first { $0.source.isSame(as: source) } ?? entries.first { $0.source == source }
    }
    if let kept { return kept.schema }
    let schema = try JSONSchema(source)
    entries.withLock { $0.append((source, schema)) }
    return schema
  }
}

extension JSONValue {
  /// Whether two objects are one and the same in memory, which spares comparing them.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    guard case .object(let left) = self, case .object(let right) = other else { return false }
    return left.members.withUnsafeBufferPointer { left in
      right.members.withUnsafeBufferPointer { right in
        left.baseAddress == right.baseAddress && left.count == right.count
      }
    }
  }
}
