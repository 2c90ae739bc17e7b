/// US dollars, counted in whole nano-dollars so that sums are the same everywhere.
package enum Money {
  package static let nanoPerDollar = 1_000_000_000

  /// An amount as somebody types it: "2", "0.05", "$1.50", with at most nine decimals; nil for anything else.
  package static func nanoDollars(_ text: String) -> Int? {
    var bytes = Array(text.utf8)[...]
    if bytes.first == UInt8(ascii: "$") { bytes.removeFirst() }
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 9, parts.last?.isEmpty == false
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : []
    guard decimals.count <= 9 else { return nil }
    var result = 0
    for byte in whole + decimals {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      result = result * 10 + Int(byte - UInt8(ascii: "0"))
    }
    for _ in decimals.count..<9 { result *= 10 }
    return result
  }

  /// The nearest whole number of nano-dollars.
  /// - Parameter dollars: from 0 to 9 thousand million.
  package static func nanoDollars(_ dollars: Double) -> Int {
    Int((min(dollars, 9e9) * Double(nanoPerDollar)).rounded())
  }

  /// "$12.30", "$0.0042": exact, with two decimals at least.
  package static func text(_ nanoDollars: Int) -> String {
    let (whole, rest) = abs(nanoDollars).quotientAndRemainder(dividingBy: nanoPerDollar)
    var decimals = String(rest)
    decimals = String(repeating: "0", count: 9 - decimals.count) + decimals
    while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
    return (nanoDollars < 0 ? "-$" : "$") + "\(whole).\(decimals)"
  }

  /// The amount for people who want no more than four decimals: "$1.24", "$0.0042", "less than $0.0001".
  package static func short(_ nanoDollars: Int) -> String {
    let unit = nanoDollars >= nanoPerDollar ? 10_000_000 : 100_000
    if nanoDollars > 0, nanoDollars < unit { return "less than \(text(unit))" }
    return text((nanoDollars + unit / 2) / unit * unit)
  }

  /// The next amount that is at least as large and has no more than four decimals.
  package static func roundedUp(_ nanoDollars: Int) -> Int {
    let unit = 100_000
    guard nanoDollars <= .max - unit else { return nanoDollars }
    return (nanoDollars + unit - 1) / unit * unit
  }
}
