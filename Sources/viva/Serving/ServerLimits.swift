/// What a server puts up with before it refuses or hangs up.
struct ServerLimits: Sendable {
  /// Of the request line and all header lines.
  var headBytes = 16 << 10
  var headerLines = 100
  /// Of the request's path and query.
  var targetBytes = 8 << 10
  var bodyBytes = 8 << 20
  /// Of all requests that are being read, together.
  var heldBytes = 128 << 20
  /// Further ones are told to come again later.
  var connections = 2048

  /// From the first byte of a request, or a connection's start, to the end of the head.
  var headTime = Duration.seconds(10)
  /// From the end of the head to the end of the body.
  var bodyTime = Duration.seconds(60)
  /// Between a reply and the next request.
  var idleTime = Duration.seconds(75)
  /// Without one byte of a reply taken.
  var writeTime = Duration.seconds(30)
  /// For the other side to hang up after the last reply.
  var lingerTime = Duration.seconds(2)
  /// For what is in flight when the server is told to stop.
  var stopTime = Duration.seconds(5)
}
