/// Makes items of records: a part of an item a field.
struct RecordReader {
  let mapping: FieldMapping
  /// Whether a number that names an option counts from 1, as it does where no record says 0.
  private let countsFromOne: Bool

  /// - Parameter samples: some records, which tell how options are counted.
  init(mapping: FieldMapping, samples: [JSONObject]) {
    self.mapping = mapping
    let names = mapping.names(.key) + mapping.names(.answer)
    countsFromOne = !samples.contains { sample in
      names.contains { sample[$0]?.intValue == 0 || sample[$0]?.stringValue == "0" }
    }
  }

  /// Throws: `JSONError` where there is no question in the record.
  func item(_ record: JSONObject, line: Int) throws -> RawItem {
    var question = text(record, .question)
    guard !question.isEmpty else {
      let name = mapping.names(.question).first ?? "question"
      throw JSONError(.missing, "no text in '\(name)', which holds the question")
    }
    let context = text(record, .context)
    if !context.isEmpty { question = context + "\n\n" + question }
    var item = RawItem(line: line, question: question)
    item.answer = answer(record)
    item.explanation = text(record, .explanation)
    item.topic = mapping.names(.topic).flatMap { Self.texts(record[$0]) }
    item.id = Self.nonEmpty(text(record, .id))
    item.kind = Self.nonEmpty(text(record, .kind)).flatMap(Self.kind)
    item.language = Self.nonEmpty(text(record, .language)).flatMap(Self.language)
    item.level = BloomLevel(rawValue: text(record, .level).lowercased())
    item.difficulty = difficulty(record)
    item.keyPoints = mapping.names(.keyPoints).flatMap { Self.texts(record[$0]) }
    if let code = mapping.names(.code).first.flatMap({ record[$0] }) {
      item.code = Self.code(code)
    }
    takeChoices(record, &item)
    return item
  }

  private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

  private func text(_ record: JSONObject, _ part: ItemPart) -> String {
    mapping.names(part).map { Self.text(record[$0]) }.filter { !$0.isEmpty }.joined(
      separator: "\n\n")
  }

