/// The program's version, by semantic versioning.
package enum Version {
  package static let number = "0.1.0"
  /// The day of the last change to what users see, for the manual page.
  package static let date = "2026-11-22"
}
