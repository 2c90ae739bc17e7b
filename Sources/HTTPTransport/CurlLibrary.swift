import CCurl

/// The system's libcurl, which is loaded by whoever first needs it, so that what sends nothing starts without it.
package enum CurlLibrary {
  /// Loads it, unless that was done. Throws: `TransportError` where it is not there.
  static func load() throws(TransportError) {
    if let failure { throw failure }
  }

  /// libcurl and its TLS library, as it names them itself. Throws: `TransportError` where it is not there.
  package static func version() throws(TransportError) -> String {
    try load()
    return String(cString: viva_curl_version())
  }

  private static let failure: TransportError? = {
    if let reason = viva_curl_load() {
      return TransportError(
        .other,
        "libcurl cannot be loaded (\(String(cString: reason))); install it (Debian: libcurl4)")
    }
    _ = viva_global_init(Int(CURL_GLOBAL_DEFAULT))
    return nil
  }()
}
