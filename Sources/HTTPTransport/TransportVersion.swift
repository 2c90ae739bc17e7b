import CCurl

/// What the program was linked with.
package enum TransportVersion {
  /// libcurl and its TLS library, as it names them itself.
  package static var curl: String { String(cString: curl_version()) }
}
