import QuestionPipeline

extension PromptLibrary {
  /// The built-in prompts without what they say to a model: their inputs and schemas alone. Nobody reads more of them
  /// here, and what is written to the disk with each request is a third.
  static func short() throws -> PromptLibrary {
    try PromptLibrary(
      DefaultFiles(
        files: DefaultFiles.builtIn.below("Prompts").map { file in
          (
            file.path,
            file.path.contains("/correction.") ? file.bytes : shortened(file.bytes)
          )
        }))
  }

  private static func shortened(_ file: [UInt8]) -> [UInt8] {
    let lines = file.split(separator: 0x0A, omittingEmptySubsequences: false)
    let rule = Array("---".utf8)
    guard let end = lines.dropFirst().firstIndex(where: { $0.elementsEqual(rule) }) else {
      return file
    }
    var result: [UInt8] = []
    for line in lines[...end] {
      let declaresInputs = line.starts(with: "  inputs: ".utf8)
      result += declaresInputs ? Array("  inputs: [\"inputs\"],".utf8) : Array(line)
      result.append(0x0A)
    }
    return result + Array("Reply in JSON.\n\n<!-- user -->\n```json\n{{inputs}}\n```\n".utf8)
  }
}
