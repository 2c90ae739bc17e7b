/// What the command line asks for.
struct ValidityOptions {
  var folder: String
  var predictions: String?

  /// Throws: `Wrong`.
  init(_ arguments: some Sequence<String>) throws {
    var folder: String?
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      if argument == "--predictions" {
        guard let value = rest.next() else { throw Wrong("--predictions needs a folder") }
        predictions = value
      } else if argument.hasPrefix("-") {
        throw Wrong("unknown option \(argument)")
      } else if folder == nil {
        folder = argument
      } else {
        throw Wrong("one folder is measured at a time; '\(argument)' is another")
      }
    }
    guard let folder else { throw Wrong("the folder of labelled files is missing") }
    self.folder = folder
  }

  struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
