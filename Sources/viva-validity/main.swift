import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

func note(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(2, line, line.count)
}

do {
  let options = try ValidityOptions(CommandLine.arguments.dropFirst())
  let validity = Validity(folder: options.folder, predictions: options.predictions) {
    print($0)
    fflush(nil)
  }
  guard try validity.run() > 0 else {
    note("Error: \(options.folder) holds no labelled file that could be measured.")
    exit(2)
  }
} catch let error as ValidityOptions.Wrong {
  note("Error: \(error)\nUsage: Scripts/validity DIR [--predictions OUT]")
  exit(2)
} catch let error as FileError {
  note("Error: \(error)")
  exit(2)
} catch {
  note("Error: \(error)")
  exit(1)
}
