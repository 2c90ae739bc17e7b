/// The span that a task works in: what it asks of models becomes spans below that one.
///
/// It goes with the task and the tasks within, so that neither stages nor judges need know of it.
struct SpanScope: Sendable {
  /// Nil where nobody traces.
  @TaskLocal static var current: SpanScope?

  let tracer: RunTracer
  /// The span's id.
  let span: String

  /// A request that is about to be made.
  func begin(_ key: String, _ request: ChatRequest, model: String) -> Call {
    Call(scope: self, key: key, request: request, model: model, start: tracer.now)
  }

  /// A request to a model, on its way. A reference, which takes little room in the frames of runs that nobody traces.
  final class Call: Sendable {
    private let scope: SpanScope
    private let key: String
    private let request: ChatRequest
    private let model: String
    private let start: Int

    fileprivate init(scope: SpanScope, key: String, request: ChatRequest, model: String, start: Int)
    {
      self.scope = scope
      self.key = key
      self.request = request
      self.model = model
      self.start = start
    }

    /// Came to an entry of the journal, good or bad.
    func end(_ entry: JournalEntry) {
      var span = span(entry.wire)
      span["viva.outcome"] = .text(entry.outcome.rawValue)
      if let reply = entry.reply {
        span["gen_ai.response.model"] = .text(reply.model)
        span["gen_ai.response.finish_reasons"] = .texts([Self.word(for: reply.finishReason)])
        span["gen_ai.usage.input_tokens"] = .integer(reply.usage.prompt)
        span["gen_ai.usage.output_tokens"] = .integer(reply.usage.completion)
        if !reply.usage.isReported { span["viva.usage.estimated"] = .flag(true) }
      } else {
        span.error = Self.status(of: entry.wire) ?? entry.outcome.rawValue
      }
      add(span, entry.wire)
    }

    /// Came to nothing that is kept.
    func fail(_ error: any Error) {
      let wire = (error as? ModelError)?.wire
      var span = span(wire)
      span.error = Self.status(of: wire) ?? RunTracer.word(for: error)
      add(span, wire)
    }

    private func span(_ wire: WireRecord?) -> Span {
      let tracer = scope.tracer
      let endpoint = wire?.attempts.last.flatMap { tracer.endpoints[$0.endpoint] }
      let model = endpoint?.model ?? model
      var span = tracer.span(
        "chat \(model)", id: scope.span + "/" + key, parent: scope.span, start: start)
      span.kind = .client
      span["gen_ai.operation.name"] = .text("chat")
      span["gen_ai.provider.name"] = .text(endpoint?.provider ?? tracer.provider)
      span["gen_ai.request.model"] = .text(model)
      span["gen_ai.output.type"] = .text("json")
      span["gen_ai.request.temperature"] = request.temperature.map(Span.Value.number)
      span["gen_ai.request.max_tokens"] = request.maxReplyTokens.map(Span.Value.integer)
      span["server.address"] = endpoint.map { .text($0.address) }
      span["server.port"] = endpoint.map { .integer($0.port) }
      span["viva.role"] = .text(request.role.rawValue)
      span["viva.attempt"] = .integer(request.attempt)
      span["viva.sample"] = .integer(request.sample)
      span["viva.journal.key"] = .text(key)
      return span
    }

    private func add(_ span: Span, _ wire: WireRecord?) {
      scope.tracer.add(span)
      var time = start
      for (number, attempt) in (wire?.attempts ?? []).enumerated() {
        // What is measured is how long each waited and took, one after the other.
        let begin = min(time + RunTracer.nanoseconds(attempt.waited), span.end)
        time = min(begin + RunTracer.nanoseconds(attempt.took), span.end)
        var sent = scope.tracer.span(
          "POST", id: "\(span.id)/\(number)", parent: span.id, start: begin, end: time)
        let endpoint = scope.tracer.endpoints[attempt.endpoint]
        sent.kind = .client
        sent["http.request.method"] = .text("POST")
        sent["http.response.status_code"] = attempt.status.map(Span.Value.integer)
        sent["http.request.resend_count"] = number > 0 ? .integer(number) : nil
        sent["server.address"] = endpoint.map { .text($0.address) }
        sent["server.port"] = endpoint.map { .integer($0.port) }
        sent["viva.endpoint"] = .text(attempt.endpoint)
        if let failure = attempt.failure {
          let isAnError = (attempt.status ?? 0) >= 400
          sent.error = isAnError ? attempt.status.map(String.init) : failure
        }
        scope.tracer.add(sent)
      }
    }

    private static func status(of wire: WireRecord?) -> String? {
      guard let status = wire?.attempts.last?.status, status >= 400 else { return nil }
      return String(status)
    }

    private static func word(for reason: FinishReason) -> String {
      reason == .contentFilter ? "content_filter" : reason.rawValue
    }
  }
}
