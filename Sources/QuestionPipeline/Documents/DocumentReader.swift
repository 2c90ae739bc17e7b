/// Reads the documents that a brief names: files, folders, patterns, and `-` for standard input.
package struct DocumentReader: Sendable {
  /// The path that means standard input, and the document's name then.
  package static let standardInput = "-"

  private let limits: DocumentLimits
  private let programs: DocumentPrograms
  private let input: @Sendable (_ limit: Int) throws(FileError) -> [UInt8]

  /// - Parameter input: gives the bytes of standard input.
  package init(
    limits: DocumentLimits = DocumentLimits(), programs: DocumentPrograms = .installed,
    input: @escaping @Sendable (_ limit: Int) throws(FileError) -> [UInt8] = {
      limit throws(FileError) in try FileSystem.readStandardInput(limit: limit)
    }
  ) {
    self.limits = limits
    self.programs = programs
    self.input = input
  }

  /// Reads file by file, so that no more than one stands in memory. Throws: `FileError` for a path that is not there, and
  /// where nothing can be read at all; whatever `each` throws. Other files that cannot be read stand in the result.
  /// - Parameter each: takes a document, and may add to its record.
  package func read(
    _ paths: [String], each: (SourceDocument, inout DocumentIntake.Record) throws -> Void
  ) throws -> DocumentIntake {
    let found = try SourcePaths(paths)
    var intake = DocumentIntake()
    intake.unread = found.unread
    var names: [String: String] = [:]
    var failure: FileError?
    for file in found.files {
      let document: SourceDocument
      var record: DocumentIntake.Record
      do throws(FileError) {
        let bytes = try bytes(of: file.path)
        let digest = SHA256.hex(bytes)
        if let first = names[digest] {
          intake.repeats.append(DocumentIntake.Repeat(name: file.name, of: first))
          continue
        }
        let count = bytes.count
        document = try self.document(file, bytes)
        names[digest] = file.name
        record = DocumentIntake.Record(
          name: file.name, format: document.format, bytes: count, sha256: digest,
          notices: document.notices)
      } catch {
        failure = failure ?? error
        intake.unread.append(DocumentIntake.Unread(name: file.name, why: error.detail))
        continue
      }
      try each(document, &record)
      intake.records.append(record)
    }
    if intake.records.isEmpty, let failure {
      guard intake.unread.count > 1 else { throw failure }
      let list = intake.unread.prefix(10).map { "\($0.name) \($0.why)" }.joined(separator: "; ")
      let more = intake.unread.count > 10 ? "; and \(intake.unread.count - 10) more" : ""
      throw FileError(
        code: failure.code, path: paths.joined(separator: ", "),
        detail: "no document could be read: \(list)\(more)")
    }
    return intake
  }

  /// All documents at once, with the limits that the defaults have.
  package static func read(_ paths: [String]) throws -> (
    documents: [SourceDocument], skipped: [DocumentIntake.Unread]
  ) {
    var documents: [SourceDocument] = []
    let intake = try DocumentReader().read(paths) { document, _ in documents.append(document) }
    return (documents, intake.unread)
  }

  private func bytes(of path: String) throws(FileError) -> [UInt8] {
    if path == Self.standardInput { return try input(limits.file) }
    if let size = FileSystem.size(of: path), size > limits.file { throw tooLarge(path) }
    do throws(FileError) {
      return try FileSystem.read(path, limit: limits.file)
    } catch {
      throw error.code == .tooLarge ? tooLarge(path) : error
    }
  }

  private func tooLarge(_ path: String) -> FileError {
    FileError(
      code: .tooLarge, path: path,
      detail: "is larger than \(limits.file >> 20) MiB ('documents.fileLimit' in the configuration)"
    )
  }

  private func document(_ file: SourcePaths.Found, _ bytes: [UInt8]) throws(FileError)
    -> SourceDocument
  {
    do throws(DocumentError) {
      guard bytes.contains(where: { $0 > 0x20 || $0 == 0 }) else {
        throw DocumentError(.empty, "is empty")
      }
      let format = try DocumentFormat.of(name: file.name, content: bytes)
      let document = try format.reader.document(
        DocumentFile(name: file.name, bytes: bytes, limits: limits, programs: programs))
      guard !document.isEmpty else { throw DocumentError(.empty, "holds no text") }
      return document
    } catch {
      throw FileError(
        code: error.code == .tooLarge ? .tooLarge : .notText, path: file.path,
        detail: error.detail)
    }
  }
}

extension DocumentFormat {
  fileprivate var reader: any FormatReader {
    switch self {
    case .markdown: MarkdownReader()
    case .plainText: PlainTextReader()
    case .html: HTMLReader()
    case .notebook: NotebookReader()
    case .sourceCode: SourceCodeReader()
    case .delimited: DelimitedReader()
    case .word: WordReader()
    case .epub: BookReader()
    case .pdf: PDFReader()
    }
  }
}
