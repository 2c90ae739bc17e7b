/// Gathers the head of an answer from the lines that libcurl hands over.
struct HeadReader {
  private(set) var head = HTTPHead(status: 0)
  /// Whether the blank line after a final status has come; lines after it are trailers.
  private(set) var isWhole = false
  private(set) var size = 0

  /// Takes one line with its end.
  mutating func take(_ line: UnsafeRawBufferPointer) {
    if isWhole { return }
    size += line.count
    var end = line.count
    while end > 0, line[end - 1] == UInt8(ascii: "\n") || line[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    guard end > 0 else {
      isWhole = head.status >= 200  // What came before it was a word on the way, like 100 or 103.
      return
    }
    if end > 5, line[0] == UInt8(ascii: "H"), line[4] == UInt8(ascii: "/"),
      let status = Self.status(in: line[..<end])
    {
      head = HTTPHead(status: status)
      head.fields.reserveCapacity(12)
      return
    }
    if line[0] == UInt8(ascii: " ") || line[0] == UInt8(ascii: "\t") {
      // An old way to go on with the field before.
      guard let last = head.fields.indices.last else { return }
      head.fields[last].value += " " + Self.text(line, 1, end)
      return
    }
    var colon = 0
    while colon < end, line[colon] != UInt8(ascii: ":") { colon += 1 }
    guard colon < end else { return }
    let name = String(unsafeUninitializedCapacity: colon) { buffer in
      for index in 0..<colon {
        let byte = line[index]
        buffer[index] = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
      }
      return colon
    }
    head.fields.append(HTTPField(name, Self.text(line, colon + 1, end)))
  }

  private static func status(in line: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard let blank = line.firstIndex(of: UInt8(ascii: " ")), blank + 3 < line.endIndex else {
      return nil
    }
    var status = 0
    for byte in line[(blank + 1)...(blank + 3)] {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      status = status * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return status
  }

  /// The bytes from `start` to before `end`, without blanks around them.
  private static func text(_ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> String {
    var (start, end) = (start, end)
    while start < end, line[start] == UInt8(ascii: " ") || line[start] == UInt8(ascii: "\t") {
      start += 1
    }
    while end > start, line[end - 1] == UInt8(ascii: " ") || line[end - 1] == UInt8(ascii: "\t") {
      end -= 1
    }
    return String(decoding: line[start..<end], as: UTF8.self)
  }
}
