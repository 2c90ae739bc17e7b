extension [UInt8] {
  /// Appends a literal's UTF-8 where it lies, without making a string of it.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
