import HTTPTransport
import QuestionPipeline
import Synchronization

/// What `viva doctor` finds about one endpoint.
struct EndpointCheck: Sendable {
  let profile: EndpointProfile
  /// Whether the command line names it: then what does not work is a failure, and a short chat may be tried.
  let isNamed: Bool
  let transport: any Transport
  let cache: AbilityCache
  let workplace: Workplace

  private var subject: String { "endpoint \(profile.name)" }

  func findings() async -> [Finding] {
    let contact: EndpointContact
    let key: EndpointKey?
    do {
      let url = try profile.url(source: "base URL")
      key = try EndpointKey.find(for: profile, url: url, environment: workplace.environment)
      contact = try EndpointContact(profile: profile, key: key)
    } catch {
      return [Finding(subject, .failure, "\(error)")]
    }
    var found = [keyFinding(key, contact)]
    found += await reach(contact)
    if isNamed, !profile.model.isEmpty {
      found += await chat(key)
    } else if let known = remembered(contact) {
      found.append(Finding(subject, .fine, "known to take " + Self.words(for: known)))
    }
    return found
  }

  private func keyFinding(_ key: EndpointKey?, _ contact: EndpointContact) -> Finding {
    let source = EndpointKey.source(of: profile)
    if key != nil { return Finding(subject, .fine, "\(contact.url), key found in \(source)") }
    return switch profile.key {
    case nil: Finding(subject, .fine, "\(contact.url), no key configured, none is sent")
    case .environment, .file:
      Finding(
        subject,
        contact.url.isLoopback || profile.name == EndpointChoice.unnamed ? .note : .warning,
        "\(contact.url), no key: \(source) is not set, or blank")
    }
  }

  // MARK: The list of models

  private func reach(_ contact: EndpointContact) async -> [Finding] {
    let reader = contact.reader(model: profile.model.isEmpty ? profile.name : profile.model)
    // What is not named is looked at in passing: it must not keep anybody waiting.
    let patience: Duration = isNamed ? profile.connectTimeout : .seconds(3)
    let request = contact.get(
      "models",
      timeouts: HTTPRequest.Timeouts(connect: patience, idle: .seconds(10), total: .seconds(20)),
      limit: 8 << 20)
    let start = workplace.clock.now
    do {
      let answer = try await transport.send(request)
      let took = Int((workplace.clock.now - start).milliseconds)
      var found: [Finding] = []
      if answer.head.status == 200 {
        found.append(models(ModelList.identifiers(in: answer.body), took))
      } else {
        let error = contact.explained(
          reader.error(answer.head, answer.body, now: workplace.timeOfDay()), service: "models")
        // Some servers have no such list: that alone says nothing against them.
        let isMissing = [404, 405, 501].contains(answer.head.status)
        found.append(
          Finding(
            subject, isMissing ? .note : isNamed ? .failure : .warning,
            isMissing
              ? "reachable in \(took) ms; it lists no models (status \(answer.head.status))"
              : error.detail))
      }
      if let skew = skew(answer.head) { found.append(skew) }
      return found
    } catch let error as TransportError {
      return [
        Finding(subject, isNamed ? .failure : .note, contact.redaction.text(error.detail))
      ]
    } catch {
      return [Finding(subject, .note, "\(error)")]
    }
  }

  private func models(_ identifiers: [String]?, _ took: Int) -> Finding {
    guard let identifiers else {
      return Finding(
        subject, isNamed ? .warning : .note,
        "answers in \(took) ms, but not with a list of models; does the base URL need /v1?")
    }
    let some = identifiers.prefix(4).joined(separator: ", ") + (identifiers.count > 4 ? " …" : "")
    let count = "\(identifiers.count) \(identifiers.count == 1 ? "model" : "models")"
    let text = "answers in \(took) ms and lists \(count)" + (some.isEmpty ? "" : ": \(some)")
    if !profile.model.isEmpty, !identifiers.isEmpty, !identifiers.contains(profile.model) {
      let near =
        Suggestion.nearest(to: profile.model, among: identifiers).map { "; did you mean '\($0)'?" }
        ?? ""
      // Whether it answers to that name all the same, the chat will tell.
      return Finding(
        subject, isNamed ? .note : .warning,
        "\(text); the model '\(profile.model)' is not among them\(near)")
    }
    return Finding(subject, .fine, text)
  }

