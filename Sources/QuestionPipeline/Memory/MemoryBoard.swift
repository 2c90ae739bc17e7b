import Synchronization

/// Hands each wave the memory as it stood when the wave before the previous one had been committed, so that no cell's
/// result depends on timing.
package final class MemoryBoard: Sendable {
  /// The snapshots of the last commits, ascending by wave.
  private let snapshots: Mutex<[(wave: Int, snapshot: MemorySnapshot)]>

  /// - Parameter initial: the memory before the first wave, or after the last committed one.
  package init(initial: MemorySnapshot, wave: Int) {
    snapshots = Mutex([(wave, initial)])
  }

  package func snapshot(forWave wave: Int) -> MemorySnapshot {
    snapshots.withLock { snapshots in
      snapshots.last { $0.wave <= wave - 2 }?.snapshot ?? snapshots[0].snapshot
    }
  }

  /// The memory after the last commit, for the curator alone.
  package var latest: MemorySnapshot { snapshots.withLock { $0[$0.count - 1].snapshot } }

  /// Publishes the memory after a commit; what no wave in flight can ask for is dropped.
  package func publish(_ snapshot: MemorySnapshot, afterWave wave: Int) {
    snapshots.withLock { snapshots in
      snapshots.append((wave, snapshot))
      while snapshots.count > 1, snapshots[1].wave <= wave - 2 { snapshots.removeFirst() }
    }
  }
}
