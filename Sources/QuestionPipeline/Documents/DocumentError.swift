/// A document could not be read.
package struct DocumentError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No text, or in an encoding that is not known.
    case notText
    /// Nothing in it to ask about.
    case empty
    /// Pictures of pages only.
    case scanned
    /// A password is needed.
    case encrypted
    /// More bytes, packed or unpacked, than the configuration allows.
    case tooLarge
    /// Not what its format demands.
    case malformed
    /// A program that reads this format is not installed.
    case missingProgram
    /// A program that reads this format did not end in time or failed.
    case failed
    /// A format that is known and not read.
    case unsupported
  }
  package var code: Code
  /// Goes on with "it …": "is encrypted; a password is needed".
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  package var description: String { detail }
}
