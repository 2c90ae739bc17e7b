import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of an `AbilityCache`. It holds URLs, models and names of parameters, and never a key.
///
/// It may be damaged, old, or written by another process at the same time: what cannot be read counts as unknown, and
/// what is lost is learned again.
final class AbilityFile: Sendable {
  private let path: String
  private let lifetime: Duration
  private let now: @Sendable () -> UnixTime
  private let writing = Mutex(())
  private static let version = 1
  private static let capacity = 512

  init(path: String, lifetime: Duration, now: @escaping @Sendable () -> UnixTime) {
    self.path = path
    self.lifetime = lifetime
    self.now = now
  }

  /// Puts an entry into the file, in place of an older one.
  func keep(_ abilities: EndpointAbilities, of place: AbilityCache.Place) {
    writing.withLock { _ in
      var entries = entries.filter { $0.place != place }
      entries.append(
        AbilityCache.Entry(
          base: place.base, model: place.model, start: place.start, abilities: abilities,
          learned: now()))
      let document: JSONValue = [
        "version": .integer(Self.version),
        "entries": .array(entries.suffix(Self.capacity).map(\.json)),
      ]
      // A cache that cannot be written costs a few requests, and no more.
      try? FileSystem.makeFolder(FileSystem.parent(of: path))
      let own = "\(path).\(getpid())"
      guard (try? FileSystem.write(JSONWriter.bytes(document, indent: 1), to: own)) != nil else {
        return
      }
      if rename(own, path) != 0 { FileSystem.remove(own) }
    }
  }

  /// What can be read and is not too old.
  var entries: [AbilityCache.Entry] {
    guard let bytes = try? FileSystem.read(path, limit: 4 << 20),
      let document = try? JSONParser.parse(bytes), document["version"]?.intValue == Self.version,
      let entries = document["entries"]?.arrayValue
    else { return [] }
    let today = now().seconds
    let seconds = Double(lifetime.components.seconds)
    return entries.compactMap { try? AbilityCache.Entry(JSONReader($0)) }.filter {
      // A clock that was set back makes entries of the future.
      $0.learned.seconds <= today + 86_400 && today - $0.learned.seconds < seconds
    }
  }
}
