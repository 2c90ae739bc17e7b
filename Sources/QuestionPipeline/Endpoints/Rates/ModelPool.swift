/// Several endpoints for one role.
///
/// Which model answers a question is decided by the question's place in the run and the weights, and by nothing that
/// happens: equal runs ask equal models. Which endpoint of that model answers is decided likewise, but gives way to
/// another one of the same model where the first is down, asks for a long pause, or has given up.
package struct ModelPool: LanguageModel {
  package struct Member: Sendable {
    package var model: any PoolMember
    /// Its share of the requests, in proportion to the others'; at least 1.
    package var weight: Int

    package init(_ model: any PoolMember, weight: Int = 1) {
      precondition(weight >= 1, "a member of a pool has a share")
      self.model = model
      self.weight = weight
    }
  }
  /// The endpoints of one model.
  private struct Group: Sendable {
    var name: String
    var weight: Int
    var members: [Member]
  }

  /// The model's name, or where there are several, theirs with their weights: "pool(a*2, b*1)".
  package let name: String
  private let groups: [Group]
  private let weight: Int

  /// - Parameter members: at least one.
  package init(_ members: [Member]) {
    precondition(!members.isEmpty, "a pool has a member")
    let shares = Self.shares(of: members.map { ($0.model.name, $0.weight) })
    groups = shares.map { share in
      Group(
        name: share.model, weight: share.weight,
        members: members.filter { $0.model.name == share.model })
    }
    weight = shares.map(\.weight).reduce(0, +)
    name = Self.name(ofShares: shares)
  }

  /// The name of a pool of such members: models and weights.
  package static func name(of members: [(model: String, weight: Int)]) -> String {
    name(ofShares: shares(of: members))
  }

  /// The models with their weights: neither the order of the configuration nor a common factor of the weights makes
  /// another pool.
  private static func shares(of members: [(model: String, weight: Int)]) -> [(
    model: String, weight: Int
  )] {
    var shares: [(model: String, weight: Int)] = []
    for member in members {
      if let index = shares.firstIndex(where: { $0.model == member.model }) {
        shares[index].weight += member.weight
      } else {
        shares.append(member)
      }
    }
    shares.sort { $0.model < $1.model }
    let factor = shares.map(\.weight).reduce(0, commonFactor)
    return shares.map { ($0.model, $0.weight / factor) }
  }

  private static func name(ofShares shares: [(model: String, weight: Int)]) -> String {
    shares.count == 1
      ? shares[0].model
      : "pool(" + shares.map { "\($0.model)*\($0.weight)" }.joined(separator: ", ") + ")"
  }

  /// How each endpoint does, by model and in the order of the configuration.
  package var health: [GateSnapshot] { groups.flatMap { $0.members.map(\.model.health) } }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    var draw = MemberDraw(SplitMix64(seed: request.draftHash))
    let group = groups[draw.index(in: groups, by: \.weight, of: weight)]
    guard group.members.count > 1 else {
      return try await group.members[0].model.respond(to: request)
    }
    var rest = group.members
    var failover = Failover()
    while !rest.isEmpty {
      let index = draw.index(in: rest, by: \.weight, of: rest.map(\.weight).reduce(0, +))
      let model = rest.remove(at: index).model
      do {
        return failover.joined(
          try await model.respond(to: request, waitsOutTrouble: false), from: model)
      } catch let refusal as GateRefusal {
        failover.add(refusal, of: model)
      } catch let error as ModelError {
        let error = failover.joined(error, from: model)
        guard error.isTransient else { throw error }
        failover.add(error, of: model)
      }
    }
    // Nobody can be asked now. Whoever has not given up on the request is waited for.
    guard let model = failover.soonest else { throw failover.error }
    do {
      return failover.joined(try await model.respond(to: request), from: model)
    } catch let error as ModelError {
      throw failover.joined(error, from: model)
    }
  }

  private static func commonFactor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonFactor(b, a % b)
  }
}
