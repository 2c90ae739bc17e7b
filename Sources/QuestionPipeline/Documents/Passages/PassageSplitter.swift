/// Cuts documents into passages along their blocks: paragraphs are joined up to a size; lists, tables and code stay whole
/// as far as they can.
package struct PassageSplitter: Sendable {
  /// Paragraphs are joined up to about this many estimated tokens.
  private let target: Int
  /// Tokens at the end of a passage with which the next one of the same section begins again.
  private let overlap: Int

  package init(target: Int = 220, overlap: Int = 0) {
    self.target = target
    self.overlap = min(overlap, target / 2)
  }

  package func passages(of document: SourceDocument) -> [Passage] {
    var text = document.text
    return text.withUTF8 { bytes in
      var assembly = PassageAssembly(
        document: document.name, text: bytes, target: target, overlap: overlap)
      let cutter = BlockCutter(text: bytes, target: target)
      for block in document.blocks {
        if case .heading(let level, let title) = block.kind {
          assembly.enter(level, title)
        } else {
          for piece in cutter.pieces(of: block) { assembly.add(piece) }
        }
      }
      return assembly.finish()
    }
  }
}
