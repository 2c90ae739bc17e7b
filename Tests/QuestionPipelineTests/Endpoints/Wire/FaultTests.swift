import HTTPTransport
import QuestionPipeline
import Testing

/// Section 5 of the page on endpoints: shapes of errors and what they come to.
struct FaultTests {
  @Test(
    arguments: [
      (
        400,
        #"{"error":{"message":"bad thing","type":"invalid_request_error","param":null,"code":"odd"}}"#,
        "local answered 400 (odd): bad thing"
      ),
      (
        400, #"{"error":{"message":"bad thing","type":"t","code":400}}"#,
        "local answered 400 (t): bad thing"
      ),
      (400, #"{"error":"bad thing"}"#, "local answered 400: bad thing"),
      (
        400, #"{"error":"bad thing","error_type":"validation"}"#,
        "local answered 400 (validation): bad thing"
      ),
      (
        400, #"{"object":"error","message":"bad thing","type":"BadRequest","code":400}"#,
        "local answered 400 (BadRequest): bad thing"
      ),
      (
        400, #"[{"error":{"code":400,"message":"bad thing","status":"INVALID_ARGUMENT"}}]"#,
        "local answered 400 (INVALID_ARGUMENT): bad thing"
      ),
      (
        400, #"{"error":{"message":"{\"error\":{\"message\":\"bad thing\",\"code\":\"odd\"}}"}}"#,
        "local answered 400 (odd): bad thing"
      ),
      (400, #"{"detail":"{\"error\":\"bad thing\"}"}"#, "local answered 400: bad thing"),
      (400, #"{"detail":"bad thing"}"#, "local answered 400: bad thing"),
      (
        400,
        #"{"detail":[{"loc":["body","messages",0,"content"],"msg":"bad thing","type":"missing"}]}"#,
        "local answered 400 (missing): body.messages.0.content: bad thing"
      ),
      (
        400, #"{"error":{"code":"1214","message":"bad thing"}}"#,
        "local answered 400 (1214): bad thing"
      ),
      (
        400, #"{"code":"InvalidParameter","message":"bad thing","request_id":"r"}"#,
        "local answered 400 (InvalidParameter): bad thing"
      ),
      (400, #"data: {"error":{"message":"bad thing"}}"#, "local answered 400: bad thing"),
      (400, "bad thing\n", "local answered 400: bad thing"),
      (400, "", "local answered 400"),
      (
        400, "<html><head><TITLE>400 bad thing</TITLE></head></html>",
        "local answered 400: an HTML page '400 bad thing'"
      ),
    ])
  func readsEachShapeOfAnErrorBody(status: Int, body: String, detail: String) {
    let error = WireFixture.fault(status, body)
    #expect(error.detail == detail + "; the endpoint does not take the request as it stands")
    #expect(error.code == .invalidRequest)
    #expect(error.status == 400)
    #expect(error.model == "m")
  }

  @Test func opensDocumentsInStringsOnlySoDeep() {
    var body = #"{"error":{"message":"deep"}}"#
    for _ in 0..<12 { body = #"{"error":{"message":\#(JSONWriter.text(.string(body)))}}"# }
    #expect(WireFixture.fault(400, body).detail.unicodeScalars.count < 400)
  }

  /// One line of the retry table.
  struct Row: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var code: ModelError.Code
    var fields: [String: String] = [:]
    var attemptLimit: Int?
    var testDescription: String { "\(status) \(body.prefix(60))" }
  }

  private static func error(_ message: String, code: String = "", type: String = "") -> String {
    let member = code.isEmpty ? "null" : Int(code) == nil ? "\"\(code)\"" : code
    return
      #"{"error":{"message":\#(JSONWriter.text(.string(message))),"type":"\#(type)","code":\#(member)}}"#
  }

  private func check(_ row: Row) {
    let error = WireFixture.fault(row.status, row.body, row.fields)
    #expect(error.code == row.code)
    #expect(error.attemptLimit == row.attemptLimit)
    #expect(error.status == row.status)
  }

  @Test(arguments: [408, 409, 425, 498, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])
  func retriesFaultsOfTheServer(status: Int) {
    check(Row(status: status, body: "", code: .unavailable))
    check(Row(status: status, body: "<html><title>Bad gateway</title></html>", code: .unavailable))
  }

  @Test func retriesAFailedGenerationTwice() {
    check(
      Row(
        status: 424,
        body: #"{"error":"Request failed during generation","error_type":"generation"}"#,
        code: .unavailable, attemptLimit: 2))
  }

  @Test(
    arguments: [
      (400, error("x", code: "context_length_exceeded")),
      (
        400,
        error(
          "the request exceeds the available context size", code: "400",
          type: "exceed_context_size_error")
      ),
      (
        400,
        error("This model's maximum context length is 4096 tokens. However, you requested 5000")
      ),
      (400, error("request (9000 tokens) exceeds the available context size (4096 tokens)")),
      (400, error("the input length exceeds the context length")),
      (400, error("Input token length too long")),
      (400, error("Range of input length should be [1, 129024]")),
      (400, error("prompt is too long: 210000 tokens > 200000 maximum")),
      (413, ""), (413, error("Payload too large")),
      (
        403,
        error("Input token count + max_tokens must be less than the context length of the model")
      ),
      (400, error("Prompt exceeds max length", code: "1261")),
      (500, error("input is too large to process. increase the physical batch size")),
      (
        429,
        error(
          "Request too large for gpt-4o in organization o on tokens per min (TPM): Limit 30000, Requested 40000",
          code: "rate_limit_exceeded", type: "tokens")
      ),
    ])
  func neverRetriesAPromptThatIsTooLong(status: Int, body: String) {
    check(Row(status: status, body: body, code: .tooLong))
  }

  @Test(
    arguments: [
      (400, error("The response was filtered", code: "content_filter")),
      (400, error("x", code: "content_policy_violation")),
      (
        400,
        #"{"error":{"message":"x","code":null,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#
      ),
      (
        400,
        #"{"code":"data_inspection_failed","message":"Output data may contain inappropriate content."}"#
      ),
      (
        400,
        error(
          "The request was rejected because it was considered high risk", type: "content_filter")
      ),
      (400, error("x", code: "1301")),
      (
        403,
        #"{"error":{"code":403,"message":"Your input was flagged","metadata":{"reasons":["violence"],"flagged_input":"x"}}}"#
      ),
      (403, #"{"error":{"code":403,"message":"x","metadata":{"reasons":["violence"]}}}"#),
      (403, error("The prompt has been flagged by our safety system")),
    ])
  func keepsWhatAContentFilterStopped(status: Int, body: String) {
    check(Row(status: status, body: body, code: .filtered))
  }

  @Test(
    arguments: [
      (401, ""), (401, error("Incorrect API key provided", code: "invalid_api_key")),
      (403, error("Your organization has been flagged for unusual activity.")),
      (403, error("This account has been flagged. Contact support.", code: "permission_denied")),
      (403, error("The input was flagged", type: "permission_error")),
      (403, error("Access to the moderation endpoint is not allowed")),
      (403, error("Blocked by the load balancer")),
      (
        403,
        error(
          "Country, region, or territory not supported",
          code: "unsupported_country_region_territory")
      ),
      (403, error("Out of call volume quota. Quota will be replenished later.")),
      (403, "<html><title>Forbidden</title></html>"), (407, ""),
      (
        400,
        #"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]"#
      ),
    ])
  func stopsWithoutPermission(status: Int, body: String) {
    check(Row(status: status, body: body, code: .unauthorized))
  }

  @Test(
    arguments: [
      (402, error("Insufficient Balance")), (402, ""),
      (
        429,
        error(
          "You exceeded your current quota, please check your plan and billing details.",
          code: "insufficient_quota", type: "insufficient_quota")
      ),
      (429, error("x", code: "insufficient_quota")),
      (429, error("You exceeded your current quota")),
      (429, error("x", type: "exceeded_current_quota_error")),
      (403, error("Your account balance is too low")), (403, error("The balance is used up")),
      (403, error("Insufficient balance")),
      (429, error("余额不足", code: "1113")),
      (
        400,
        #"{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}"#
      ),
      (402, error("Insufficient credits", code: "402")),
    ])
  func stopsWithoutCredit(status: Int, body: String) {
    check(Row(status: status, body: body, code: .noCredit))
  }

  @Test func neverBacksOffFromAnExhaustedQuotaEvenWithAHint() {
    check(
      Row(
        status: 429, body: Self.error("x", code: "insufficient_quota"), code: .noCredit,
        fields: ["retry-after": "20", "x-should-retry": "true"]))
  }

  @Test func waitsForABudgetInFlight() {
    let error = WireFixture.fault(
      402, Self.error("Too much in flight", code: "in_flight_budget"), ["retry-after": "3"])
    #expect(error.code == .rateLimited)
    #expect(error.retryAfter == .seconds(3))
  }

  @Test func waitsForAQuotaOfTheMinute() {
    let body =
      #"[{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"t/QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},{"@type":"t/RetryInfo","retryDelay":"57s"}]}}]"#
    let error = WireFixture.fault(429, body)
    #expect(error.code == .rateLimited)
    #expect(error.retryAfter == .seconds(57))
  }

  @Test(
    arguments: [
      (
        404,
        error(
          "The model `m` does not exist or you do not have access to it.", code: "model_not_found")
      ),
      (404, error("model 'm' not found", type: "api_error")),
      (
        404,
        #"{"object":"error","message":"The model `m` does not exist.","type":"NotFoundError","code":404}"#
      ),
      (400, error("m is not a valid model ID", code: "400")),
      (400, error("模型不存在", code: "1211")),
    ])
  func stopsAtAnUnknownModel(status: Int, body: String) {
    check(Row(status: status, body: body, code: .unknownModel))
    #expect(WireFixture.fault(status, body).detail.contains("it has no model 'm'"))
  }

  @Test(
    arguments: [
      (503, error("Loading model", code: "503", type: "unavailable_error")),
      (404, error("Model m is currently loading", code: "model_not_found")),
      (503, #"{"error":"Model org/m is currently loading","estimated_time":20.0}"#),
      (429, ""), (429, error("Rate limit reached", code: "rate_limit_exceeded")),
      (429, error("x", code: "slow_down")), (503, error("x", code: "slow_down")),
      (429, error("Service tier capacity exceeded for this model.")),
      (429, error("The engine is currently overloaded", type: "engine_overloaded_error")),
      (429, error("x", code: "1302")), (429, error("x", code: "1303")),
      (429, error("x", code: "1305")), (429, error("x", code: "1312")),
      (429, #"{"error":"Model is overloaded","error_type":"overloaded"}"#),
      (503, error("x", code: "server_is_overloaded")),
      (529, error("Overloaded", type: "overloaded_error")),
    ])
  func waitsForCapacity(status: Int, body: String) {
    check(Row(status: status, body: body, code: .rateLimited))
  }

  @Test(
    arguments: [
      error("Rate limit reached for model on requests per day (RPD): Limit 1000"),
      error("Rate limit exceeded: free-models-per-day"), error("x", code: "1304"),
      error("x", code: "1308"), error("x", code: "1310"),
    ])
  func stopsAtALimitOfTheDayUnlessItSaysWhenItIsReset(body: String) {
    check(Row(status: 429, body: body, code: .noCredit))
    let error = WireFixture.fault(429, body, ["retry-after": "12000"])
    #expect(error.code == .rateLimited)
    #expect(error.retryAfter == .seconds(12_000))
    #expect(error.detail.hasSuffix("it resets in 3 h 20 min"))
  }

  @Test(
    arguments: [
      error("CUDA out of memory. Tried to allocate 2.00 GiB"),
      error("CUDA error: an illegal memory access was encountered"),
    ])
  func doesNotHammerADeadServer(body: String) {
    check(Row(status: 500, body: body, code: .unavailable, attemptLimit: 1))
  }

  @Test func keepsWhatAModelWroteInsteadOfJSON() {
    let error = WireFixture.fault(
      400,
      #"{"error":{"message":"Failed to generate JSON.","type":"invalid_request_error","code":"json_validate_failed","failed_generation":"{\"a\": 1,}"}}"#
    )
    #expect(error.code == .invalidResponse)
    #expect(error.partial == #"{"a": 1,}"#)
    #expect(error.attemptLimit == 2)
    #expect(error.mayBeBilled)
  }

  @Test func obeysTheServerOnWhetherToTryAgain() {
    check(
      Row(
        status: 500, body: "", code: .unavailable, fields: ["x-should-retry": "false"],
        attemptLimit: 1))
    check(
      Row(
        status: 429, body: "", code: .rateLimited, fields: ["x-should-retry": "false"],
        attemptLimit: 1))
    check(Row(status: 400, body: "", code: .unavailable, fields: ["x-should-retry": "true"]))
    check(Row(status: 404, body: "", code: .unavailable, fields: ["x-should-retry": "true"]))
  }

  @Test(
    arguments: [
      (404, "<html><head><title>404 Not Found</title></head></html>"),
      (404, error("Unknown request URL: POST /chat/completions.", code: "unknown_url")),
      (404, ""), (404, #"{"detail":"Not Found"}"#), (405, ""),
    ])
  func saysThatABaseURLProbablyNeedsAVersion(status: Int, body: String) {
    let error = WireFixture.fault(status, body, baseURL: "http://127.0.0.1:8080?key=abcdefgh")
    #expect(error.code == .invalidRequest)
    #expect(
      error.detail.hasSuffix(
        "; the base URL 'http://127.0.0.1:8080' probably needs '/v1' at its end"))
  }

  @Test func saysSoOfAWebPageUnderTheStatusOfASuccess() throws {
    let error = try WireFixture.failure("<!doctype html><html><title>Open WebUI</title></html>")
    #expect(
      error.detail
        == "local answered 200: an HTML page 'Open WebUI'; the base URL of 'local' probably needs '/v1' at its end"
    )
  }

  @Test func doesNotAskForAVersionThatIsThere() {
    let error = WireFixture.fault(404, "", baseURL: "https://h/v1beta/openai")
    #expect(
      error.detail.hasSuffix(
        "check the base URL 'https://h/v1beta/openai': '/chat/completions' must follow it"))
  }

  @Test func namesWhereARedirectLeads() {
    let error = WireFixture.fault(
      308, "", ["location": "https://u:pw@h/v1/chat/completions?key=abcdefgh"])
    #expect(error.code == .invalidRequest)
    #expect(error.detail.contains("it redirects to https://h/v1/chat/completions, and"))
    #expect(!error.detail.contains("abcdefgh"))
    #expect(!error.detail.contains("pw@"))
  }

  @Test(
    arguments: [
      (
        400,
        error(
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          code: "unsupported_parameter"), Repair.renameCap(to: "max_completion_tokens")
      ),
      (
        422,
        #"{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}"#,
        .renameCap(to: "max_tokens")
      ),
      (
        400,
        #"{"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"#,
        .drop(parameter: "temperature")
      ),
      (
        400, error("invalid temperature: only 1 is allowed for this model"),
        .drop(parameter: "temperature")
      ),
      (
        400, #"{"error":{"message":"x","param":"top_p","code":"unsupported_parameter"}}"#,
        .drop(parameter: "top_p")
      ),
      (
        400, error("Unrecognized request argument supplied: chat_template_kwargs"),
        .drop(parameter: "chat_template_kwargs")
      ),
      (
        400, error("Unknown parameter: 'foo_bar'.", code: "unknown_parameter"),
        .drop(parameter: "foo_bar")
      ),
      (
        422,
        #"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}"#,
        .drop(parameter: "seed")
      ),
      (400, error("logprobs is not supported with this model"), .drop(parameter: "logprobs")),
      (
        400, #"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#,
        .lowerRung(only: ["json_schema", "text"])
      ),
      (
        400,
        #"{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","param":"response_format"}}"#,
        .lowerRung(only: [])
      ),
      (
        400,
        error(
          "Invalid schema for response_format 'critique': In context=(), 'required' is required",
          code: "invalid_json_schema"), .lowerRung(only: [])
      ),
      (400, error("Failed to compile grammar"), .lowerRung(only: [])),
      (
        422,
        #"{"detail":[{"type":"literal_error","loc":["body","response_format","type"],"msg":"Input should be 'text' or 'json_object'"}]}"#,
        .lowerRung(only: ["text", "json_object"])
      ),
      (
        400,
        error(
          "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
          code: "unsupported_value"), .foldSystem
      ),
      (
        400, error("Conversation roles must alternate user/assistant/user/assistant/..."),
        .foldSystem
      ),
      (500, error("System role not supported"), .foldSystem),
      (400, error("Developer instruction is not enabled for models/gemma-3"), .foldSystem),
      (
        400, error("parameter.enable_thinking must be set to false for non-streaming calls"),
        .onlyStreams
      ),
      (
        400,
        error(
          "This model only support stream mode, please enable the stream parameter to access the model."
        ), .onlyStreams
      ),
      (400, error("response_format is not supported with streaming"), .neverStreams),
      (400, error("Streaming is not supported for this model"), .neverStreams),
      (
        400,
        #"{"error":{"message":"Unsupported value","param":"stream","code":"unsupported_value"}}"#,
        .neverStreams
      ),
      (
        422,
        #"{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#,
        .dropStreamOptions
      ),
    ] as [(Int, String, Repair)])
  func saysWhatWouldMendARefusedRequest(status: Int, body: String, repair: Repair) {
    let error = WireFixture.fault(status, body)
    #expect(error.repair == repair)
    #expect(error.code == .invalidRequest)
    #expect(error.fault == .caller)
  }

  @Test(
    arguments: [
      error(
        "max_tokens is too large: 100000. This model supports at most 16384 completion tokens",
        code: "invalid_value"),
      error("you must provide a model parameter"),
      error("Invalid value for 'messages': must not be empty."),
      error("Something went wrong with 'x'"),
    ])
  func seesNoRepairWhereNoneWouldHelp(body: String) {
    let error = WireFixture.fault(400, body)
    #expect(error.repair == nil)
    #expect(error.code == .invalidRequest)
  }

  @Test(
    arguments: [
      "'NoneType' object does not support item assignment",
      "got an unexpected keyword argument 'temperature'", "unsupported operand type(s): 'int'",
      "Unknown parameter: 'seed'.",
    ])
  func takesTheCrashOfAServerForNoObjectionToAParameter(message: String) {
    for status in [500, 501] {
      let error = WireFixture.fault(status, Self.error(message))
      #expect(error.repair == nil)
      #expect(error.code == .unavailable)
      #expect(error.fault == .server)
    }
  }

  @Test func cleansAndCutsTheWordsOfTheServer() {
    let hostile =
      "\u{1B}[31mred\u{1B}[0m \u{1B}]8;;http://evil\u{07}link\u{202E} line\r\nnext \u{07}"
    let error = WireFixture.fault(500, Self.error(hostile + String(repeating: "x", count: 5000)))
    #expect(error.detail.hasPrefix("local answered 500: red link line next xxx"))
    #expect(error.detail.unicodeScalars.count < 230)
    #expect(error.detail.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" })
  }

  @Test func neverShowsAKey() {
    let error = WireFixture.fault(
      401,
      Self.error(
        "Incorrect API key provided: sk-proj-abc123def456. Header was Bearer my-own-secret-key"))
    #expect(error.detail.contains("Incorrect API key provided: [key]. Header was Bearer [key]"))
  }

  @Test(
    arguments: [
      (TransportError.Code.invalidRequest, ModelError.Code.invalidRequest, false),
      (.nameNotFound, .unavailable, false), (.connectionRefused, .unavailable, false),
      (.connectTimeout, .unavailable, false), (.idleTimeout, .unavailable, true),
      (.totalTimeout, .unavailable, true), (.handshake, .unavailable, false),
      (.untrustedCertificate, .invalidRequest, false), (.proxy, .unavailable, false),
      (.connectionLost, .unavailable, true), (.brokenAnswer, .unavailable, true),
      (.tooLarge, .invalidResponse, true),
    ])
  func judgesTransfersThatFailed(
    transport: TransportError.Code, code: ModelError.Code, isBilled: Bool
  ) {
    let error = WireFixture.reader().error(TransportError(transport, "h: it broke"))
    #expect(error.code == code)
    #expect(error.mayBeBilled == isBilled)
    #expect(error.detail.hasPrefix("local: h: it broke"))
  }

  @Test func advisesOnceOnACertificate() {
    let error = WireFixture.reader().error(
      TransportError(
        .untrustedCertificate, "the certificate of h is not to be trusted: it is its own"))
    #expect(
      error.detail
        == "local: the certificate of h is not to be trusted: it is its own; name the file of the authority that signed it with --ca-file"
    )
  }

  @Test(arguments: [
    (500, true), (504, true), (524, true), (503, false), (429, false), (401, false),
  ])
  func countsAsBilledWhatMayHaveBeenWorkedOn(status: Int, isBilled: Bool) {
    #expect(WireFixture.fault(status, "").mayBeBilled == isBilled)
  }
}
