import CZlib

/// Unpacks what was packed by deflate, with an eye on how much it becomes.
enum Inflater {
  /// The bytes; nil where they are not what deflate makes, or become more than the limit.
  static func unpack(_ packed: ArraySlice<UInt8>, limit: Int) -> (bytes: [UInt8], isTooMuch: Bool)?
  {
    var stream = z_stream()
    // Negative: raw, without a header of zlib's.
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    return packed.withUnsafeBytes { source in
      stream.next_in = UnsafeMutablePointer(
        mutating: source.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(source.count)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
        while true {
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          let code = inflate(&stream, Z_NO_FLUSH)
          let count = buffer.count - Int(stream.avail_out)
          if result.count + count > limit { return ([], true) }
          result.append(contentsOf: buffer[..<count])
          if code == Z_STREAM_END { return (result, false) }
          // Without progress there is nothing left to come.
          guard code == Z_OK || code == Z_BUF_ERROR, count > 0 || stream.avail_in > 0,
            code != Z_BUF_ERROR || count > 0
          else { return nil }
        }
      }
    }
  }
}