  /// One text of several answers: letters in a row, else the first and, below it, the others.
  private func answer(_ record: JSONObject) -> String {
    mapping.names(.answer).map { name in
      // Several annotators often say the same.
      var seen: Set<String> = []
      let texts = Self.texts(record[name]).filter { seen.insert($0).inserted }
      let areLetters =
        texts.count > 1
        && texts.allSatisfy { $0.prefix(5).count <= 4 && $0.allSatisfy(\.isLetter) }
      return texts.joined(separator: areLetters ? " " : "\n")
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func takeChoices(_ record: JSONObject, _ item: inout RawItem) {
    let names = mapping.names(.choices)
    if names.count == 1, let value = record[names[0]] {
      item.options = Self.options(value)
    } else {
      for name in names {
        let text = Self.text(record[name])
        if !text.isEmpty { item.options.append(RawItem.Option(text: text, isCorrect: nil)) }
      }
    }
    var key = mapping.names(.key).first.flatMap { record[$0] }
    if key == nil, !item.options.isEmpty,
      let value = mapping.names(.answer).first.flatMap({ record[$0] }),
      value.intValue != nil
    {
      key = value
      item.answer = ""
    }
    guard let key, key != .null else {
      if item.options.isEmpty, Self.isLetters(item.answer) {
        item.key = item.answer
        item.answer = ""
      }
      return
    }
    let index = key.intValue ?? Int(Self.text(key))
    if let index, item.options.count >= 2 {
      let place = countsFromOne ? index - 1 : index
      if item.options.indices.contains(place) {
        for other in item.options.indices { item.options[other].isCorrect = other == place }
        return
      }
    }
    if let values = key.arrayValue, values.allSatisfy({ $0.intValue == 0 || $0.intValue == 1 }),
      values.count == item.options.count, !values.isEmpty
    {
      for other in item.options.indices {
        item.options[other].isCorrect = values[other].intValue == 1
      }
      return
    }
    item.key = Self.texts(key).joined(separator: " ")
  }

  private static func isLetters(_ text: String) -> Bool {
    var letters = 0
    for scalar in text.unicodeScalars where !scalar.isBlank && scalar != "," {
      letters += 1
      let isLetter =
        (0x41...0x48).contains(scalar.value) || (0xFF21...0xFF28).contains(scalar.value)
      if !isLetter || letters > 6 { return false }
    }
    return letters > 0
  }

  /// Options as lists, as objects by letter, or in one text with letters or bars between them.
  static func options(_ value: JSONValue) -> [RawItem.Option] {
    switch value {
    case .array(let values):
      return values.map { value in
        if let object = value.objectValue {
          let texts = ["text", "option", "content", "answer", "value", "label"]
          let correct = ["correct", "is_correct", "isCorrect", "right"]
          return RawItem.Option(
            text: unlettered(
              texts.lazy.compactMap { object[$0]?.stringValue }.first ?? text(value)),
            isCorrect: correct.lazy.compactMap { object[$0]?.boolValue }.first,
            why: object["why"]?.stringValue ?? object["explanation"]?.stringValue)
        }
        return RawItem.Option(text: unlettered(text(value)), isCorrect: nil)
      }
    case .object(let object):
      if let texts = object["text"]?.arrayValue, !texts.isEmpty {
        return texts.map { RawItem.Option(text: text($0), isCorrect: nil) }
      }
      return object.members.sorted { $0.key < $1.key }.map {
        RawItem.Option(text: text($0.value), isCorrect: nil)
      }
    case .string(let string):
      if let value = try? JSONParser.parse(string), value.arrayValue != nil {
        return options(value)
      }
      let scalars = Array(string.unicodeScalars)
      if let found = InlineOptions(scalars.folded), found.stemEnd == 0 {
        return found.texts.map { RawItem.Option(text: scalars[$0].trimmed.string, isCorrect: nil) }
      }
      for mark: Unicode.Scalar in ["\n", "|", ";", "；"] {
        let parts = scalars.split(separator: mark).map { $0.trimmed.string }.filter { !$0.isEmpty }
        if parts.count >= 2 {
          return parts.map { RawItem.Option(text: unlettered($0), isCorrect: nil) }
        }
      }
      return []
    default: return []
    }
  }

  private static func unlettered(_ text: String) -> String {
    let scalars = text.scalarArray
    guard let mark = OptionMark(scalars.folded, at: 0), mark.end < scalars.count else {
      return text
    }
    return scalars[mark.end...].trimmed.string
  }

  /// The text itself, where no blanks stand around it.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let hasBlanks = scalars.first?.isBlank == true || scalars.last?.isBlank == true
    return hasBlanks ? text.scalarArray.trimmed.string : text
  }

  /// A value as text; nothing for null, the members' texts for lists.
  static func text(_ value: JSONValue?) -> String {
    switch value {
    case .string(let text): trimmed(text)
    case .integer(let number): String(number)
    case .number(let number): JSONWriter.text(of: number)
    case .bool(let flag): flag ? "True" : "False"
    case .array(let values): values.map { text($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
    case .object(let object):
      ["text", "value", "content", "answer"].lazy.compactMap { object[$0] }.first.map { text($0) }
        ?? ""
    case .null, nil: ""
    }
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    let texts = value?.arrayValue?.map { text($0) } ?? [text(value)]
    return texts.filter { !$0.isEmpty }
  }

  private static func code(_ value: JSONValue) -> CodeTask? {
    if let object = value.objectValue {
      guard let solution = object["solution"]?.stringValue ?? object["code"]?.stringValue else {
        return nil
      }
      return CodeTask(
        language: object["language"]?.stringValue ?? "", solution: solution,
        tests: object["tests"]?.stringValue ?? "", checked: "no")
    }
    guard let text = nonEmpty(text(value)) else { return nil }
    return CodeTask(language: "", solution: text, tests: "", checked: "no")
  }

  private func difficulty(_ record: JSONObject) -> Int? {
    let value = mapping.names(.difficulty).first.flatMap { record[$0] }
    if let number = value?.intValue ?? Int(Self.text(value)) {
      return (1...5).contains(number) ? number : nil
    }
    return switch Self.text(value).lowercased() {
    case "very easy", "beginner", "很容易": 1
    case "easy", "容易", "简单", "易", "低": 2
    case "medium", "moderate", "intermediate", "中等", "中", "一般": 3
    case "hard", "difficult", "advanced", "困难", "难", "较难", "高": 4
    case "very hard", "expert", "很难": 5
    default: nil
    }
  }

  private static func language(_ name: String) -> LanguageTag? {
    switch name.lowercased() {
    case "english", "英语", "英文": .english
    case "chinese", "中文", "汉语", "简体中文": .chinese
    case let other: (2...12).contains(other.count) ? LanguageTag(other) : nil
    }
  }

  /// The kind of that name, as we or others call it; nil for a word that says nothing of form.
  static func kind(_ name: String) -> QuestionKind? {
    if let kind = QuestionKind(rawValue: name) { return kind }
    return switch ItemPart.plain(name) {
    case "mcq", "multiplechoice", "multichoice", "singlechoice", "choice", "single", "multiple",
      "单选", "单选题",
      "多选", "多选题", "选择题", "选择":
      .multipleChoice
    case "truefalse", "tf", "boolean", "judgement", "判断", "判断题": .trueFalse
    case "cloze", "fillintheblank", "fillin", "blank", "填空", "填空题": .cloze
    case "coding", "code", "programming", "编程", "编程题": .coding
    case "open", "essay", "shortanswer", "short", "qa", "简答", "简答题", "问答", "问答题", "论述题": .open
    case "scenario", "案例", "案例分析": .scenario
    default: nil
    }
  }
}
