/// A model at one endpoint, of which a pool has several.
package protocol PoolMember: LanguageModel {
  /// The endpoint's name, for notes and progress; no part of a key.
  var endpoint: String { get }

  /// How the endpoint does.
  var health: GateSnapshot { get }

  /// Answers one request.
  ///
  /// - Parameter waitsOutTrouble: false throws `GateRefusal` where the endpoint is not to be asked now, so that another
  ///   can be; true waits.
  func respond(to request: ChatRequest, waitsOutTrouble: Bool) async throws -> ChatReply
}