  /// The server's clock against ours, where they differ by more than dates and certificates take lightly.
  private func skew(_ head: HTTPHead) -> Finding? {
    guard let date = head["date"].flatMap({ UnixTime(httpDate: $0) }) else { return nil }
    let difference = Int((workplace.timeOfDay().seconds - date.seconds).rounded())
    guard abs(difference) > 60 else { return nil }
    return Finding(
      subject, .warning,
      "this machine's clock is \(abs(difference)) s \(difference > 0 ? "ahead of" : "behind") the "
        + "server's; waits given as a time of day go wrong")
  }

  // MARK: A short chat

  /// One small request in the form in which a run would ask.
  private func chat(_ key: EndpointKey?) async -> [Finding] {
    do {
      let model = try ChatCompletionsModel(
        profile: profile, key: key, transport: transport, cache: cache, clock: workplace.clock,
        now: workplace.timeOfDay)
      let start = workplace.clock.now
      let reply = try await model.respond(to: Self.question)
      let took = Int((workplace.clock.now - start).milliseconds)
      var text = "a short chat took \(took) ms"
      if reply.model != profile.model { text += " and was answered by '\(reply.model)'" }
      text += "; \(reply.usage.prompt + reply.usage.completion) tokens"
      if !reply.usage.isReported { text += " by estimate, since the server does not count them" }
      var found = [
        Finding(subject, .fine, text),
        Finding(subject, .fine, "takes " + Self.words(for: model.abilities)),
      ]
      let written = try? ReplyReader.find(in: reply.content, tags: []).value
      if written?["sum"]?.intValue != 5 {
        found.append(
          Finding(
            subject, written?.objectValue == nil ? .warning : .note,
            "asked for the JSON object {\"sum\": 5}, it wrote: \(ServerText.shown(reply.content, limit: 80))"
          ))
      }
      for note in reply.wire?.notes ?? [] { found.append(Finding(subject, .note, note)) }
      return found
    } catch let error as ModelError {
      return [Finding(subject, .failure, error.detail)]
    } catch {
      return [Finding(subject, .failure, "\(error)")]
    }
  }

  private static let question = ChatRequest(
    messages: [
      ChatMessage(.system, "You answer in JSON. Example of the form: {\"sum\": 7}"),
      ChatMessage(.user, "What is 2 + 3? Reply with one JSON object with the member sum."),
    ],
    schema: [
      "type": "object", "properties": ["sum": ["type": "integer"]], "required": ["sum"],
      "additionalProperties": false,
    ], schemaName: "sum", maxReplyTokens: 1024, role: .solver, cell: 0)

  // MARK: What is remembered

  private func remembered(_ contact: EndpointContact) -> EndpointAbilities? {
    cache.entries.last {
      $0.base == contact.url.description && (profile.model.isEmpty || $0.model == profile.model)
    }?.abilities
  }

  static func words(for abilities: EndpointAbilities) -> String {
    var parts = ["structured output by \(abilities.rung.words)"]
    switch abilities.streams {
    case .either: parts.append("streamed answers")
    case .only: parts.append("streamed answers only")
    case .never: parts.append("whole answers only")
    }
    parts.append("\(abilities.cap.rawValue) as the cap of a reply")
    if abilities.foldsSystem { parts.append("no system role") }
    if !abilities.dropped.isEmpty {
      parts.append("not \(abilities.dropped.joined(separator: ", "))")
    }
    return parts.joined(separator: ", ")
  }
}
