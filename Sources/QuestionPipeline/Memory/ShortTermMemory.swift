/// What one topic's conversation needs now: the latest questions and refusals, and what critics left standing, kept within a
/// token budget. It dies with the run.
///
/// What the budget pushes out is summarised by rule: it is counted, refusals by their reasons, and of questions the angles
/// are kept, the latest, in up to a third of the budget. No model is asked to summarise: what a wave is told must follow
/// from the commits before it alone, and a request of its own would hold the next wave up.
package struct ShortTermMemory: Sendable, Hashable {
  /// What became of a cell.
  package struct Entry: Sendable, Hashable {
    /// The ordinal.
    package var cell: Int
    package var angle: String
    package var question: String
    /// Why it was refused; nil where it was accepted.
    package var reason: String?
    /// What the last critique named and no revision mended.
    package var flaws: [LessonEvidence.Named]

    package init(
      cell: Int, angle: String, question: String, reason: String? = nil,
      flaws: [LessonEvidence.Named] = []
    ) {
      self.cell = cell
      self.angle = angle
      self.question = question
      self.reason = reason
      self.flaws = flaws
    }
  }

  /// A flaw that was left standing.
  private struct OpenFlaw: Sendable, Hashable {
    var name: String
    var suggestion: String?
    /// How many cells it was left in.
    var count: Int
    /// The number within the topic of the last of them.
    var last: Int
    var tokens: Int {
      TokenEstimate.tokens(in: name) + (suggestion.map { TokenEstimate.tokens(in: $0) } ?? 0)
    }
  }

  /// The latest cells of the topic whose flaws are still open.
  private static let openFor = 20

  private var accepted: [Entry] = []
  private var refused: [Entry] = []
  private var open: [OpenFlaw] = []
  /// Entries that the budget pushed out.
  private var pushedOut = (accepted: 0, refused: 0)
  /// Of refusals among them, in the order of their first coming.
  private var reasons: [(reason: String, count: Int)] = []
  /// Of questions among them, the latest.
  private var angles: [String] = []
  private var cells = 0
  private let budget: Int
  private let scope: Scope

  /// How much of a topic is remembered.
  package enum Scope: Sendable, Hashable {
    /// Questions and refusals; of what the budget pushes out, how many there were. A run without a long-term memory has
    /// this much, as it always had: its prompts and its trace are what they were.
    case latest
    /// Open flaws and summaries, too; and the trace says what each prompt was told.
    case all
  }
  /// Estimated, of all that a prompt is told but for counts.
  package private(set) var tokens = 0

  /// - Parameter budget: estimated tokens, at least 0.
  package init(budget: Int, scope: Scope = .all) {
    self.budget = budget
    self.scope = scope
  }

  /// Takes in a cell when it is committed.
  package mutating func take(_ entry: Entry) {
    cells += 1
    if entry.reason == nil { accepted.append(entry) } else { refused.append(entry) }
    tokens += Self.tokens(of: entry)
    if scope == .all { note(entry.flaws) }
    shrink()
  }

  private static func tokens(of entry: Entry) -> Int {
    TokenEstimate.tokens(in: entry.question)
      + (entry.reason.map { TokenEstimate.tokens(in: $0) } ?? 0)
  }

  /// Counts the cell's open flaws, and closes those that the latest cells no longer have.
  private mutating func note(_ flaws: [LessonEvidence.Named]) {
    var seen: Set<String> = []
    for flaw in flaws where seen.insert(flaw.flaw).inserted {
      if let index = open.firstIndex(where: { $0.name == flaw.flaw }) {
        tokens -= open[index].tokens
        open[index].count += 1
        open[index].last = cells
        open[index].suggestion = flaw.suggestion ?? open[index].suggestion
        tokens += open[index].tokens
      } else {
        open.append(OpenFlaw(name: flaw.flaw, suggestion: flaw.suggestion, count: 1, last: cells))
        tokens += open[open.count - 1].tokens
      }
    }
    for flaw in open where flaw.last <= cells - Self.openFor { tokens -= flaw.tokens }
    open.removeAll { $0.last <= cells - Self.openFor }
  }

  /// The oldest entries go first, of whichever list is longer; open flaws once nothing else is left.
  private mutating func shrink() {
    while tokens > budget {
      if !accepted.isEmpty, accepted.count >= refused.count {
        let entry = accepted.removeFirst()
        tokens -= Self.tokens(of: entry)
        pushedOut.accepted += 1
        if scope == .all { keep(entry.angle) }
      } else if !refused.isEmpty {
        let entry = refused.removeFirst()
        tokens -= Self.tokens(of: entry)
        pushedOut.refused += 1
        if scope == .all { count(entry.reason ?? "") }
      } else if !angles.isEmpty {
        tokens -= TokenEstimate.tokens(in: angles.removeFirst())
      } else if !open.isEmpty {
        tokens -= open.removeFirst().tokens
      } else {
        return
      }
    }
  }

  private mutating func keep(_ angle: String) {
    angles.append(angle)
    tokens += TokenEstimate.tokens(in: angle)
    var own = angles.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    while own > budget / 3, !angles.isEmpty {
      let gone = TokenEstimate.tokens(in: angles.removeFirst())
      own -= gone
      tokens -= gone
    }
  }

  private mutating func count(_ reason: String) {
    if let index = reasons.firstIndex(where: { $0.reason == reason }) {
      reasons[index].count += 1
    } else {
      reasons.append((reason, 1))
    }
  }

  /// Whether there is nothing to tell.
  package var isEmpty: Bool {
    accepted.isEmpty && refused.isEmpty && open.isEmpty && angles.isEmpty
  }

  /// What a prompt is told.
  package var prompted: JSONValue {
    var object = JSONObject()
    object["asked"] = .strings(accepted.map(\.question))
    object["refused"] = .array(
      refused.map {
        ["question": .string($0.question), "reason": .string($0.reason ?? "")]
      })
    if !open.isEmpty {
      object["flawsLeftStanding"] = .array(
        open.map { flaw in
          var object = JSONObject()
          object["flaw"] = .string(flaw.name)
          object["count"] = .integer(flaw.count)
          object["suggestion"] = flaw.suggestion.map(JSONValue.string)
          return .object(object)
        })
    }
    var earlier = JSONObject()
    earlier["asked"] = .integer(pushedOut.accepted)
    earlier["refused"] = .integer(pushedOut.refused)
    if !angles.isEmpty { earlier["askedAbout"] = .strings(angles) }
    if !reasons.isEmpty {
      earlier["reasons"] = .array(
        reasons.map { ["reason": .string($0.reason), "count": .integer($0.count)] })
    }
    object["earlier"] = .object(earlier)
    return .object(object)
  }

  /// What the trace says of it: the cells by their ordinals, and how much it was.
  /// Nil where nothing was told, or the trace has no such member.
  package var traced: JSONValue? {
    guard scope == .all, !isEmpty else { return nil }
    return [
      "asked": .array(accepted.map { .integer($0.cell) }),
      "refused": .array(refused.map { .integer($0.cell) }),
      "flawsLeftStanding": .strings(open.map(\.name)),
      "askedAbout": .integer(angles.count),
      "earlier": .integer(pushedOut.accepted + pushedOut.refused), "tokens": .integer(tokens),
    ]
  }

  package static func == (left: ShortTermMemory, right: ShortTermMemory) -> Bool {
    left.prompted == right.prompted && left.traced == right.traced
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(prompted) }
}
