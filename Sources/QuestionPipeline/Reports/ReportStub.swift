package struct SetReport {
  package init(_ c: SetContents, rubric: Rubric, seed: UInt64) {}
  package var json: JSONValue { [:] }
}
enum MarkdownReport { static func text(_ r: SetReport, _ c: SetContents) -> String { "" } }
enum HTMLReport { static func text(_ r: SetReport, _ c: SetContents) -> String { "" } }
