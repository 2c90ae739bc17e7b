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
  private let message: UnsafeMutablePointer<CChar>
  private var headerMemory: UnsafeMutableRawPointer?
  private var set = Options()

  private var head = HeadReader()
  private var body: [UInt8] = []
  private var bodyCount = 0
  private var bodyLimit = 0
  /// Takes the body; only once a head with 2xx is whole.
  private var receiver: (any BodyReceiver)?
  /// Why a callback refused to go on.
  private var refusal: TransportError?
  private var started: Int64 = 0
  private var lastActivity: Int64 = 0
  private var lastDownload: Int64 = 0
  private var isConnected = false
  private var isSecondTry = false

  /// Above which the head, or the body of an answer that is no 2xx, is too large.
  private static let headLimit = 256 << 10
  private static let errorBodyLimit = 1 << 20

  /// What the handle was told before, so that it is told only what differs.
  private struct Options {
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
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.table = table
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setUp()
  }

  deinit {
    curl_easy_cleanup(easy)
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
      curl_easy_reset(easy)
      setUp()
      set.caFile = request.caFile
      if let caFile = request.caFile { _ = viva_easy_set_string(easy, CURLOPT_CAINFO, caFile) }
    }
    if set.url != request.url {
      set.url = request.url
      _ = viva_easy_set_string(easy, CURLOPT_URL, request.url)
    }
    if set.isTLS != prepared.isTLS {
      set.isTLS = prepared.isTLS
      let version = prepared.isTLS ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
      _ = viva_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(version))
      // Rather than open a connection each, transfers wait to learn whether one can carry them all.
      _ = viva_easy_set_long(easy, CURLOPT_PIPEWAIT, prepared.isTLS ? 1 : 0)
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

  private func refuseSize() -> Bool {
    refuse(.tooLarge, "sent more than the \(bodyLimit) bytes that an answer may have")
  }

  private func refuse(_ code: TransportError.Code, _ detail: String) -> Bool {
    refusal = TransportError(
      code, "\(host) \(detail)", received: received, head: head.isWhole ? head.head : nil)
    return false
  }

  private var host: String { arrival?.request.host ?? "" }
  private var received: Int { head.size + bodyCount }

  // MARK: Time

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

  private var timeouts: HTTPRequest.Timeouts {
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

  private var connectTimeout: TransportError {
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

  private var totalTimeout: TransportError {
    failure(
      .totalTimeout,
      "\(host) had not answered in full after \(timeouts.total.shown) (the total timeout)\(progress): "
        + "the model may simply be slow; raise the total timeout")
  }

  private var progress: String { received == 0 ? "" : ", after \(received) bytes of its answer" }

  // MARK: Outcomes

  /// Whether a connection that was used again had died meanwhile, so that one more attempt is due.
  ///
  /// libcurl mostly does this itself; it gives up where the other kept connections are dead as well.
  func mayTryAgain(after code: CURLcode) -> Bool {
    guard !isSecondTry, refusal == nil, received == 0, usedOpenConnection else { return false }
    return code == CURLE_GOT_NOTHING || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR
  }

  /// Makes ready for an attempt on a connection of its own. Deadlines go on.
  func tryAgain(at now: Int64) {
    isSecondTry = true
    isConnected = false
    lastActivity = now
    head = HeadReader()
    set.isFresh = true
    _ = viva_easy_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
  }

  /// What to tell the caller after libcurl's last word.
  func outcome(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
    if let refusal { return .failure(refusal) }
    guard code == CURLE_OK else { return .failure(failure(code)) }
    guard head.isWhole else {
      return .failure(failure(.brokenAnswer, "\(host) ended its answer within the head"))
    }
    let usedOpen = usedOpenConnection
    let connect = max(
      microseconds(CURLINFO_CONNECT_TIME_T), microseconds(CURLINFO_APPCONNECT_TIME_T))
    let timing = HTTPResponse.Timing(
      connect: usedOpen ? .zero : .microseconds(connect),
      firstByte: .microseconds(microseconds(CURLINFO_STARTTRANSFER_TIME_T)),
      total: .nanoseconds(monotonicNanoseconds() - started), usedOpenConnection: usedOpen)
    return .success(HTTPResponse(head: head.head, body: body, timing: timing))
  }

  private func failure(_ code: TransportError.Code, _ detail: String) -> TransportError {
    TransportError(code, detail, received: received, head: head.isWhole ? head.head : nil)
  }

  private func failure(_ code: CURLcode) -> TransportError {
    let reason = reason(code)
    let hasProxy = !(arrival?.request.proxy.isEmpty ?? true)
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return failure(.nameNotFound, "no address is known for \(host)")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      return failure(.proxy, "the proxy to \(host) is of no use: \(reason)")
    case CURLE_COULDNT_CONNECT:
      let system = long(CURLINFO_OS_ERRNO)
      if system == Int(ETIMEDOUT) { return connectTimeout }
      let cause = system > 0 ? String(cString: strerror(Int32(system))) : reason
      if hasProxy { return failure(.proxy, "no connection to the proxy to \(host): \(cause)") }
      return failure(
        .connectionRefused, "no connection to \(host): \(cause); does the server run there?")
    case CURLE_OPERATION_TIMEDOUT:
      return isConnected || microseconds(CURLINFO_PRETRANSFER_TIME_T) > 0
        ? totalTimeout : connectTimeout
    case CURLE_SSL_CONNECT_ERROR:
      return failure(.handshake, "the TLS handshake with \(host) failed: \(reason)")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return failure(
        .untrustedCertificate,
        "the certificate of \(host) is not to be trusted: \(reason); "
          + "a server with a certificate of its own needs its file named as the CA file")
    case CURLE_SSL_CACERT_BADFILE:
      return failure(
        .invalidRequest, "the certificate file '\(set.caFile ?? "")' holds no certificate in PEM")
    case CURLE_URL_MALFORMAT:
      return failure(.invalidRequest, "the URL of \(host) cannot be read: \(reason)")
    case CURLE_FILESIZE_EXCEEDED:
      _ = refuseSize()
      return refusal ?? failure(.tooLarge, reason)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      let answered = long(CURLINFO_HTTP_CONNECTCODE)
      if answered != 0, answered / 100 != 2 {
        return failure(.proxy, "the proxy to \(host) answered with status \(answered)")
      }
      if received == 0 {
        return failure(
          .connectionLost, "the connection to \(host) ended before an answer began: \(reason)")
      }
      return failure(.brokenAnswer, "the connection to \(host) broke\(progress): \(reason)")
    case CURLE_PARTIAL_FILE, CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY,
      CURLE_UNSUPPORTED_PROTOCOL, CURLE_WRITE_ERROR:
      return failure(.brokenAnswer, "the answer of \(host) is broken\(progress): \(reason)")
    default:
      return failure(.other, "the transfer from \(host) failed: \(reason)")
    }
  }

  /// libcurl's own words, the more exact ones where it has them.
  private func reason(_ code: CURLcode) -> String {
    let words =
      message[0] != 0 ? String(cString: message) : String(cString: curl_easy_strerror(code))
    return words.last == " " ? String(words.dropLast()) : words
  }

  private var usedOpenConnection: Bool { long(CURLINFO_NUM_CONNECTS) == 0 }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    return viva_easy_get_long(easy, info, &value) == CURLE_OK ? value : 0
  }

  private func microseconds(_ info: CURLINFO) -> Int64 {
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

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    // A century; beyond it the sum with the time of day would overflow.
    return min(seconds, 3_155_760_000) * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  fileprivate var wholeMilliseconds: Int { Int(min(nanoseconds / 1_000_000, 2_000_000_000)) }

  /// In seconds where they are whole, otherwise in milliseconds.
  fileprivate var shown: String {
    let milliseconds = nanoseconds / 1_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
