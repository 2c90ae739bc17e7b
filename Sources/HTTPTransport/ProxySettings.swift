/// The proxies that the environment names, under the names that curl knows: `http_proxy` (in lower case alone, since web
/// servers set the other from a header), `https_proxy`, `all_proxy` and `no_proxy`.
package struct ProxySettings: Sendable, Hashable {
  /// For URLs with http; empty for none.
  package var http = ""
  /// For URLs with https; empty for none.
  package var https = ""
  /// Names, domains and networks that are reached without a proxy, as libcurl reads it. The loopback interface is always.
  package var exceptions = ""

  /// No proxy at all.
  package init() {}

  /// The settings of an environment, looked up name by name.
  package init(environment: (String) -> String?) {
    func first(_ names: String...) -> String {
      for name in names { if let value = environment(name), !value.isEmpty { return value } }
      return ""
    }
    http = first("http_proxy", "all_proxy", "ALL_PROXY")
    https = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    exceptions = first("no_proxy", "NO_PROXY")
  }

  /// The proxy asked for such URLs, for people to read: without the credentials that it may hold. Nil for none.
  package func shown(forTLS isTLS: Bool) -> String? {
    let proxy = isTLS ? https : http
    guard !proxy.isEmpty else { return nil }
    guard let at = proxy.utf8.lastIndex(of: UInt8(ascii: "@")) else { return proxy }
    let host = proxy[proxy.utf8.index(after: at)...]
    var scheme = ""
    if let slashes = proxy.firstRange(of: "://"), slashes.lowerBound < at {
      scheme = String(proxy[..<slashes.upperBound])
    }
    return scheme + host
  }
}
