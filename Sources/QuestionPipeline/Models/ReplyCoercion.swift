/// Brings harmless drift of a reply back into the form that its schema asks for, by declared rules alone, and holds the
/// result against the schema.
///
/// The rules, each counted where it changes something:
/// - "4" where a number is asked for, "true" or "false" where a Boolean is;
/// - 4.0 where a whole number is asked for;
/// - a value where a list is asked for becomes the list's one element, and a list of one where none is asked for its element;
/// - the letter case of a word from a fixed list, where only one word fits;
/// - a member that the schema does not know, where it allows no others, is dropped.
///
/// A required member that may be null and is missing is set to null; that is not counted, since nothing was said.
package enum ReplyCoercion {
  /// A value in its schema's form.
  package struct Fitted: Sendable, Hashable {
    package var value: JSONValue
    /// How many of its parts were changed.
    package var count: Int

    package init(value: JSONValue, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// A reply that no rule brings into form; the text goes back to the model.
  package struct Mismatch: Error, Hashable, CustomStringConvertible {
    package var violations: [JSONSchema.Violation]

    package var description: String {
      violations.map { "\($0.path.isEmpty ? "the reply" : $0.path): \($0.detail)" }
        .joined(separator: "; ")
    }
  }

  /// How many violations are named: one that is mended often shows the next.
  private static let limit = 5

  /// Throws: `Mismatch`.
  package static func fit(_ value: JSONValue, to schema: JSONSchema) throws(Mismatch) -> Fitted {
    if schema.isMetAsIs(by: value) { return Fitted(value: value, count: 0) }
    return try refit(value, to: schema)
  }

  /// The same by way of all rules, whether or not one is needed. Throws: `Mismatch`.
  package static func refit(_ value: JSONValue, to schema: JSONSchema) throws(Mismatch) -> Fitted {
    var fitting = Fitting(schema: schema)
    let result = fitting.fit(value, schema.root, hops: 0)
    let violations = schema.violations(in: result, limit: limit)
    guard violations.isEmpty else { throw Mismatch(violations: violations) }
    return Fitted(value: result, count: fitting.count)
  }
}

extension ReplyCoercion {
  /// One walk over a reply, along its schema.
  private struct Fitting {
    let schema: JSONSchema
    var count = 0

    init(schema: JSONSchema) { self.schema = schema }

    /// - Parameter hops: references, alternatives and wrappings followed without a step down in the value.
    mutating func fit(_ value: JSONValue, _ node: JSONSchema.Node, hops: Int) -> JSONValue {
      guard case .rules(let rules) = node, hops < 32 else { return value }
      var value = value
      switch rules.reference {
      case .root: value = fit(value, schema.root, hops: hops + 1)
      case .definition(let name):
        if let node = schema.definitions[name] { value = fit(value, node, hops: hops + 1) }
      case nil: break
      }
      if let alternatives = rules.alternatives {
        value = choose(value, among: alternatives, hops: hops)
      }
      return fit(value, rules, hops: hops)
    }

    /// By the rules themselves, without references and alternatives.
    private mutating func fit(_ value: JSONValue, _ rules: JSONSchema.Rules, hops: Int)
      -> JSONValue
    {
      var value = value
      if let types = rules.types {
        if !types.contains(where: { $0.holds(value) }) {
          value = retyped(value, as: types, rules, hops: hops)
        } else if case .number(let number) = value, !types.contains(.number),
          let whole = Int(exactly: number)
        {
          count += 1
          value = .integer(whole)
        }
      }
      if let allowed = rules.allowed { value = recased(value, among: allowed) }
      switch value {
      case .array(let elements):
        guard let node = rules.items else { return value }
        return .array(elements.map { fit($0, node, hops: 0) })
      case .object(let object): return .object(fit(object, rules))
      default: return value
      }
    }

    /// The first alternative that the value meets as it is, or else the one that it meets with the fewest changes.
    private mutating func choose(
      _ value: JSONValue, among nodes: [JSONSchema.Node], hops: Int
    ) -> JSONValue {
      var best: (value: JSONValue, count: Int)?
      for node in nodes {
        var trial = Fitting(schema: schema)
        let result = trial.fit(value, node, hops: hops + 1)
        guard trial.count < best?.count ?? .max, schema.holds(result, node) else { continue }
        best = (result, trial.count)
        if trial.count == 0 { break }
      }
      guard let best else { return value }
      count += best.count
      return best.value
    }

    private mutating func retyped(
      _ value: JSONValue, as types: [JSONSchema.TypeName], _ rules: JSONSchema.Rules, hops: Int
    ) -> JSONValue {
      if case .string(let text) = value, let result = scalar(text, types) {
        count += 1
        return result
      }
      if case .array(let elements) = value, elements.count == 1, !types.contains(.array) {
        let before = count
        // Without a step down: the element stands for the list.
        let result = hops < 31 ? fit(elements[0], rules, hops: hops + 1) : elements[0]
        if types.contains(where: { $0.holds(result) }) {
          count += 1
          return result
        }
        count = before
      } else if types.contains(.array), value != .null {
        count += 1
        return .array([value])
      }
      return value
    }

    private func scalar(_ text: String, _ types: [JSONSchema.TypeName]) -> JSONValue? {
      if types.contains(.boolean) {
        switch text.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
      }
      guard types.contains(.integer) || types.contains(.number), text.utf8.count <= 40,
        let number = try? JSONParser.parse(text)
      else { return nil }
      switch number {
      case .integer: return number
      case .number(let value):
        if types.contains(.number) { return number }
        return Int(exactly: value).map(JSONValue.integer)
      default: return nil
      }
    }

    private mutating func recased(_ value: JSONValue, among allowed: [JSONValue]) -> JSONValue {
      guard case .string(let text) = value, !allowed.contains(value) else { return value }
      let lower = text.lowercased()
      let near = allowed.filter { $0.stringValue?.lowercased() == lower }
      guard near.count == 1 else { return value }
      count += 1
      return near[0]
    }

    private mutating func fit(_ object: JSONObject, _ rules: JSONSchema.Rules) -> JSONObject {
      var members: [JSONObject.Member] = []
      members.reserveCapacity(object.members.count)
      for member in object.members {
        if let known = rules.properties.first(where: { $0.name == member.key }) {
          members.append(.init(member.key, fit(member.value, known.node, hops: 0)))
        } else if case .nothing = rules.additional {
          count += 1
        } else if let node = rules.additional {
          members.append(.init(member.key, fit(member.value, node, hops: 0)))
        } else {
          members.append(member)
        }
      }
      for name in rules.required where !members.contains(where: { $0.key == name }) {
        guard let node = rules.properties.first(where: { $0.name == name })?.node,
          schema.holds(.null, node)
        else { continue }
        members.append(.init(name, .null))
      }
      return JSONObject(members)
    }
  }
}
