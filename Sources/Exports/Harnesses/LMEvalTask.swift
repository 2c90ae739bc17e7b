import QuestionPipeline

/// A way in which the harness asks and scores.
enum LMEvalTask: String, CaseIterable {
  case choices, gaps, answers

  /// The task that takes an item, and what the task's data say of it.
  /// - Parameter passages: what it is to be answered from; none for questions of general knowledge.
  static func row(for item: Item, passages: [String]) -> (task: LMEvalTask, row: JSONObject) {
    let task: LMEvalTask
    var row = JSONObject()
    row["id"] = .string(item.id)
    row["kind"] = .string(item.kind.rawValue)
    row["language"] = .string(item.language.tag)
    row["topic"] = .strings(item.topic)
    row["level"] = .string(item.level?.rawValue ?? "")
    row["difficulty"] = .integer(item.difficulty ?? 0)
    let words =
      item.language.isChinese
      ? ("材料：", "问题：", "答案：") : ("Passage:", "Question: ", "Answer:")
    let given = passages.isEmpty ? "" : ([words.0] + passages).joined(separator: "\n\n") + "\n\n"
    row["prompt"] = .string("\(given)\(words.1)\(item.questionWithChoices)\n\(words.2)")
    row["question"] = .string(item.draft.question)
    switch QuizForm(item) {
    case .truth, .choice(isSingle: true):
      task = .choices
      let choices = item.draft.choices
      row["choices"] = .strings(choices.map(\.text))
      row["letters"] = .strings(choices.indices.map(Choice.letter))
      row["answer"] = .integer(choices.firstIndex { $0.isCorrect } ?? 0)
      row["explanation"] = .string(item.draft.answer)
    case .gap(let answers):
      task = .gaps
      row["answer"] = .string(answers[0])
      row["accepted"] = .strings(answers)
    case .essay, .choice:
      task = .answers
      row["answer"] = .string(item.reference)
      row["keyPoints"] = .strings(item.draft.keyPoints)
    }
    return (task, row)
  }

  /// What is lost of an item.
  func remark(for item: Item) -> String? {
    guard self == .answers else { return nil }
    return switch item.kind {
    case .coding: "coding items scored by the words they share with the solution: no code is run"
    case .multipleChoice, .trueFalse:
      "choices without a single right one as questions to be answered in words"
    case .open, .cloze, .scenario, .interview: nil
    }
  }

  /// The harness's description of the task.
  func yaml(_ set: String) -> String {
    """
    task: \(set)_\(rawValue)
    custom_dataset: !function viva_tasks.\(rawValue)
    test_split: test
    doc_to_text: prompt
    doc_to_target: answer
    \(manner)
    metadata:
      version: 1.0

    """
  }

  private var manner: String {
    switch self {
    case .choices:
      """
      output_type: multiple_choice
      doc_to_choice: letters
      metric_list:
        - metric: acc
          aggregation: mean
          higher_is_better: true
      """
    case .gaps:
      """
      output_type: generate_until
      generation_kwargs:
        until:
          - "\\nQuestion:"
          - "\\n问题："
        max_gen_toks: 64
        do_sample: false
      process_results: !function viva_tasks.score_gap
      metric_list:
        - metric: exact_match
          aggregation: mean
          higher_is_better: true
      """
    case .answers:
      """
      output_type: generate_until
      generation_kwargs:
        until:
          - "\\nQuestion:"
          - "\\n问题："
        max_gen_toks: 1024
        do_sample: false
      process_results: !function viva_tasks.score_answer
      metric_list:
        - metric: token_f1
          aggregation: mean
          higher_is_better: true
        - metric: key_points
          aggregation: mean
          higher_is_better: true
      """
    }
  }

  /// What loads the data and scores what is generated.
  static let program = #"""
    """Loads the tasks of this folder and scores what models write. Made by viva export."""

    import collections
    import json
    import os
    import re
    import unicodedata

    import datasets


    def load(name):
        folder = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return {"test": datasets.Dataset.from_list(rows)}


    def choices(**_):
        return load("choices")


    def gaps(**_):
        return load("gaps")


    def answers(**_):
        return load("answers")


    def normal(text):
        """Without differences of width, case, and the marks and spaces around it."""
        text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        return text.strip(" .,;:!?。，；：！？\"'`“”‘’") or text


    def words(text):
        """Words; a character each of Chinese and Japanese."""
        han = r"\u3040-\u30ff\u3400-\u9fff"
        return re.findall(f"[{han}]|[^\\W{han}]+", normal(text))


    def score_gap(doc, results):
        """By the first line that says something: models go on after it."""
        said = next((line for line in results[0].splitlines() if line.strip()), "")
        return {"exact_match": float(normal(said) in [normal(text) for text in doc["accepted"]])}


    def token_f1(said, wanted):
        """The harmonic mean of precision and recall over words."""
        said_words, wanted_words = words(said), words(wanted)
        shared = sum((collections.Counter(said_words) & collections.Counter(wanted_words)).values())
        if shared == 0:
            return float(normal(said) == normal(wanted))
        precision, recall = shared / len(said_words), shared / len(wanted_words)
        return 2 * precision * recall / (precision + recall)


    def key_points(said, points):
        """The mean share of each point's words that are said: full marks for points made in other words are rare."""
        there = collections.Counter(words(said))
        shares = []
        for point in points:
            wanted = collections.Counter(words(point))
            if wanted:
                shares.append(sum((there & wanted).values()) / sum(wanted.values()))
            else:
                shares.append(float(normal(point) in normal(said)))
        return sum(shares) / len(shares)


    def score_answer(doc, results):
        points = doc["keyPoints"] or [doc["answer"]]
        return {"token_f1": token_f1(results[0], doc["answer"]), "key_points": key_points(results[0], points)}

    """#
}
