extension String {
  /// The text's scalars. Counts and decodes the bytes itself, which the standard library's views take several times as
  /// long for.
  var scalarArray: [Unicode.Scalar] {
    var text = self
    return text.withUTF8 { bytes in
      var count = 0
      for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
      // Not made uninitialised: that looks up the type of the array each time.
      var scalars: [Unicode.Scalar] = []
      scalars.reserveCapacity(count)
      Self.append(bytes, to: &scalars)
      return scalars
    }
  }

  /// Appends the text's scalars.
  func appendScalars(to scalars: inout [Unicode.Scalar]) {
    var text = self
    text.withUTF8 { Self.append($0, to: &scalars) }
  }

  @inline(__always)
  private static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to scalars: inout [Unicode.Scalar]
  ) {
    var index = 0
    while index < bytes.count {
      let first = UInt32(bytes[index])
      var value = first
      if first >= 0xF0 {
        value =
          (first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
          | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
        index += 4
      } else if first >= 0xE0 {
        value =
          (first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
          | UInt32(bytes[index + 2] & 0x3F)
        index += 3
      } else if first >= 0x80 {
        value = (first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        index += 2
      } else {
        index += 1
      }
      // A string's bytes are always well formed.
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
  }

  /// The text of scalars, written in one go.
  init(scalars: some Collection<Unicode.Scalar>) {
    var count = 0
    for scalar in scalars { count &+= scalar.utf8Width }
    self.init(unsafeUninitializedCapacity: count) { bytes in
      var end = 0
      for scalar in scalars { scalar.write(to: bytes, at: &end) }
      return end
    }
  }
}

extension Unicode.Scalar {
  /// How many bytes it takes in UTF-8.
  @inline(__always)
  var utf8Width: Int { value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4 }

  /// Writes its bytes in UTF-8 and moves the place behind them.
  @inline(__always)
  func write(to bytes: UnsafeMutableBufferPointer<UInt8>, at place: inout Int) {
    withUTF8Bytes { byte in
      bytes[place] = byte
      place &+= 1
    }
  }

  /// Calls `emit` with each of its bytes in UTF-8.
  @inline(__always)
  func withUTF8Bytes(_ emit: (UInt8) -> Void) {
    if value < 0x80 { return emit(UInt8(truncatingIfNeeded: value)) }
    if value < 0x800 {
      emit(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
    } else {
      if value < 0x1_0000 {
        emit(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      } else {
        emit(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
        emit(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      }
      emit(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
    }
    emit(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
  }
}
