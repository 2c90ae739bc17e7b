/// A file could not be read or written.
package struct FileError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case notFound, notPermitted, notWritable, full, isFolder, notFolder, notText, tooLarge, locked
    case other
  }
  package var code: Code
  package var path: String
  package var detail: String

  package init(code: Code, path: String, detail: String) {
    self.code = code
    self.path = path
    self.detail = detail
  }

  package var description: String { "\(path): \(detail)" }
}
