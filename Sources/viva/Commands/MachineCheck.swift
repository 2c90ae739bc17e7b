import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `viva doctor` finds on the machine itself.
struct MachineCheck: Sendable {
  let environment: @Sendable (String) -> String?
  /// Cells in flight by the settings.
  let concurrency: Int

  func findings() -> [Finding] { [fileLimit(), proxy()] + certificates() }

  private func fileLimit() -> Finding {
    var limit = rlimit()
    #if canImport(Glibc)
      let code = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #else
      let code = getrlimit(RLIMIT_NOFILE, &limit)
    #endif
    guard code == 0 else { return Finding("open files", .note, "the limit cannot be read") }
    let allowed = limit.rlim_cur > UInt64(Int.max) ? Int.max : Int(limit.rlim_cur)
    // A connection for each cell in flight, and what files, logs and the runtime take.
    let wanted = concurrency + 64
    guard allowed >= wanted else {
      return Finding(
        "open files", .warning,
        "the limit is \(allowed), and --concurrency \(concurrency) may need \(wanted); "
          + "raise it with 'ulimit -n'")
    }
    return Finding("open files", .fine, "up to \(allowed == .max ? "any number" : String(allowed))")
  }

  private func proxy() -> Finding {
    let names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"]
    let found = names.compactMap { name -> String? in
      guard let value = environment(name), !value.isEmpty else { return nil }
      return "\(name)=\(Self.withoutCredentials(value))"
    }
    guard !found.isEmpty else { return Finding("proxy", .fine, "none") }
    var text = found.joined(separator: ", ")
    if let exempt = environment("no_proxy") ?? environment("NO_PROXY"), !exempt.isEmpty {
      text += "; not for \(exempt)"
    }
    return Finding("proxy", .note, "\(text); never for this machine itself")
  }

  /// A proxy's URL without name and password.
  static func withoutCredentials(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    let scheme = url.firstRange(of: "://").map { String(url[..<$0.upperBound]) } ?? ""
    return scheme + "…@" + url[url.index(after: at)...]
  }

  private func certificates() -> [Finding] {
    // The curl program reads these, libcurl does not: a common trap.
    ["CURL_CA_BUNDLE", "SSL_CERT_FILE"].compactMap { name in
      guard let value = environment(name), !value.isEmpty else { return nil }
      return Finding(
        "certificates", .note,
        "\(name) is set but has no effect here; use --ca-file \(value) if you need it")
    }
  }
}
