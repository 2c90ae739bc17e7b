/// A request that arrived whole, as the routes see it.
struct IncomingRequest: Sendable, Hashable {
  var method: String
  /// As written, without the query.
  var path: String
  /// The media type and its parameters, where given.
  var contentType: String?
  var contentEncoding: String?
  var body: [UInt8] = []
}
