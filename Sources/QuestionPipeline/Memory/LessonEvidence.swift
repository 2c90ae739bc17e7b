/// What a committed cell says of lessons: the flaws that critiques named, and what its writer had been told of them.
package struct LessonEvidence: Sendable, Hashable {
  package struct Named: Sendable, Hashable {
    package var flaw: String
    package var suggestion: String?
  }

  /// A list for each critique, in their order; the first is of the draft that lessons can have bettered.
  package var critiques: [[Named]]
  /// Flaws whose lessons the writer was given.
  package var told: [String]
  /// Flaws whose lessons were in force but kept back, to see what they do.
  package var withheld: [String]

  package init(critiques: [Critique], told: [String] = [], withheld: [String] = []) {
    self.critiques = critiques.map { critique in
      critique.flaws.map { Named(flaw: $0.name, suggestion: $0.suggestion) }
    }
    self.told = told
    self.withheld = withheld
  }

  /// - Parameter cell: what the journal keeps of a committed cell.
  package init(ofCell cell: JSONReader) throws {
    let lessons = try cell.optional("lessons")
    self.init(
      critiques: try cell.list("critiques"), told: try lessons?.texts("told") ?? [],
      withheld: try lessons?.texts("withheld") ?? [])
  }
}

extension LessonEvidence: JSONConvertible {
  package var json: JSONValue {
    let critiques = critiques.map { critique in
      JSONValue.array(
        critique.map { named in
          var object = JSONObject()
          object["flaw"] = .string(named.flaw)
          object["suggestion"] = named.suggestion.map(JSONValue.string)
          return .object(object)
        })
    }
    return [
      "critiques": .array(critiques), "told": .strings(told), "withheld": .strings(withheld),
    ]
  }

  package init(_ reader: JSONReader) throws {
    critiques = try reader.array("critiques").map { critique in
      try critique.array().map { named in
        Named(
          flaw: try named.string("flaw"), suggestion: try named.optional("suggestion")?.string())
      }
    }
    told = try reader.texts("told")
    withheld = try reader.texts("withheld")
  }
}
