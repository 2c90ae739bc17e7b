/// Which endpoints play which parts, as `roles` in the configuration says. What it leaves open goes to the endpoint that
/// the run was started with.
package struct EndpointRoles: Sendable, Hashable {
  /// An endpoint of a pool, and its share of the requests.
  package struct Member: Sendable, Hashable {
    package var endpoint: String
    package var weight: Int

    package init(endpoint: String, weight: Int = 1) {
      self.endpoint = endpoint
      self.weight = weight
    }
  }

  package var planner: [Member]?
  package var generator: [Member]?
  package var critic: [Member]?
  package var solver: [Member]?
  /// One judge each.
  package var judges: [String]?

  package init() {}

  /// - Parameter endpoints: the names that there are, in their order.
  package init(_ reader: JSONReader, endpoints: [String]) throws {
    try reader.allowOnly(["planner", "generator", "critic", "solver", "judges"])
    planner = try reader.optional("planner").map { try Self.pool($0, endpoints) }
    generator = try reader.optional("generator").map { try Self.pool($0, endpoints) }
    critic = try reader.optional("critic").map { try Self.pool($0, endpoints) }
    solver = try reader.optional("solver").map { try Self.pool($0, endpoints) }
    judges = try reader.optional("judges").map { reader in
      let judges = try reader.array().map { try Self.name($0, endpoints) }
      guard !judges.isEmpty else { throw reader.invalid("names no judge; null leaves it open") }
      return judges
    }
  }

  /// The endpoints of a part; nil where it is open. Judges have theirs one by one.
  package func pool(for role: ModelRole) -> [Member]? {
    switch role {
    case .planner: planner
    case .generator: generator
    case .critic: critic
    case .solver: solver
    case .judge: judges?.map { Member(endpoint: $0) }
    // `memory.embeddings` names it.
    case .embedder: nil
    }
  }

  /// A name, or a list of names and `{endpoint, weight}`.
  private static func pool(_ reader: JSONReader, _ endpoints: [String]) throws -> [Member] {
    if reader.value.stringValue != nil { return [Member(endpoint: try name(reader, endpoints))] }
    var members: [Member] = []
    for element in try reader.array() {
      var member: Member
      if element.value.stringValue != nil {
        member = Member(endpoint: try name(element, endpoints))
      } else {
        try element.allowOnly(["endpoint", "weight"])
        member = Member(endpoint: try name(element.required("endpoint"), endpoints))
        member.weight = try element.optional("weight")?.int(in: 1...1000) ?? 1
      }
      guard !members.contains(where: { $0.endpoint == member.endpoint }) else {
        throw element.invalid("'\(member.endpoint)' is in the pool twice; give it a weight instead")
      }
      members.append(member)
    }
    guard !members.isEmpty else { throw reader.invalid("names no endpoint; null leaves it open") }
    return members
  }

  private static func name(_ reader: JSONReader, _ endpoints: [String]) throws -> String {
    let name = try reader.string()
    guard endpoints.contains(name) else {
      throw reader.invalid(Suggestion.unknown(name, among: endpoints))
    }
    return name
  }
}
