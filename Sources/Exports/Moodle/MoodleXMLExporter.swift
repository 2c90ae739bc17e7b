import QuestionPipeline

/// Moodle's own XML: what GIFT has no place for, too, and code set as code.
package struct MoodleXMLExporter: SetExporter {
  package var carried: Set<ItemField> {
    [
      .id, .topic, .kind, .language, .level, .difficulty, .answer, .keyPoints, .mistakes,
      .followUps, .choices, .choiceReasons, .solution, .tests, .sources, .unanswerable,
    ]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var result: Markup = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n"
    var remarks = Remarks()
    var category: String?
    for item in set.items {
      let next = MoodleNames.category(of: item, in: set)
      if next != category {
        result += """
          <question type="category"><category><text>\(next)</text></category></question>

          """
        category = next
      }
      let question = MoodleQuestion(item)
      if let remark = question.remark { remarks.add(remark) }
      result += question.markup
    }
    result += "</quiz>\n"
    return Export(.file(Array(result.source.utf8)), remarks: remarks.sentences)
  }
}
