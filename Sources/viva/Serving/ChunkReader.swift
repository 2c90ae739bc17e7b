/// Reads a body that comes in chunks.
struct ChunkReader: Sendable {
  private enum State: Sendable, Hashable {
    case size
    case data(Int)
    case dataEnd
    case trailer
    case whole
  }

  private(set) var body: [UInt8] = []
  private let limit: Int
  private var state = State.size
  private var trailerBytes = 0

  /// A size line with its extensions; far above what clients write.
  private static let longestLine = 256
  private static let longestTrailer = 4096

  init(limit: Int) { self.limit = limit }

  var isWhole: Bool { state == .whole }

  /// Takes what it can of the bytes that came, and says how many that were.
  mutating func read(_ bytes: [UInt8]) throws(ServedError) -> Int {
    var index = 0
    while true {
      switch state {
      case .size:
        guard let line = try line(bytes, &index) else { return index }
        let size = try Self.size(line)
        guard size <= limit - body.count else {
          throw ServedError(413, "The body is larger than \(limit) bytes.")
        }
        state = size == 0 ? .trailer : .data(size)
      case .data(let rest):
        let count = min(rest, bytes.count - index)
        guard count > 0 else { return index }
        body.append(contentsOf: bytes[index..<index + count])
        index += count
        state = count == rest ? .dataEnd : .data(rest - count)
      case .dataEnd:
        guard bytes.count - index >= 2 else { return index }
        guard bytes[index] == 0x0D, bytes[index + 1] == 0x0A else {
          throw ServedError(400, "A chunk is not as long as it says.")
        }
        index += 2
        state = .size
      case .trailer:
        guard let line = try line(bytes, &index) else { return index }
        trailerBytes += line.count
        guard trailerBytes <= Self.longestTrailer else {
          throw ServedError(431, "The lines behind the last chunk are too long.")
        }
        if line.isEmpty { state = .whole }
      case .whole: return index
      }
    }
  }

  /// The line at the index, without its end; nil where it has not come whole.
  private func line(_ bytes: [UInt8], _ index: inout Int) throws(ServedError) -> ArraySlice<UInt8>?
  {
    let window = bytes[index..<min(bytes.count, index + Self.longestLine)]
    guard let end = window.firstIndex(of: 0x0A) else {
      guard window.count < Self.longestLine else {
        throw ServedError(400, "A line between the chunks is too long.")
      }
      return nil
    }
    guard end > index, bytes[end - 1] == 0x0D else {
      throw ServedError(400, "A line between the chunks does not end with CR LF.")
    }
    let line = bytes[index..<end - 1]
    guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
      throw ServedError(400, "A line between the chunks holds control characters.")
    }
    index = end + 1
    return line
  }

  /// Of "1a;name=value".
  private static func size(_ line: ArraySlice<UInt8>) throws(ServedError) -> Int {
    let digits = line.prefix { $0 != 0x3B }
    var size = 0
    for byte in digits {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw ServedError(400, "The size of a chunk is no hexadecimal number.")
      }
      size = size << 4 | Int(digit)
    }
    guard (1...15).contains(digits.count) else {
      throw ServedError(400, "The size of a chunk is no hexadecimal number.")
    }
    return size
  }
}
