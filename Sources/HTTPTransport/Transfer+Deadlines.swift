import CCurl

extension Transfer {
  enum Check {
    /// When to look again.
    case until(Int64)
    case late(TransportError)
  }

  /// When its first deadline may pass.
  var firstCheck: Int64 {
    let timeouts = timeouts
    return started
      + min(timeouts.connect.nanoseconds, timeouts.idle.nanoseconds, timeouts.total.nanoseconds)
  }

  var timeouts: HTTPRequest.Timeouts {
    arrival?.request.request.timeouts ?? HTTPRequest.Timeouts()
  }

  /// Finds out whether a deadline has passed.
  func check(at now: Int64, _ sockets: [TransferTable.Socket]) -> Check {
    let timeouts = timeouts
    let totalEnd = started + timeouts.total.nanoseconds
    if now >= totalEnd { return .late(totalTimeout) }
    if !isConnected {
      let connected = microseconds(CURLINFO_PRETRANSFER_TIME_T) * 1000
      if connected > 0 {
        isConnected = true
        lastActivity = max(lastActivity, started + connected)
      } else {
        let connectEnd = started + timeouts.connect.nanoseconds
        if now >= connectEnd { return .late(connectTimeout) }
        return .until(min(connectEnd, totalEnd, now + timeouts.idle.nanoseconds))
      }
    }
    noteActivity(at: now, sockets)
    let idleEnd = lastActivity + timeouts.idle.nanoseconds
    if now >= idleEnd { return .late(idleTimeout) }
    return .until(min(idleEnd, totalEnd))
  }

  /// Sees bytes that no callback told of: parts of a body on its way out, of a header line, of a compressed block.
  private func noteActivity(at now: Int64, _ sockets: [TransferTable.Socket]) {
    let downloaded = microseconds(CURLINFO_SIZE_DOWNLOAD_T)
    if downloaded > lastDownload {
      if downloaded > Int64(bodyCount) { lastActivity = max(lastActivity, now) }
      lastDownload = downloaded
    }
    guard socket >= 0, Int(socket) < sockets.count else { return }
    let known = sockets[Int(socket)]
    lastActivity = max(lastActivity, known.lastWritten)
    // Under TLS others may share the connection.
    if set.isTLS == false { lastActivity = max(lastActivity, known.lastRead) }
  }

  var connectTimeout: TransportError {
    failure(
      .connectTimeout,
      "no connection to \(host) within \(timeouts.connect.shown) (the connect timeout): "
        + "check the address and the network, or raise the connect timeout")
  }

  private var idleTimeout: TransportError {
    failure(
      .idleTimeout,
      "nothing came from \(host) for \(timeouts.idle.shown) (the idle timeout)\(progress): "
        + "the model may simply be slow; raise the idle timeout")
  }

  var totalTimeout: TransportError {
    failure(
      .totalTimeout,
      "\(host) had not answered in full after \(timeouts.total.shown) (the total timeout)\(progress): "
        + "the model may simply be slow; raise the total timeout")
  }

  var progress: String { received == 0 ? "" : ", after \(received) bytes of its answer" }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    // A century; beyond it the sum with the time of day would overflow.
    return min(seconds, 3_155_760_000) * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  var wholeMilliseconds: Int { Int(min(nanoseconds / 1_000_000, 2_000_000_000)) }

  /// In seconds where they are whole, otherwise in milliseconds.
  fileprivate var shown: String {
    let milliseconds = nanoseconds / 1_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
