/// Conversations as fine-tuning sets have them: ShareGPT's `conversations`, OpenAI's `messages`.
enum ChatRecords {
  /// The name of the format; nil for a record that is no conversation.
  static func format(of record: JSONObject) -> String? {
    if turns(record["conversations"] ?? record["conversation"]) != nil { return "ShareGPT" }
    if turns(record["messages"]) != nil { return "OpenAI chat" }
    return nil
  }

  /// An item for each question and the answer to it; later ones may lean on those before.
  static func items(_ record: JSONObject, line: Int) -> [RawItem] {
    let value = record["conversations"] ?? record["conversation"] ?? record["messages"]
    var items: [RawItem] = []
    var isAnswered = true
    for turn in turns(value) ?? [] where !turn.text.isEmpty {
      switch turn.side {
      case .asks:
        if isAnswered {
          items.append(RawItem(line: line, question: turn.text))
        } else {
          items[items.count - 1].question += "\n\n" + turn.text
        }
        isAnswered = false
      case .answers where !items.isEmpty:
        let earlier = items[items.count - 1].answer
        items[items.count - 1].answer = earlier.isEmpty ? turn.text : earlier + "\n\n" + turn.text
        isAnswered = true
      case .answers, .other: break
      }
    }
    return items
  }

  private enum Side { case asks, answers, other }

  private static func turns(_ value: JSONValue?) -> [(side: Side, text: String)]? {
    guard let list = value?.arrayValue, !list.isEmpty else { return nil }
    var result: [(side: Side, text: String)] = []
    for element in list {
      guard let object = element.objectValue,
        let role = (object["from"] ?? object["role"] ?? object["speaker"])?.stringValue,
        let content = object["value"] ?? object["content"] ?? object["text"]
      else { return nil }
      result.append((side(role), RecordReader.text(content)))
    }
    return result
  }

  private static func side(_ role: String) -> Side {
    switch role.lowercased() {
    case "human", "user", "prompter", "问", "用户": .asks
    case "gpt", "assistant", "model", "bot", "chatgpt", "答", "助手": .answers
    default: .other
    }
  }
}
