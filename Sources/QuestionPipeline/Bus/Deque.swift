/// A queue whose front is taken in constant time.
struct Deque<Element> {
  private var storage: [Element?] = []
  private var head = 0

  var count: Int { storage.count - head }
  var isEmpty: Bool { head == storage.count }

  mutating func append(_ element: Element) { storage.append(element) }

  mutating func popFirst() -> Element? {
    guard head < storage.count else { return nil }
    defer {
      storage[head] = nil
      head += 1
      if head > 32, head * 2 > storage.count {
        storage.removeFirst(head)
        head = 0
      }
    }
    return storage[head]
  }

  mutating func remove(where matches: (Element) -> Bool) -> Element? {
    guard let index = storage[head...].firstIndex(where: { $0.map(matches) ?? false }) else {
      return nil
    }
    return storage.remove(at: index)
  }

  func map<T>(_ transform: (Element) -> T) -> [T] { storage[head...].map { transform($0!) } }
}
