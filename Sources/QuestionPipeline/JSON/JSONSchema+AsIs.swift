extension JSONSchema {
  /// Whether a document surely meets the schema and no rule of `ReplyCoercion` would change any of it: what most replies
  /// do. Where it is not sure it says no.
  package func isMetAsIs(by document: JSONValue) -> Bool { Self.isMetAsIs(document, root, hops: 0) }

  /// - Parameter hops: alternatives followed without a step down in the document.
  private static func isMetAsIs(_ value: JSONValue, _ node: Node, hops: Int) -> Bool {
    switch node {
    case .anything: true
    case .nothing: false
    case .rules(let rules): hops < 8 && isMetAsIs(value, rules, hops: hops)
    }
  }

  private static func isMetAsIs(_ value: JSONValue, _ rules: Rules, hops: Int) -> Bool {
    guard rules.reference == nil else { return false }
    if let types = rules.types {
      guard types.contains(where: { $0.holds(value) }) else { return false }
      // 4.0 becomes 4 where a whole number is asked for.
      if case .number = value, !types.contains(.number) { return false }
    }
    if let allowed = rules.allowed, !allowed.contains(value) { return false }
    if let alternatives = rules.alternatives {
      switch value {
      case .array, .object:
        // An earlier alternative may hold with members added that may be null.
        guard let first = alternatives.first, isMetAsIs(value, first, hops: hops + 1) else {
          return false
        }
      default:
        guard alternatives.contains(where: { isMetAsIs(value, $0, hops: hops + 1) }) else {
          return false
        }
      }
    }
    switch value {
    case .null, .bool: return true
    case .integer, .number:
      let number = value.doubleValue ?? 0
      return rules.minimum.map { number >= $0 } ?? true
        && rules.maximum.map { number <= $0 } ?? true
    case .string(let text): return rules.minLength.map { text.unicodeScalars.count >= $0 } ?? true
    case .array(let elements):
      guard rules.minItems.map({ elements.count >= $0 }) ?? true,
        rules.maxItems.map({ elements.count <= $0 }) ?? true
      else { return false }
      guard let node = rules.items else { return true }
      return elements.allSatisfy { isMetAsIs($0, node, hops: 0) }
    case .object(let object): return isMetAsIs(object, rules)
    }
  }

  private static func isMetAsIs(_ object: JSONObject, _ rules: Rules) -> Bool {
    let members = object.members
    for (place, name) in rules.required.enumerated() {
      // Mostly in the schema's own order.
      if place < members.count, members[place].key == name { continue }
      guard members.contains(where: { $0.key == name }) else { return false }
    }
    for (place, member) in members.enumerated() {
      let properties = rules.properties
      let known =
        place < properties.count && properties[place].name == member.key
        ? place : properties.firstIndex { $0.name == member.key }
      if let known {
        guard isMetAsIs(member.value, properties[known].node, hops: 0) else { return false }
      } else if let node = rules.additional {
        guard isMetAsIs(member.value, node, hops: 0) else { return false }
      }
    }
    return true
  }
}
