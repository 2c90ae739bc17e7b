import QuestionPipeline

/// A folder that `datasets.load_dataset` opens as it is, and that can be pushed to the hub: a card and lines of JSON.
package struct HuggingFaceExporter: SetExporter {
  package var carried: Set<ItemField> { Set(ItemField.allCases) }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var bytes: [UInt8] = []
    for item in set.items {
      JSONWriter.append(HuggingFaceSchema.record(item), to: &bytes)
      bytes.append(0x0A)
    }
    return Export(
      .folder([
        (path: "README.md", bytes: Array(card(set, size: bytes.count).utf8)),
        (path: "data/train.jsonl", bytes: bytes),
      ]))
  }

  /// The card: front matter for the hub, then what a reader wants to know.
  private func card(_ set: ExportSet, size: Int) -> String {
    var lines = ["---", "pretty_name: " + Self.yaml(set.title), "language:"]
    lines += Self.tally(set.items.map { Self.hubTag($0.language) }).map {
      "- " + Self.yaml($0.name)
    }
    lines += [
      "size_categories:", "- " + Self.sizeCategory(set.items.count), "task_categories:",
      "- question-answering",
      "- text-generation", "configs:", "- config_name: default", "  data_files:",
      "  - split: train",
      "    path: data/train.jsonl", "dataset_info:", "  config_name: default", "  features:",
    ]
    lines += HuggingFaceSchema.features()
    lines += [
      "  splits:", "  - name: train", "    num_bytes: \(size)",
      "    num_examples: \(set.items.count)",
      "  download_size: \(size)", "  dataset_size: \(size)", "---", "",
      "# " + MarkdownText.inline(set.title), "",
      "\(set.items.count == 1 ? "1 question with its reference answer" : "\(set.items.count) questions with their reference answers"), written by Viva.",
      "", "| kind | items |", "| --- | --: |",
    ]
    lines += Self.tally(set.items.map(\.kind.rawValue)).map { "| \($0.name) | \($0.count) |" }
    lines += ["", "| language | items |", "| --- | --: |"]
    lines += Self.tally(set.items.map(\.language.tag)).map { "| \($0.name) | \($0.count) |" }
    lines += ["", "| field | what it holds |", "| --- | --- |"]
    lines += HuggingFaceSchema.fields.map { "| `\($0.name)` | \($0.meaning) |" }
    lines += ["", "Fields that an item has nothing in are null, lists empty.", ""]
    return lines.joined(separator: "\n")
  }

  /// The hub knows languages without script and region.
  private static func hubTag(_ language: LanguageTag) -> String {
    String(language.tag.prefix { $0 != "-" })
  }

  /// The hub's names of sizes.
  private static func sizeCategory(_ count: Int) -> String {
    switch count {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    default: "1M<n<10M"
    }
  }

  /// How often each name occurs, in the order in which they first do.
  private static func tally(_ names: [String]) -> [(name: String, count: Int)] {
    var result: [(name: String, count: Int)] = []
    for name in names {
      if let index = result.firstIndex(where: { $0.name == name }) {
        result[index].count += 1
      } else {
        result.append((name, 1))
      }
    }
    return result
  }

  /// A text in YAML's double quotes, with escapes for all that is not plain; "no" is Norwegian, not false.
  private static func yaml(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\" + String(scalar)
      case 0x20..<0x7F, 0xC0..<0x2000, 0x3000..<0xD800, 0xF900..<0xFE00:
        result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
