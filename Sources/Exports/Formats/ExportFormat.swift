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

  case gift
  case moodleXML = "moodle-xml"
  case ankiPackage = "anki-apkg"
  case ankiTable = "anki-tsv"
  case qti = "qti21"
  case lmEval = "lm-eval"
  case beir
  case ragas

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
    case .gift: "questions for Moodle as text; taken back by evaluate"
    case .moodleXML: "questions for Moodle with all that its graders are told"
    case .ankiPackage: "a deck for Anki, with a deck in it for each topic"
    case .ankiTable: "notes of two sides for Anki, as a table"
    case .qti: "a content package of IMS QTI 2.1, zipped"
    case .lmEval: "a folder of tasks for EleutherAI's harness, to measure models"
    case .beir: "a folder of passages, questions and judgements, to measure a retriever"
    case .ragas: "samples for Ragas, to measure a system that answers from documents"
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
    case .gift: ".gift"
    case .moodleXML: ".xml"
    case .ankiPackage: ".apkg"
    case .ankiTable: "-anki.tsv"
    case .qti: "-qti.zip"
    case .lmEval: "-lm-eval"
    case .beir: "-beir"
    case .ragas: "-ragas.jsonl"
    }
  }

  /// Whether it writes a folder of files.
  package var isFolder: Bool {
    switch self {
    case .huggingFace, .lmEval, .beir: true
    default: false
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
    case .gift: GIFTExporter()
    case .moodleXML: MoodleXMLExporter()
    case .ankiPackage: AnkiPackageExporter()
    case .ankiTable: AnkiTableExporter()
    case .qti: QTIExporter()
    case .lmEval: LMEvalExporter()
    case .beir: BEIRExporter()
    case .ragas: RagasExporter()
    }
  }
}
