extension [UInt8] {
  /// Whether a text stands anywhere in the bytes.
  func holds(_ text: String) -> Bool {
    let mark = Array(text.utf8)
    guard let first = mark.first, count >= mark.count else { return mark.isEmpty }
    return withUnsafeBufferPointer { bytes in
      var index = 0
      while index + mark.count <= bytes.count {
        if bytes[index] == first, bytes[index...].starts(with: mark) { return true }
        index += 1
      }
      return false
    }
  }
}
