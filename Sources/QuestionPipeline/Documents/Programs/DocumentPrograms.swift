/// Where the outside programs are that read some formats.
package struct DocumentPrograms: Sendable, Hashable {
  /// By name: pdftotext, pdfimages, pdftoppm, tesseract.
  private var paths: [String: String]

  package init(_ paths: [String: String]) { self.paths = paths }

  package subscript(name: String) -> String? { paths[name] }

  /// Those on the search path.
  package static let installed = DocumentPrograms(
    Dictionary(
      uniqueKeysWithValues: ["pdftotext", "pdfimages", "pdftoppm", "tesseract"].compactMap { name in
        ChildProcess.path(of: name).map { (name, $0) }
      }))
}
