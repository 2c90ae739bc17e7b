import CCurl

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One request in flight, with its easy handle and the C memory that libcurl reads meanwhile. Used again for the next.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  private(set) var arrival: Arrival?
  /// The socket that libcurl last waited for on behalf of this transfer.
  var socket: Int32 = -1
  /// The number of the multi handle that carries it.
  var share = 0
  private unowned let table: TransferTable
  let message: UnsafeMutablePointer<CChar>
  private var headerMemory: UnsafeMutableRawPointer?
  var set = Options()

  var head = HeadReader()
  var body: [UInt8] = []
  var bodyCount = 0
  private var bodyLimit = 0
  /// Takes the body; only once a head with 2xx is whole.
  private var receiver: (any BodyReceiver)?
  /// Why a callback refused to go on.
  var refusal: TransportError?
  var started: Int64 = 0
  var lastActivity: Int64 = 0
  var lastDownload: Int64 = 0
  var isConnected = false
  var isSecondTry = false

  /// Above which the head, or the body of an answer that is no 2xx, is too large.
  private static let headLimit = 256 << 10
  private static let errorBodyLimit = 1 << 20

  /// What the handle was told before, so that it is told only what differs.
  struct Options {
    var url = ""
    var isTLS: Bool?
    var proxy: String?
    var proxyExceptions: String?
    var caFile: String?
    var timeouts: HTTPRequest.Timeouts?
    var bodyLimit = -1
    var isFresh = false
  }

  init?(_ table: TransferTable) {
    guard let easy = viva_easy_init() else { return nil }
    self.easy = easy
    self.table = table
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setUp()
  }

  deinit {
    viva_easy_cleanup(easy)
    headerMemory?.deallocate()
    message.deallocate()
  }

  /// The transfer of a handle.
  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    var this: UnsafeMutableRawPointer?
    guard viva_easy_get_pointer(easy, CURLINFO_PRIVATE, &this) == CURLE_OK else { return nil }
    return at(this)
  }

  fileprivate static func at(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
    pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Beginning and end

  /// Options that hold for every request.
  private func setUp() {
    let this = Unmanaged.passUnretained(self).toOpaque()
    let owner = Unmanaged.passUnretained(table).toOpaque()
    set = Options()
    _ = viva_easy_set_pointer(easy, CURLOPT_PRIVATE, this)
    _ = viva_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, message)
    _ = viva_easy_set_write(easy, CURLOPT_WRITEFUNCTION, handOverBody)
    _ = viva_easy_set_pointer(easy, CURLOPT_WRITEDATA, this)
    _ = viva_easy_set_write(easy, CURLOPT_HEADERFUNCTION, handOverHeaderLine)
    _ = viva_easy_set_pointer(easy, CURLOPT_HEADERDATA, this)
    _ = viva_easy_set_sockopt(easy, CURLOPT_SOCKOPTFUNCTION, noteOpenedSocket)
    _ = viva_easy_set_pointer(easy, CURLOPT_SOCKOPTDATA, owner)
    _ = viva_easy_set_close(easy, CURLOPT_CLOSESOCKETFUNCTION, closeSocket)
    _ = viva_easy_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, owner)
    _ = viva_easy_set_http_only(easy)
    _ = viva_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    _ = viva_easy_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    _ = viva_easy_set_long(easy, CURLOPT_UNRESTRICTED_AUTH, 0)
    _ = viva_easy_set_long(easy, CURLOPT_NETRC, 0)
    _ = viva_easy_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    _ = viva_easy_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    _ = viva_easy_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // A model may think for minutes, and what stands between forgets silent connections.
    _ = viva_easy_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    _ = viva_easy_set_long(easy, CURLOPT_TCP_KEEPIDLE, 45)
    _ = viva_easy_set_long(easy, CURLOPT_TCP_KEEPINTVL, 30)
    _ = viva_easy_set_string(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
  }

  /// Makes the handle ready for a request.
  func begin(_ arrival: Arrival, at now: Int64) {
    self.arrival = arrival
    started = now
    lastActivity = now
    lastDownload = 0
    isConnected = false
    isSecondTry = false
    socket = -1
    head = HeadReader()
    bodyCount = 0
    let prepared = arrival.request
    let request = prepared.request
    bodyLimit = request.bodyLimit

    if set.caFile != request.caFile {
      // There is no way back to the default store but this.
      viva_easy_reset(easy)
      setUp()
      set.caFile = request.caFile
      if let caFile = request.caFile { _ = viva_easy_set_string(easy, CURLOPT_CAINFO, caFile) }
    }
    if set.url != request.url {
      set.url = request.url
      _ = viva_easy_set_string(easy, CURLOPT_URL, request.url)
    }
    if set.isTLS != prepared.target.isTLS {
      set.isTLS = prepared.target.isTLS
      let version = prepared.target.isTLS ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
      _ = viva_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(version))
      // Rather than open a connection each, transfers wait to learn whether one can carry them all.
      _ = viva_easy_set_long(easy, CURLOPT_PIPEWAIT, prepared.target.isTLS ? 1 : 0)
    }
    if set.proxy != prepared.proxy || set.proxyExceptions != prepared.proxyExceptions {
      set.proxy = prepared.proxy
      set.proxyExceptions = prepared.proxyExceptions
      _ = viva_easy_set_string(easy, CURLOPT_PROXY, prepared.proxy)
      _ = viva_easy_set_string(easy, CURLOPT_NOPROXY, prepared.proxyExceptions)
    }
    if set.timeouts != request.timeouts {
      set.timeouts = request.timeouts
      // The table is to have the last word on the whole; libcurl divides the time to connect among a host's addresses.
      let connect = max(1, request.timeouts.connect.wholeMilliseconds)
      _ = viva_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, connect)
      let total = request.timeouts.total.wholeMilliseconds + 1000
      _ = viva_easy_set_long(easy, CURLOPT_TIMEOUT_MS, total)
    }
    if set.bodyLimit != request.bodyLimit {
      set.bodyLimit = request.bodyLimit
      _ = viva_easy_set_offset(
        easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, request.bodyLimit)))
    }
    if set.isFresh {
      set.isFresh = false
      _ = viva_easy_set_long(easy, CURLOPT_FRESH_CONNECT, 0)
    }
    switch request.method {
    case .get: _ = viva_easy_set_long(easy, CURLOPT_HTTPGET, 1)
    case .post:
      _ = viva_easy_set_long(easy, CURLOPT_POST, 1)
      _ = viva_easy_set_offset(
        easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      request.body.withUnsafeBytes { body in
        // A copy, made now; the pointer is only read here. Empty bodies need one that is not null.
        let bytes = body.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
        _ = viva_easy_set_pointer(
          easy, CURLOPT_COPYPOSTFIELDS, bytes ?? UnsafeMutableRawPointer(message))
      }
    }
    setHeaderLines(prepared)
  }

  /// Lays nodes and lines out in one block of memory, which is kept until the transfer is over.
  private func setHeaderLines(_ prepared: PreparedRequest) {
    let stride = MemoryLayout<curl_slist>.stride
    let nodesSize = prepared.headerCount * stride
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: nodesSize + prepared.headerLines.count,
      alignment: MemoryLayout<curl_slist>.alignment)
    let lines = (memory + nodesSize).assumingMemoryBound(to: CChar.self)
    prepared.headerLines.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress {
        (memory + nodesSize).copyMemory(from: base, byteCount: bytes.count)
      }
    }
    let nodes = memory.bindMemory(to: curl_slist.self, capacity: prepared.headerCount)
    var position = 0
    for index in 0..<prepared.headerCount {
      let isLast = index == prepared.headerCount - 1
      (nodes + index).initialize(
        to: curl_slist(data: lines + position, next: isLast ? nil : nodes + index + 1))
      while lines[position] != 0 { position += 1 }
      position += 1
    }
    headerMemory = memory
    _ = viva_easy_set_list(easy, CURLOPT_HTTPHEADER, nodes)
  }

  /// Lets go of all that belongs to the request. The handle must have left the multi handle.
  func release() -> Arrival? {
    defer { arrival = nil }
    _ = viva_easy_set_pointer(easy, CURLOPT_POSTFIELDS, nil)
    _ = viva_easy_set_list(easy, CURLOPT_HTTPHEADER, nil)
    headerMemory?.deallocate()
    headerMemory = nil
    receiver = nil
    refusal = nil
    body = []
    return arrival
  }

  // MARK: What comes in

  fileprivate func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    lastActivity = table.now
    isConnected = true
    let wasWhole = head.isWhole
    head.take(line)
    if head.size > Self.headLimit {
      return refuse(.tooLarge, "sent a head of more than \(Self.headLimit >> 10) KB")
    }
    if head.isWhole, !wasWhole {
      if 200..<300 ~= head.head.status {
        receiver = arrival?.receiver
        receiver?.begin(head.head)
      } else {
        bodyLimit = min(bodyLimit, Self.errorBodyLimit)
      }
    }
    return true
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    lastActivity = table.now
    bodyCount += bytes.count
    if bodyCount > bodyLimit { return refuseSize() }
    if let receiver {
      return receiver.receive(bytes) || refuse(.stopped, "was not heard to the end")
    }
    body.append(contentsOf: bytes)
    return true
  }

  func refuseSize() -> Bool {
    refuse(.tooLarge, "sent more than the \(bodyLimit) bytes that an answer may have")
  }

  private func refuse(_ code: TransportError.Code, _ detail: String) -> Bool {
    refusal = TransportError(
      code, "\(host) \(detail)", received: received, head: head.isWhole ? head.head : nil)
    return false
  }

  var host: String { arrival?.request.target.authority ?? "" }
  var received: Int { head.size + bodyCount }

  // MARK: What libcurl knows

  var usedOpenConnection: Bool { long(CURLINFO_NUM_CONNECTS) == 0 }

  func long(_ info: CURLINFO) -> Int {
    var value = 0
    return viva_easy_get_long(easy, info, &value) == CURLE_OK ? value : 0
  }

  func microseconds(_ info: CURLINFO) -> Int64 {
    var value: curl_off_t = 0
    return viva_easy_get_offset(easy, info, &value) == CURLE_OK ? Int64(value) : 0
  }
}

private let handOverHeaderLine: curl_write_callback = { bytes, size, count, transfer in
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Transfer.at(transfer)?.takeHeaderLine(line) == true ? line.count : 0
}

private let handOverBody: curl_write_callback = { bytes, size, count, transfer in
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  // Any other number than that of the bytes ends the transfer; none would do so for an empty piece.
  return Transfer.at(transfer)?.takeBody(piece) == true ? piece.count : piece.count + 1
}
