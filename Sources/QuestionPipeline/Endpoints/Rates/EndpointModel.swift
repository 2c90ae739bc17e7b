package import HTTPTransport

/// An endpoint made ready to be asked: with its key, its gate, and patience for its faults.
package struct EndpointModel: Sendable {
  package let model: RetryingModel
  package let gate: EndpointGate

  /// - Parameters:
  ///   - transport: counts what is on the wire, so that an interruption can wait for it.
  ///   - environment: where keys are looked up.
  ///   - noted: hears what is to be said of the URL.
  ///   - troubled: hears of faults that are tried again.
  /// - Throws: `ConfigurationError` or `FileError`.
  package init(
    _ profile: EndpointProfile, transport: any Transport, cache: AbilityCache, clock: any RunClock,
    timeOfDay: @escaping @Sendable () -> UnixTime, environment: (String) -> String?,
    spending: SpendingGate, seed: RunSeed, noted: (String) -> Void = { _ in },
    troubled: @escaping @Sendable (ModelError) -> Void = { _ in }
  ) throws {
    let url = try profile.url()
    if let note = url.note { noted(note) }
    if let file = profile.caFile { try Self.check(certificates: file) }
    let key = try EndpointKey.find(for: profile, url: url, environment: environment)
    let gate = EndpointGate(profile, clock: clock)
    self.gate = gate
    model = RetryingModel(
      try ChatCompletionsModel(
        profile: profile, key: key, transport: transport, cache: cache, clock: clock,
        now: timeOfDay, name: profile.modelName, heard: { gate.learn(from: $0) }),
      gate: gate, spending: spending, seed: seed, troubled: troubled)
  }

  /// Throws: `FileError`, or `ConfigurationError` where the file cannot be what a certificate is checked with.
  private static func check(certificates file: String) throws {
    let text = try FileSystem.read(file, limit: 16 << 20)
    guard text.contains(Array("-----BEGIN ".utf8)) else {
      throw ConfigurationError(source: file, detail: "holds no certificate in PEM")
    }
  }
}
