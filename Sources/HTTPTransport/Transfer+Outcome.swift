import CCurl

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Transfer {
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

  func failure(_ code: TransportError.Code, _ detail: String) -> TransportError {
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
      // OpenSSL's words for bytes that are no TLS record.
      if reason.contains("wrong version number") || reason.contains("packet length too long") {
        return failure(
          .handshake,
          "\(host) does not answer in TLS; if it takes plain HTTP, its URL begins with http://")
      }
      return failure(.handshake, "the TLS handshake with \(host) failed: \(reason)")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return failure(
        .untrustedCertificate,
        "the certificate of \(host) is not to be trusted: \(reason)")
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
      message[0] != 0 ? String(cString: message) : String(cString: viva_easy_strerror(code))
    return words.last == " " ? String(words.dropLast()) : words
  }
}
