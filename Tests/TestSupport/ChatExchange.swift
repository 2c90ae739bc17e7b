package import QuestionPipeline

extension LoopbackRequest {
  /// The inputs that the messages of a chat completion carry. Throws `JSONError` where it is none of a stage's.
  package func promptInputs() throws -> JSONObject {
    try PromptInputs.read(JSONReader(JSONParser.parse(body)).list("messages"))
  }
}

extension LoopbackAnswer {
  /// A chat completion with that answer.
  package static func completion(_ content: String) -> LoopbackAnswer {
    .json(
      JSONWriter.text([
        "model": "m",
        "choices": [
          ["message": ["role": "assistant", "content": .string(content)], "finish_reason": "stop"]
        ], "usage": ["prompt_tokens": 5, "completion_tokens": 7],
      ]))
  }
}
