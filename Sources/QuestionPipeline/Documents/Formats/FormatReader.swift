/// Reads documents of one format.
protocol FormatReader: Sendable {
  /// Throws: `DocumentError` with the reason why nothing can be asked about the file.
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument
}

/// A file as it came, and how it may be read.
struct DocumentFile: Sendable {
  var name: String
  var bytes: [UInt8]
  var limits: DocumentLimits
  var programs: DocumentPrograms
}

/// How much of a file is read, and how large passages are; `documents` in the configuration.
package struct DocumentLimits: Sendable, Hashable {
  /// Bytes of one file.
  package var file: Int
  /// Bytes that an archive may hold unpacked.
  package var unpacked: Int
  /// Bytes that an entry of an archive may become for each one that it has.
  package var ratio: Int
  /// Seconds that an outside program may take for one document.
  package var seconds: Double
  /// Pages of a scanned document that are read by their pictures; 0 reads none.
  package var scannedPages: Int

  package init(
    file: Int = 64 << 20, unpacked: Int = 256 << 20, ratio: Int = 200, seconds: Double = 120,
    scannedPages: Int = 50
  ) {
    self.file = file
    self.unpacked = unpacked
    self.ratio = ratio
    self.seconds = seconds
    self.scannedPages = scannedPages
  }
}
