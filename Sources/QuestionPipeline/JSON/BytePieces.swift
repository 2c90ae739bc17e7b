extension [UInt8] {
  /// Hands the bytes over and forgets them, once they are a piece of a long file: a quarter of a megabyte or more.
  mutating func handOverPiece<Failure>(
    to put: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    guard count >= 1 << 18 else { return }
    try put(self)
    removeAll(keepingCapacity: true)
  }
}
