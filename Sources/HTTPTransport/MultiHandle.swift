import CCurl

/// One of libcurl's multi handles, with a share of the transfers and their connections.
///
/// For each request libcurl walks through all connections of a handle to that host. With 2,048 in flight, one handle for
/// all took 95 to 104 µs of processor time a request, handles of 128 took 71 to 80. The loop that `curl_multi_poll`
/// would need took 107 to 115 µs there, and 113 to 149 instead of 81 to 84 with 512 in flight (Debian 12, curl 7.88).
final class MultiHandle {
  /// Transfers that it carries at once, and connections that it keeps.
  static let capacity = 128

  let multi: UnsafeMutableRawPointer
  let number: Int
  unowned let table: TransferTable
  var count = 0
  /// When libcurl wants to be called.
  var timer = Int64.max

  init?(_ number: Int, _ table: TransferTable) {
    guard let multi = viva_multi_init() else { return nil }
    self.multi = multi
    self.number = number
    self.table = table
    let this = Unmanaged.passUnretained(self).toOpaque()
    _ = viva_multi_set_socket(multi, CURLMOPT_SOCKETFUNCTION, watchSocket)
    _ = viva_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, this)
    _ = viva_multi_set_timer(multi, CURLMOPT_TIMERFUNCTION, setTimer)
    _ = viva_multi_set_pointer(multi, CURLMOPT_TIMERDATA, this)
    _ = viva_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.capacity)
  }

  deinit {
    _ = viva_multi_set_socket(multi, CURLMOPT_SOCKETFUNCTION, nil)
    _ = viva_multi_set_timer(multi, CURLMOPT_TIMERFUNCTION, nil)
    viva_multi_cleanup(multi)
  }

  func actOnTimer() {
    timer = .max
    act(on: timeoutInPlaceOfSocket, 0)
  }

  func act(on socket: curl_socket_t, _ events: Int32) {
    var count: Int32 = 0
    viva_multi_socket_action(multi, socket, events, &count)
  }

  fileprivate static func at(_ pointer: UnsafeMutableRawPointer?) -> MultiHandle? {
    pointer.map { Unmanaged<MultiHandle>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// libcurl's word for its timer, in the place of a socket.
private let timeoutInPlaceOfSocket: curl_socket_t = -1

private let watchSocket: curl_socket_callback = { easy, socket, what, share, _ in
  guard let share = MultiHandle.at(share) else { return 0 }
  share.table.want(what, of: socket, for: easy, in: share)
  return 0
}

private let setTimer: curl_multi_timer_callback = { _, milliseconds, share in
  guard let share = MultiHandle.at(share) else { return 0 }
  share.timer =
    milliseconds < 0
    ? .max : milliseconds == 0 ? 0 : share.table.now + Int64(milliseconds) * 1_000_000
  return 0
}
