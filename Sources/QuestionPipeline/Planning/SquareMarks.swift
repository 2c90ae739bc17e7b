/// Which squares of a planning request are given something special: a share of them, spread evenly over a lane, and from
/// lane to lane in other places, so that the share holds for many lanes of few cells, too.
package struct SquareMarks: Sendable, Hashable {
  private let first: Int
  private let offset: Double

  /// - Parameters:
  ///   - lane: the lane's place in the blueprint.
  ///   - chunk: counts the lane's planning requests from 0, of `size` squares each.
  ///   - salt: tells marks of one sort from those of another.
  package init(lane: Int, chunk: Int, size: Int, salt: Int = 0) {
    first = chunk * size
    // Multiples of the golden ratio's part behind the point fill the unit evenly.
    let place = Double(lane + salt * 17) * 0.618_033_988_749_895
    offset = place - place.rounded(.down)
  }

  /// - Parameter position: within the request.
  package func isMarked(_ position: Int, share: Double) -> Bool {
    number(position, share: share) != nil
  }

  /// Which of the lane's marks a square has, from 0; nil where it has none.
  package func number(_ position: Int, share: Double) -> Int? {
    let place = Double(first + position) * share + offset
    let number = place.rounded(.down)
    return (place + share).rounded(.down) > number ? Int(number) : nil
  }
}
