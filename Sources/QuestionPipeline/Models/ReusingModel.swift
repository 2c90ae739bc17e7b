/// A model that first looks into the journal of an earlier run: a good reply to the same request is not paid for again.
package struct ReusingModel: LanguageModel {
  /// What the wire record of such a reply says.
  package static let note = "kept reply of an earlier run"

  private let base: any LanguageModel
  private let earlier: Journal

  package init(_ base: any LanguageModel, earlier: Journal) {
    self.base = base
    self.earlier = earlier
  }

  package var name: String { base.name }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    // A bad outcome belongs to its own run: it never serves as an answer to another.
    guard let entry = try await earlier.entry(request.journalKey(model: name)),
      entry.outcome == .good, var reply = entry.reply
    else { return try await base.respond(to: request) }
    // Nothing is used up by it now.
    reply.usage = TokenUsage(prompt: 0, completion: 0, isReported: true)
    reply.wire = WireRecord(notes: [Self.note])
    return reply
  }
}
