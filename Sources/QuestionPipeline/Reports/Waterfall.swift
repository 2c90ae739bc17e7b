/// How many drafts came through each gate on the way from what was asked to what can be kept, and why the others did not.
///
/// For a set of ours the drafting cells fall, each at the gate of its first reason; for a foreign set the items, which
/// are all there, are sorted by the same gates.
package struct Waterfall: Sendable, Hashable {
  /// What can stop a draft, in the order in which it is met.
  package enum Gate: String, Sendable, CaseIterable {
    case asked, written, parsed, deduplicated, grounded, judged, kept
  }

  package struct Loss: Sendable, Hashable {
    /// A reason's fixed name.
    package var reason: String
    package var count: Int
  }

  package struct Step: Sendable, Hashable {
    package var gate: Gate
    /// What came through.
    package var count: Int
    /// What was lost since the step before, most frequent first, ties in the order of their first.
    package var losses: [Loss]
    /// What the set cost for each that came through, in nano-dollars, rounded up; nil where nothing was paid.
    package var costEach: Int?
  }
  package private(set) var steps: [Step] = []

  init(_ contents: SetContents, items: [ReportedItem], unread: Int) {
    var losses: [Gate: [Loss]] = [:]
    func lose(_ reason: String, _ count: Int, at gate: Gate) {
      guard count > 0 else { return }
      if let place = losses[gate]?.firstIndex(where: { $0.reason == reason }) {
        losses[gate]?[place].count += count
      } else {
        losses[gate, default: []].append(Loss(reason: reason, count: count))
      }
    }
    var count: Int
    if let ledger = contents.ledger {
      steps = [Step(gate: .asked, count: ledger.places.total, losses: [])]
      lose("not-attempted", ledger.cells.notAttempted, at: .written)
      for reason in ledger.reasons {
        lose(reason.name, reason.count, at: Self.gate(of: reason.name))
      }
      count = ledger.cells.total
    } else {
      count = items.count + unread
      lose("unread", unread, at: .parsed)
    }
    // What stands in the set falls at the last gate, or, where no run sorted it before, at that of its first error.
    for item in items where item.advice != .keep {
      let reason = item.reasons.first ?? item.advice.rawValue
      let isSorted = contents.ledger != nil || item.advice == .fix
      lose(reason, 1, at: isSorted ? .kept : Self.gate(of: reason))
    }
    for gate in Gate.allCases where gate != .asked {
      let lost = (losses[gate] ?? []).enumerated()
        .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
      count -= lost.reduce(0) { $0 + $1.count }
      steps.append(Step(gate: gate, count: count, losses: lost))
    }
    guard let total = contents.cost?.total, total > 0 else { return }
    for index in steps.indices where steps[index].gate != .asked && steps[index].count > 0 {
      let count = steps[index].count
      steps[index].costEach = total / count + (total % count > 0 ? 1 : 0)
    }
  }

  /// Where a draft falls for that reason.
  static func gate(of reason: String) -> Gate {
    switch reason {
    case "unknown", "error": .written
    case "no-reply", FlawName.malformed: .parsed
    case FlawName.exactDuplicate, FlawName.nearDuplicate: .deduplicated
    case FlawName.unsupportedQuote, FlawName.missingQuote, FlawName.unsupportedAnswer,
      FlawName.offTopic, FlawName.unseenReference:
      .grounded
    default: .judged
    }
  }

  var json: JSONValue {
    .array(
      steps.map { step in
        var object = JSONObject()
        object["step"] = .string(step.gate.rawValue)
        object["count"] = .integer(step.count)
        object["lost"] = .object(
          JSONObject(step.losses.map { ($0.reason, .integer($0.count)) }))
        object["nanoDollarsEach"] = step.costEach.map(JSONValue.integer)
        return .object(object)
      })
  }
}

extension ReportWords {
  func gate(_ gate: Waterfall.Gate) -> String {
    switch gate {
    case .asked: self("asked", "要求")
    case .written: self("written", "写出")
    case .parsed: self("parsed", "可读")
    case .deduplicated: self("deduplicated", "去重")
    case .grounded: self("grounded", "有据")
    case .judged: self("judged", "过审")
    case .kept: self("kept", "可留")
    }
  }
}
