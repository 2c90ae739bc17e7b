/// How one endpoint and model is treated.
package struct GateSettings: Sendable, Hashable {
  package var concurrency: ConcurrencyLimiter.Settings
  package var breaker: CircuitBreaker.Settings
  package var backoff: Backoff
  package var rates: EndpointProfile.Rates
  /// Attempts at one request while the server fails.
  package var attempts: Int
  /// How long a request may wait for capacity in all. A hint to wait longer is not slept through either.
  package var patience: Duration
  /// A pause above which a request that has another endpoint goes there.
  package var shortPause: Duration

  package init(
    concurrency: ConcurrencyLimiter.Settings = .init(), breaker: CircuitBreaker.Settings = .init(),
    backoff: Backoff = Backoff(), rates: EndpointProfile.Rates = .init(), attempts: Int = 6,
    patience: Duration = .seconds(900), shortPause: Duration = .seconds(5)
  ) {
    self.concurrency = concurrency
    self.breaker = breaker
    self.backoff = backoff
    self.rates = rates
    self.attempts = attempts
    self.patience = patience
    self.shortPause = shortPause
  }

  package init(_ profile: EndpointProfile) {
    self.init(rates: profile.rates, attempts: profile.attempts, patience: profile.patience)
    if let most = profile.rates.inFlight { concurrency = .init(ceiling: max(1, most)) }
  }
}
