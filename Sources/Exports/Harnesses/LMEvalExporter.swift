import QuestionPipeline

/// A folder of tasks for EleutherAI's harness: choices by likelihood, gaps by equal words, answers by shared words and by
/// their key points. Questions on documents come with the passages that they were asked about.
///
/// The data are loaded by the folder's own Python file, so that the harness can be started anywhere.
package struct LMEvalExporter: SetExporter {
  package var carried: Set<ItemField> {
    [
      .id, .topic, .kind, .language, .level, .difficulty, .answer, .keyPoints, .choices, .solution,
      .sources,
    ]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    let name = "viva_" + ExportNames.slug(set.title)
    var rows: [LMEvalTask: LineList] = [:]
    var remarks = Remarks()
    let finder = PassageFinder(set.passages)
    for item in set.items {
      let contexts = finder.contexts(of: item)
      if let remark = finder.remark(on: contexts) { remarks.add(remark) }
      let (task, row) = LMEvalTask.row(for: item, passages: contexts.map(finder.text))
      rows[task, default: LineList()].append(.object(row))
      if let remark = task.remark(for: item) { remarks.add(remark) }
    }
    let tasks = LMEvalTask.allCases.filter { rows[$0] != nil }
    let group = """
      group: \(name)
      task:
      \(tasks.map { "  - \(name)_\($0.rawValue)" }.joined(separator: "\n"))

      """
    var files = [("\(name).yaml", Array(group.utf8))]
    for task in tasks {
      files.append(("\(name)_\(task.rawValue).yaml", Array(task.yaml(name).utf8)))
      files.append(("\(task.rawValue).jsonl", rows[task]?.bytes ?? []))
    }
    files.append(("viva_tasks.py", Array(LMEvalTask.program.utf8)))
    return Export(.folder(files.map { (path: $0.0, bytes: $0.1) }), remarks: remarks.sentences)
  }
}
