/// What an endpoint takes of a request for one model, as far as it is known.
package struct EndpointAbilities: Sendable, Hashable {
  /// The name of the cap of a reply.
  package enum Cap: String, Sendable, CaseIterable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }
  package enum Streams: String, Sendable, CaseIterable { case either, only, never }

  package var cap: Cap
  package var rung: StructuredRung
  /// Parameters that are not sent, sorted.
  package var dropped: [String]
  /// Whether the system's text opens the first message of the user.
  package var foldsSystem: Bool
  package var streams: Streams
  package var takesStreamOptions: Bool

  package init(
    cap: Cap = .maxTokens, rung: StructuredRung = .strictSchema, dropped: [String] = [],
    foldsSystem: Bool = false, streams: Streams = .either, takesStreamOptions: Bool = true
  ) {
    self.cap = cap
    self.rung = rung
    self.dropped = dropped
    self.foldsSystem = foldsSystem
    self.streams = streams
    self.takesStreamOptions = takesStreamOptions
  }

  /// Where a profile and a model start.
  package init(profile: EndpointProfile, server: KnownServer) {
    self = server.abilities(of: profile.model)
    if let rung = profile.rung.flatMap(StructuredRung.init) { self.rung = rung }
    if let cap = profile.cap { self.cap = cap }
    switch profile.delivery {
    case .auto: break
    case .stream: streams = .only
    case .plain: streams = .never
    }
  }
}

extension EndpointAbilities {
  /// What was changed for one request, so that nothing is changed twice.
  package struct Changes: Sendable, Hashable {
    package private(set) var count = 0
    /// Parameters and roles that were dealt with.
    private var subjects: Set<String> = []
    package private(set) var rungs: Set<StructuredRung> = []
    /// Above which a request is given up.
    package static let limit = 8
    private var followed = 0
    /// Each of those who were turned down together may explore in vain before the next one.
    private static let followLimit = 64

    package init() {}

    /// Counts a request that had to be sent again; false where it has been sent often enough.
    /// - Parameter following: whether it was changed by what others learned, which wears nothing out.
    package mutating func countAnother(following: Bool = false) -> Bool {
      if following {
        followed += 1
        return followed <= Self.followLimit
      }
      count += 1
      return count <= Self.limit
    }

    fileprivate mutating func allow(_ subject: String) -> Bool {
      subjects.insert(subject).inserted
    }

    fileprivate mutating func refuse(_ rung: StructuredRung) { rungs.insert(rung) }
  }

  /// The abilities after a repair; nil where it changes nothing, was made before, or would take away what a request needs.
  package func repaired(by repair: Repair, _ changes: inout Changes) -> EndpointAbilities? {
    var result = self
    switch repair {
    case .renameCap(let name):
      guard let cap = Cap(rawValue: name), changes.allow("cap") else { return nil }
      result.cap = cap
    case .lowerRung(let only):
      changes.refuse(rung)
      guard let next = rung.next(only: only, tried: changes.rungs) else { return nil }
      result.rung = next
    case .foldSystem:
      guard changes.allow("system") else { return nil }
      result.foldsSystem = true
    case .onlyStreams:
      guard changes.allow("stream") else { return nil }
      result.streams = .only
    case .neverStreams:
      guard changes.allow("stream") else { return nil }
      result.streams = .never
    case .dropStreamOptions:
      guard changes.allow("stream_options") else { return nil }
      result.takesStreamOptions = false
    case .drop(let parameter):
      return dropping(parameter, &changes)
    }
    return result == self ? nil : result
  }

  /// Some parameters have a better way out than being left out.
  private func dropping(_ parameter: String, _ changes: inout Changes) -> EndpointAbilities? {
    let name = String(parameter.prefix { $0 != "." && $0 != "[" })
    switch name {
    case "", "model", "messages": return nil
    case "max_tokens":
      return repaired(by: .renameCap(to: Cap.maxCompletionTokens.rawValue), &changes)
    case "max_completion_tokens":
      return repaired(by: .renameCap(to: Cap.maxTokens.rawValue), &changes)
    case "response_format": return repaired(by: .lowerRung(only: []), &changes)
    case "stream_options": return repaired(by: .dropStreamOptions, &changes)
    case "stream": return repaired(by: .neverStreams, &changes)
    default:
      guard !dropped.contains(name), changes.allow(name) else { return nil }
      var result = self
      result.dropped = (dropped + [name]).sorted()
      return result
    }
  }
}

extension EndpointAbilities: JSONConvertible {
  package var json: JSONValue {
    [
      "cap": .string(cap.rawValue), "rung": .string(rung.rawValue), "dropped": .strings(dropped),
      "foldsSystem": .bool(foldsSystem), "streams": .string(streams.rawValue),
      "streamOptions": .bool(takesStreamOptions),
    ]
  }

  package init(_ reader: JSONReader) throws {
    cap = try reader.required("cap").choice(of: Cap.self)
    rung = try reader.required("rung").choice(of: StructuredRung.self)
    dropped = try reader.strings("dropped").sorted()
    foldsSystem = try reader.bool("foldsSystem")
    streams = try reader.required("streams").choice(of: Streams.self)
    takesStreamOptions = try reader.bool("streamOptions")
  }
}
