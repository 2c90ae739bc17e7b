import QuestionPipeline

/// Names as Moodle wants them.
enum MoodleNames {
  /// The path of an item's category in whatever course takes the file; a slash in a name is written twice.
  static func category(of item: Item, in set: ExportSet) -> String {
    let names = ExportNames.path(of: item, in: set).map { $0.replacing("/", with: "//") }
    return (["$course$", "top"] + names).joined(separator: "/")
  }
}
