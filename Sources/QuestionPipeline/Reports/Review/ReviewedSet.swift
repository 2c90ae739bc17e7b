/// A set after a person's decisions: what stays, what went, and what every edited item was before.
package struct ReviewedSet: Sendable {
  /// What stays, in the set's order.
  package private(set) var items: [Item] = []
  /// What was refused, whole.
  package private(set) var refused: [Item] = []
  /// Edited items as they were, each with the identifier it has now.
  package private(set) var edited: [(before: Item, id: String)] = []
  package private(set) var accepted = 0
  private let file: DecisionFile
  private let read: Int

  /// Items that nobody decided on.
  package var open: Int { read - accepted - refused.count - edited.count }

  static let staleScore = "edited after it was scored"

  /// Applies all decisions or none.
  ///
  /// An edited item loses its scores and flaws, which spoke of another text, until it is evaluated again. Its identifier
  /// follows the question where it did before (it is a hash of topic path, kind, language and question); one that a
  /// foreign set brought along stays. The identifiers of other items never change.
  /// - Parameter path: of the decisions, for errors.
  /// Throws: `ConfigurationError` that lists the decisions that do not fit the set.
  package init(_ list: [Item], _ file: DecisionFile, path: String) throws {
    self.file = file
    read = list.count
    let places = Dictionary(
      list.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var problems: [String] = []
    var decisions: [Int: DecisionFile.Decision] = [:]
    for decision in file.decisions {
      let name = "item '\(decision.id.clipped(80))'"
      guard let place = places[decision.id] else {
        problems.append("\(name) is not in the set")
        continue
      }
      let item = list[place]
      if item.draft.revision != decision.revision {
        problems.append("\(name) has changed since the report was made")
      } else if decision.choices != nil, item.draft.choices.isEmpty {
        problems.append("\(name) has no choices to edit")
      }
      decisions[place] = decision
    }
    guard problems.isEmpty else {
      let rest = problems.count > 10 ? "\n  and \(problems.count - 10) more" : ""
      throw ConfigurationError(
        source: path,
        detail: "does not fit the set; nothing was written:\n  "
          + problems.prefix(10).joined(separator: "\n  ") + rest)
    }
    var taken: Set<String> = []
    for (place, item) in list.enumerated() where decisions[place]?.decision != .edit {
      taken.insert(item.id)
    }
    for (place, item) in list.enumerated() {
      guard let decision = decisions[place] else {
        items.append(item)
        continue
      }
      var item = item
      item.review = Item.Review(decision.decision, by: file.by, at: decision.at)
      switch decision.decision {
      case .accept:
        accepted += 1
        items.append(item)
      case .refuse: refused.append(item)
      case .edit:
        let before = list[place]
        Self.edit(&item, decision, &taken)
        edited.append((before, item.id))
        items.append(item)
      }
    }
  }

  private static func edit(
    _ item: inout Item, _ decision: DecisionFile.Decision, _ taken: inout Set<String>
  ) {
    func rule(_ item: Item) -> String {
      QuestionIdentity.id(
        topic: item.topic, kind: item.kind, language: item.language,
        question: item.draft.question)
    }
    let old = rule(item)
    // A repeat carries a number behind it.
    let followsRule = item.id == old || item.id.hasPrefix(old + "-")
    if let question = decision.question { item.draft.question = question }
    if let answer = decision.answer { item.draft.answer = answer }
    if let choices = decision.choices {
      // What was said of an option holds as long as its text does.
      let whys = Dictionary(
        item.draft.choices.map { ($0.text, $0.why) }, uniquingKeysWith: { first, _ in first })
      item.draft.choices = choices.map {
        Choice(text: $0.text, isCorrect: $0.isCorrect, why: whys[$0.text] ?? nil)
      }
    }
    item.scores = Scores(item.scores.entries.map { ($0.name, .unscored(staleScore)) })
    item.score = nil
    item.flaws = []
    if followsRule, decision.question != nil { item.id = rule(item) }
    let base = item.id
    var count = 1
    while !taken.insert(item.id).inserted {
      count += 1
      item.id = "\(base)-\(count)"
    }
  }

  /// `review.json`: who decided what and when, and all that is no longer in the set.
  /// - Parameter earlier: the `review.json` of the set that was reviewed, if it had one.
  package func record(earlier: JSONValue?) -> JSONValue {
    var object = JSONObject()
    object["format"] = 1
    object["set"] = .string(file.set)
    object["by"] = .string(file.by)
    object["at"] = .string(file.at)
    object["items"] = .integer(items.count)
    object["accepted"] = .integer(accepted)
    object["refused"] = .array(refused.map(\.json))
    object["edited"] = .array(
      edited.map { ["id": .string($0.id), "before": $0.before.json] })
    object["open"] = .integer(open)
    var chain: [JSONValue] = []
    if case .object(var last) = earlier {
      chain = last["earlier"]?.arrayValue ?? []
      last["earlier"] = nil
      chain.append(.object(last))
    }
    object["earlier"] = .array(chain)
    return .object(object)
  }
}
