import Simulator

/// What the command line asks for.
struct SimulateOptions {
  var seeds = 1000
  var from: UInt64 = 1
  /// After so many seconds no further seed is begun.
  var seconds: Int?
  var mutation: Mutation?

  /// Throws: `Wrong`.
  init(_ arguments: some Sequence<String>) throws {
    var rest = arguments.makeIterator()
    while let option = rest.next() {
      guard let value = rest.next() else { throw Wrong("\(option) needs a value") }
      switch option {
      case "--seeds": seeds = try Self.number(value, option)
      case "--seconds": seconds = try Self.number(value, option)
      case "--from": from = UInt64(try Self.number(value, option))
      case "--mutation":
        guard let mutation = Mutation(rawValue: value) else {
          let names = Mutation.allCases.map(\.rawValue).joined(separator: ", ")
          throw Wrong("--mutation takes one of \(names)")
        }
        self.mutation = mutation
      default: throw Wrong("unknown option \(option)")
      }
    }
  }

  struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private static func number(_ text: String, _ option: String) throws -> Int {
    guard let number = Int(text), number >= 0 else {
      throw Wrong("\(option) takes a whole number, not '\(text)'")
    }
    return number
  }
}
