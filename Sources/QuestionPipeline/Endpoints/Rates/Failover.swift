/// What befell a request at the members of a pool that did not answer it.
struct Failover {
  private var left: [(endpoint: String, why: String)] = []
  private var wire: WireRecord?
  private var refusal: (model: any PoolMember, wait: Duration)?
  private var failure: ModelError?

  init() {}

  /// The member that has not given up on the request and is to be had first.
  var soonest: (any PoolMember)? { refusal?.model }

  /// The error of those that gave up: one for which the run stops before one for which the cell is lost.
  var error: ModelError {
    guard let failure else { preconditionFailure("nobody has failed") }
    return failure
  }

  mutating func add(_ new: GateRefusal, of model: any PoolMember) {
    let why =
      switch new.reason {
      case .open, .down: "its breaker is open"
      case .paused, .parked: "it asks for a pause of \(new.wait.inWords)"
      }
    left.append((model.endpoint, why))
    wire = new.wire?.after(wire) ?? wire
    if refusal.map({ new.wait < $0.wait }) ?? true { refusal = (model, new.wait) }
  }

  /// - Parameter error: joined with what came before.
  mutating func add(_ error: ModelError, of model: any PoolMember) {
    let why = error.fault == .server ? "it gave up" : "it has no capacity"
    left.append((model.endpoint, why))
    wire = error.wire ?? wire
    if failure?.fault != .capacity { failure = error }
  }

  func joined(_ reply: ChatReply, from model: any PoolMember) -> ChatReply {
    var result = reply
    result.wire = joined(reply.wire, from: model)
    return result
  }

  func joined(_ error: ModelError, from model: any PoolMember) -> ModelError {
    var result = error
    result.wire = joined(error.wire, from: model)
    return result
  }

  private func joined(_ latest: WireRecord?, from model: any PoolMember) -> WireRecord? {
    let others = left.filter { $0.endpoint != model.endpoint }
    guard !others.isEmpty || wire != nil else { return latest }
    var result = (latest ?? WireRecord()).after(wire)
    for other in others {
      result.notes.append("asked \(model.endpoint) for \(other.endpoint): \(other.why)")
    }
    return result
  }
}

/// Draws members by weight, the same ones for the same seed.
struct MemberDraw {
  private var chance: SplitMix64

  init(_ chance: SplitMix64) { self.chance = chance }

  /// - Parameter total: the sum of the weights.
  mutating func index<T>(in values: [T], by weight: (T) -> Int, of total: Int) -> Int {
    guard values.count > 1 else { return 0 }
    var left = chance.below(total)
    for (index, value) in values.enumerated() {
      left -= weight(value)
      if left < 0 { return index }
    }
    return values.count - 1
  }
}
