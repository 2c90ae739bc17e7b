/// Seconds since the start of 1970, passed in by whoever has a clock: for dates in header fields and resets given as points in time.
package struct UnixTime: Sendable, Hashable, Comparable {
  package var seconds: Double

  package init(_ seconds: Double) { self.seconds = seconds }

  package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }
}
