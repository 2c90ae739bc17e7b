/// A form that a set can be given for another program or for paper.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  case jsonl
  case csv
  case markdown
  case html
  case alpaca
  case sharegpt
  case openAIFineTune = "openai-finetune"
  case huggingFace = "huggingface"
  case interviewKit = "interview-kit"

  /// What its files hold and who reads them, in a line of help.
  package var summary: String {
    switch self {
    case .jsonl: "every field of every item, a line of JSON each"
    case .csv: "a table for spreadsheets, safe from formulas; taken back by evaluate"
    case .markdown: "questions to read, with the answer below each or, with --no-answers, without"
    case .html: "an exam to print, its key on pages of its own; --no-answers drops the key"
    case .alpaca: "instruction, input and output, to fine-tune models"
    case .sharegpt: "conversations of a question and its answer, to fine-tune models"
    case .openAIFineTune: "chat messages, as the fine-tuning API of OpenAI takes them"
    case .huggingFace: "a folder with a card and one schema for load_dataset"
    case .interviewKit:
      "sheets to print for an interviewer: strong and weak answers, follow-ups, scores"
    }
  }

  /// What is put behind the set's name where no path is given: the ending of the one file, or of the folder.
  package var suffix: String {
    switch self {
    case .jsonl: ".jsonl"
    case .csv: ".csv"
    case .markdown: ".md"
    case .html: ".html"
    case .alpaca: "-alpaca.json"
    case .sharegpt: "-sharegpt.json"
    case .openAIFineTune: "-openai.jsonl"
    case .huggingFace: "-huggingface"
    case .interviewKit: "-interview.html"
    }
  }

  /// What writes it.
  package func exporter(_ options: ExportOptions) -> any SetExporter {
    switch self {
    case .jsonl: JSONLinesExporter()
    case .csv: CSVExporter(options)
    case .markdown: MarkdownExporter(options)
    case .html: ExamPaperExporter(options)
    case .alpaca: AlpacaExporter()
    case .sharegpt: ShareGPTExporter()
    case .openAIFineTune: OpenAIFineTuneExporter()
    case .huggingFace: HuggingFaceExporter()
    case .interviewKit: InterviewKitExporter(options)
    }
  }
}

/// What a user may choose of the formats that leave a choice.
package struct ExportOptions: Sendable, Hashable {
  /// Whether papers for people show the answers.
  package var hasAnswers = true
  /// Whether tables begin with a byte order mark, by which spreadsheets know UTF-8.
  package var hasByteOrderMark = false

  package init() {}
}
