import QuestionPipeline

/// A way in which the harness asks and scores.
enum LMEvalTask: String, CaseIterable {
  case choices, gaps, answers

  /// The task that takes an item, and what the task's data say of it.
  static func row(for item: Item) -> (task: LMEvalTask, row: JSONObject) {
    let task: LMEvalTask
    var row = JSONObject()
    row["id"] = .string(item.id)
    row["kind"] = .string(item.kind.rawValue)
    row["language"] = .string(item.language.tag)
    row["topic"] = .strings(item.topic)
    row["level"] = .string(item.level?.rawValue ?? "")
    row["difficulty"] = .integer(item.difficulty ?? 0)
    let words = item.language.isChinese ? ("问题：", "答案：") : ("Question: ", "Answer:")
    row["prompt"] = .string("\(words.0)\(item.questionWithChoices)\n\(words.1)")
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
          - "\\n"
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
          - "\\n\\n\\n"
        max_gen_toks: 512
        do_sample: false
      process_results: !function viva_tasks.score_answer
      metric_list:
        - metric: token_f1
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
        return {"exact_match": float(normal(results[0]) in [normal(text) for text in doc["accepted"]])}


    def score_answer(doc, results):
        """The harmonic mean of precision and recall over words."""
        said, wanted = words(results[0]), words(doc["answer"])
        shared = sum((collections.Counter(said) & collections.Counter(wanted)).values())
        if shared == 0:
            return {"token_f1": float(normal(results[0]) == normal(doc["answer"]))}
        precision, recall = shared / len(said), shared / len(wanted)
        return {"token_f1": 2 * precision * recall / (precision + recall)}

    """#
}
