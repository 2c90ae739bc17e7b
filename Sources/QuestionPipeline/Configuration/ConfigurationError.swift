/// A setting, a prompt, a rubric or a brief cannot be used; found before anything is written.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  /// The file, the option, or the environment variable.
  package var source: String
  package var detail: String

  package init(source: String, detail: String) {
    self.source = source
    self.detail = detail
  }

  package var description: String { source.isEmpty ? detail : "\(source): \(detail)" }
}
