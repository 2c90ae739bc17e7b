#if canImport(Darwin)
  import Darwin
#else
  import CCurl
  import Glibc
#endif

/// Waits for many sockets at once, at a cost that depends on those that are ready alone: epoll, or kqueue on Darwin.
///
/// A pipe of its own lets other threads end the wait. It belongs to one thread; `wakingEnd` is for all.
struct SocketPoller: ~Copyable {
  /// What a socket is watched for, or ready for.
  struct Interest: OptionSet {
    let rawValue: UInt8
    static let read = Interest(rawValue: 1)
    static let write = Interest(rawValue: 2)
    static let failure = Interest(rawValue: 4)
  }

  /// A byte written here ends the wait. Closed by its writer.
  let wakingEnd: Int32
  private let wokenEnd: Int32
  private let queue: Int32
  private static let capacity = 512

  #if canImport(Darwin)
    private let events = UnsafeMutablePointer<kevent>.allocate(capacity: capacity)
  #else
    private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
  #endif

  private init(queue: Int32, wokenEnd: Int32, wakingEnd: Int32) {
    self.queue = queue
    self.wokenEnd = wokenEnd
    self.wakingEnd = wakingEnd
    watch(wokenEnd, for: .read, insteadOf: [])
  }

  /// Returns nil where the process has no descriptors left.
  static func open() -> SocketPoller? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    #if canImport(Darwin)
      let queue = kqueue()
    #else
      let queue = epoll_create1(Int32(EPOLL_CLOEXEC))
    #endif
    guard queue >= 0 else {
      close(ends[0])
      close(ends[1])
      return nil
    }
    return SocketPoller(queue: queue, wokenEnd: ends[0], wakingEnd: ends[1])
  }

  deinit {
    close(queue)
    close(wokenEnd)
    events.deallocate()
  }

  /// Watches a socket for something else than before.
  func watch(_ socket: Int32, for wanted: Interest, insteadOf before: Interest) {
    #if canImport(Darwin)
      var changes: [kevent] = []
      for (interest, filter) in [(Interest.read, EVFILT_READ), (.write, EVFILT_WRITE)] {
        guard wanted.contains(interest) != before.contains(interest) else { continue }
        let flags = wanted.contains(interest) ? EV_ADD : EV_DELETE
        changes.append(
          kevent(
            ident: UInt(socket), filter: Int16(filter), flags: UInt16(flags), fflags: 0, data: 0,
            udata: nil))
      }
      kevent(queue, changes, Int32(changes.count), nil, 0, nil)
    #else
      var event = epoll_event()
      event.data.fd = socket
      if wanted.contains(.read) { event.events |= EPOLLIN.rawValue }
      if wanted.contains(.write) { event.events |= EPOLLOUT.rawValue }
      if wanted.isEmpty {
        epoll_ctl(queue, EPOLL_CTL_DEL, socket, &event)
      } else {
        // A socket closed behind our back has left the queue, and its number may have come back.
        let isNew = before.isEmpty
        if epoll_ctl(queue, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) != 0 {
          if errno == EEXIST {
            epoll_ctl(queue, EPOLL_CTL_MOD, socket, &event)
          } else if errno == ENOENT {
            epoll_ctl(queue, EPOLL_CTL_ADD, socket, &event)
          }
        }
      }
    #endif
  }

  /// Waits until a socket is ready, another thread wakes it or the time is over, and hands over each that is ready.
  ///
  /// - Parameter milliseconds: negative waits for ever.
  func wait(milliseconds: Int32, _ body: (Int32, Interest) -> Void) {
    #if canImport(Darwin)
      var limit = timespec(
        tv_sec: Int(milliseconds) / 1000, tv_nsec: Int(milliseconds) % 1000 * 1_000_000)
      let count = kevent(
        queue, nil, 0, events, Int32(Self.capacity), milliseconds < 0 ? nil : &limit)
    #else
      let count = epoll_wait(queue, events, Int32(Self.capacity), milliseconds)
    #endif
    guard count > 0 else { return }
    for index in 0..<Int(count) {
      var ready = Interest()
      #if canImport(Darwin)
        let event = events[index]
        let socket = Int32(event.ident)
        ready.insert(event.filter == Int16(EVFILT_WRITE) ? .write : .read)
        if event.flags & UInt16(EV_ERROR) != 0 { ready.insert(.failure) }
      #else
        let event = events[index]
        let socket = event.data.fd
        if event.events & EPOLLIN.rawValue != 0 { ready.insert(.read) }
        if event.events & EPOLLOUT.rawValue != 0 { ready.insert(.write) }
        if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { ready.insert(.failure) }
      #endif
      if socket == wokenEnd { empty() } else { body(socket, ready) }
    }
  }

  private func empty() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { bytes in
      while read(wokenEnd, bytes.baseAddress, bytes.count) == bytes.count {}
    }
  }
}
