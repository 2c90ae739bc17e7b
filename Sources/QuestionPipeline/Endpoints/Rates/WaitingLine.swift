/// A line from whose front, and from whose middle, one leaves in constant time.
struct WaitingLine<Element> {
  /// Where somebody stands; never given twice, so that an old one finds nobody.
  struct Place: Hashable, Sendable {
    fileprivate var slot: Int
    fileprivate var number: UInt64
  }
  private struct Slot {
    var element: Element?
    var number: UInt64
    var next: Int
    var previous: Int
  }
  private static var nowhere: Int { -1 }

  private var slots: [Slot] = []
  /// The head of the chain of empty slots.
  private var empty = nowhere
  private var head = nowhere
  private var tail = nowhere
  private var lastNumber: UInt64 = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  var first: Place? {
    head == Self.nowhere ? nil : Place(slot: head, number: slots[head].number)
  }

  mutating func append(_ element: Element) -> Place {
    lastNumber += 1
    let new = Slot(element: element, number: lastNumber, next: Self.nowhere, previous: tail)
    let slot: Int
    if empty == Self.nowhere {
      slot = slots.count
      slots.append(new)
    } else {
      slot = empty
      empty = slots[slot].next
      slots[slot] = new
    }
    if tail == Self.nowhere { head = slot } else { slots[tail].next = slot }
    tail = slot
    count += 1
    return Place(slot: slot, number: lastNumber)
  }

  /// Whoever stands there; nil where nobody does any more.
  subscript(place: Place) -> Element? {
    get { holds(place) ? slots[place.slot].element : nil }
    set { if holds(place), let newValue { slots[place.slot].element = newValue } }
  }

  mutating func remove(_ place: Place) -> Element? {
    guard holds(place) else { return nil }
    let slot = slots[place.slot]
    if slot.previous == Self.nowhere {
      head = slot.next
    } else {
      slots[slot.previous].next = slot.next
    }
    if slot.next == Self.nowhere {
      tail = slot.previous
    } else {
      slots[slot.next].previous = slot.previous
    }
    slots[place.slot] = Slot(element: nil, number: 0, next: empty, previous: Self.nowhere)
    empty = place.slot
    count -= 1
    return slot.element
  }

  /// Everybody's place, from the front.
  var places: [Place] {
    var result: [Place] = []
    result.reserveCapacity(count)
    var slot = head
    while slot != Self.nowhere {
      result.append(Place(slot: slot, number: slots[slot].number))
      slot = slots[slot].next
    }
    return result
  }

  private func holds(_ place: Place) -> Bool {
    place.slot < slots.count && slots[place.slot].number == place.number
  }
}
