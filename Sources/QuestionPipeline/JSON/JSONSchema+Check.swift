extension JSONSchema {
  /// One walk over a document.
  struct Check {
    let root: Node
    let definitions: [String: Node]
    let limit: Int
    /// Whether violations say where and what; else only their number counts.
    var namesPlaces = true
    var found: [Violation] = []

    /// - Parameter hops: references and alternatives followed without a step down in the document.
    mutating func visit(_ value: JSONValue, _ node: Node, path: String, hops: Int) {
      guard found.count < limit else { return }
      guard hops < 64 else { return report(path, "the schema refers to itself without end") }
      switch node {
      case .anything: return
      case .nothing: report(path, "nothing is allowed here")
      case .rules(let rules): visit(value, rules, path: path, hops: hops)
      }
    }

    private mutating func visit(_ value: JSONValue, _ rules: Rules, path: String, hops: Int) {
      switch rules.reference {
      case .root: visit(value, root, path: path, hops: hops + 1)
      case .definition(let name):
        visit(value, definitions[name] ?? .nothing, path: path, hops: hops + 1)
      case nil: break
      }
      if let types = rules.types, !types.contains(where: { $0.holds(value) }) {
        return report(
          path,
          "expected \(types.map(\.phrase).joined(separator: " or ")), found \(value.kindName)")
      }
      if let allowed = rules.allowed, !allowed.contains(where: { Self.equal($0, value) }) {
        return report(
          path,
          "\(Self.shown(value)) is not one of "
            + allowed.map { JSONWriter.text($0) }.joined(separator: ", "))
      }
      if let alternatives = rules.alternatives {
        choose(value, alternatives, path: path, hops: hops)
      }
      switch value {
      case .integer, .number: visitNumber(value.doubleValue ?? 0, rules, path: path)
      case .string(let text):
        if let least = rules.minLength, text.unicodeScalars.count < least {
          report(path, "is shorter than \(least)")
        }
      case .array(let elements): visitArray(elements, rules, path: path)
      case .object(let object): visitObject(object, rules, path: path)
      case .null, .bool: break
      }
    }

    /// Tries the alternatives; where none holds, tells of the one of the right type that needs least to be mended.
    private mutating func choose(
      _ value: JSONValue, _ alternatives: [Node], path: String, hops: Int
    ) {
      var nearest: [Violation]?
      for node in alternatives {
        var trial = Check(
          root: root, definitions: definitions, limit: limit, namesPlaces: namesPlaces)
        trial.visit(value, node, path: path, hops: hops + 1)
        if trial.found.isEmpty { return }
        if !trial.found.contains(where: { $0.path == path }),
          trial.found.count < nearest?.count ?? .max
        {
          nearest = trial.found
        }
      }
      if let nearest {
        found += nearest.prefix(limit - found.count)
      } else {
        report(path, "meets none of the \(alternatives.count) alternatives")
      }
    }

    private mutating func visitNumber(_ number: Double, _ rules: Rules, path: String) {
      if let minimum = rules.minimum, number < minimum {
        report(path, "\(JSONWriter.text(of: number)) is below \(JSONWriter.text(of: minimum))")
      }
      if let maximum = rules.maximum, number > maximum {
        report(path, "\(JSONWriter.text(of: number)) is above \(JSONWriter.text(of: maximum))")
      }
    }

    private mutating func visitArray(_ elements: [JSONValue], _ rules: Rules, path: String) {
      if let least = rules.minItems, elements.count < least {
        report(path, "has \(elements.count) entries, fewer than \(least)")
      }
      if let most = rules.maxItems, elements.count > most {
        report(path, "has \(elements.count) entries, more than \(most)")
      }
      guard let node = rules.items else { return }
      for (index, element) in elements.enumerated() {
        visit(element, node, path: namesPlaces ? "\(path)[\(index)]" : "", hops: 0)
      }
    }

    private mutating func visitObject(_ object: JSONObject, _ rules: Rules, path: String) {
      for name in rules.required where object[name] == nil {
        report(child(path, name), "is missing")
      }
      for member in object.members {
        let place = child(path, member.key)
        if let known = rules.properties.first(where: { $0.name == member.key }) {
          visit(member.value, known.node, path: place, hops: 0)
        } else if case .nothing = rules.additional {
          report(place, "unknown member" + Self.hint(member.key, rules))
        } else if let node = rules.additional {
          visit(member.value, node, path: place, hops: 0)
        }
      }
    }

    private mutating func report(_ path: String, _ detail: @autoclosure () -> String) {
      guard found.count < limit else { return }
      found.append(Violation(path: path, detail: namesPlaces ? detail() : ""))
    }

    private func child(_ path: String, _ key: String) -> String {
      guard namesPlaces else { return "" }
      return path.isEmpty ? key : "\(path).\(key)"
    }

    /// What may have been meant by a member that is not known.
    private static func hint(_ key: String, _ rules: Rules) -> String {
      Suggestion.nearest(to: key, among: rules.properties.map(\.name)).map {
        "; did you mean '\($0)'?"
      } ?? ""
    }

    private static func shown(_ value: JSONValue) -> String {
      let text = JSONWriter.text(value)
      return text.unicodeScalars.count > 60 ? "\(text.prefix(57))…" : text
    }

    /// JSON Schema's equality: 1 and 1.0 are the same number.
    private static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
      switch (left, right) {
      case (.integer, .number), (.number, .integer): left.doubleValue == right.doubleValue
      default: left == right
      }
    }
  }
}

extension JSONSchema.TypeName {
  func holds(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.integer, .integer), (.number, .integer),
      (.number, .number), (.string, .string), (.array, .array), (.object, .object):
      true
    case (.integer, .number(let number)): number == number.rounded()
    default: false
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .null: "null"
    case .boolean: "a Boolean"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
