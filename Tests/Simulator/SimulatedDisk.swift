import CSimulatedDisk
import QuestionPipeline
import SQLiteStorage
import Synchronization

/// The disk of a simulated machine, with its VFS. All databases on it must be closed before it goes.
final class SimulatedDisk: Sendable {
  /// Of the VFS.
  let name: String
  /// Of the one over it, through which the program writes.
  private let gathering: String?
  private let pointer: Mutex<OpaquePointer>

  init(name: String) {
    self.name = name
    pointer = Mutex(sim_disk_make(name))
    gathering = WriteGathering.register("gathering-" + name, over: name)
  }

  /// For a process that does nothing but simulate, on one thread: makes it faster. To be called before anything else.
  static func prepareProcess() { sim_disk_prepare_process() }

  /// What it holds, on a disk of its own.
  /// - Parameter prefix: of the names of the files that are wanted.
  func copy(name: String, filesFrom prefix: String = "") -> SimulatedDisk {
    let copy = SimulatedDisk(name: name)
    let from = pointer.withLock { UInt(bitPattern: $0) }
    copy.pointer.withLock { sim_disk_copy($0, OpaquePointer(bitPattern: from), prefix) }
    return copy
  }

  /// Where databases on it lie. Pages are small: what a run writes here is little, and each commit copies and checks whole
  /// pages several times.
  func databases(_ machine: SimulatedMachine) -> DatabasePlace {
    DatabasePlace(vfs: gathering ?? name, executor: machine.actors, pageSize: Self.pageSize)
  }

  static let pageSize = 1024

  /// A disk that somebody still uses, because the simulation broke off, stays.
  deinit {
    guard opened == 0 else { return }
    if let gathering { WriteGathering.unregister(gathering) }
    pointer.withLock { sim_disk_free($0) }
  }

  var isOff: Bool { pointer.withLock { sim_disk_is_off($0) != 0 } }

  /// How many handles are open.
  var opened: Int { pointer.withLock { Int(sim_disk_opened($0)) } }

  /// Writes and syncs so far.
  var calls: Int {
    let counts = pointer.withLock { sim_disk_counts($0) }
    return Int(counts.writes + counts.syncs)
  }

  /// Bytes written so far.
  var bytes: Int { pointer.withLock { Int(sim_disk_counts($0).bytes) } }

  func cut(seed: UInt64) { pointer.withLock { sim_disk_cut($0, seed) } }

  func cut(afterCalls count: Int, seed: UInt64) {
    pointer.withLock { sim_disk_cut_later($0, Int64(count), seed) }
  }

  func powerOn() { pointer.withLock { sim_disk_power_on($0) } }

  func limitRoom(to bytes: Int) { pointer.withLock { sim_disk_set_room($0, Int64(bytes)) } }

  func failSync(after count: Int) { pointer.withLock { sim_disk_fail_sync($0, Int64(count)) } }

  /// Takes back what was to befall it later.
  func mend() {
    pointer.withLock {
      sim_disk_set_room($0, -1)
      sim_disk_fail_sync($0, -1)
      sim_disk_cut_later($0, -1, 0)
    }
  }

  func holds(_ file: String) -> Bool { pointer.withLock { sim_disk_size($0, file) } >= 0 }

  /// Nil where there is no such file.
  func read(_ file: String) -> [UInt8]? {
    pointer.withLock { pointer in
      let size = sim_disk_size(pointer, file)
      guard size >= 0 else { return nil }
      return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        count = Int(sim_disk_read(pointer, file, buffer.baseAddress, size))
      }
    }
  }

  /// Throws: `FileError` where the power is off or the disk is full.
  func publish(_ bytes: [UInt8], to file: String) throws {
    let code = pointer.withLock { sim_disk_publish($0, file, bytes, Int64(bytes.count)) }
    guard code == 0 else {
      throw FileError(code: .full, path: file, detail: "the simulated disk takes no more")
    }
  }
}

/// A run's storage on a simulated disk.
final class SimulatedStorage: RunStorage {
  let databases: DatabasePlace
  private let disk: SimulatedDisk
  private let claims: Claims

  /// Folders that are claimed.
  final class Claims: Sendable {
    fileprivate let folders = Mutex<Set<String>>([])
    var isEmpty: Bool { folders.withLock { $0.isEmpty } }
  }

  private final class Claim: Sendable {
    let folder: String
    let claims: Claims

    init(_ folder: String, _ claims: Claims) {
      self.folder = folder
      self.claims = claims
    }

    deinit { claims.folders.withLock { _ = $0.remove(folder) } }
  }

  init(_ disk: SimulatedDisk, machine: SimulatedMachine, claims: Claims) {
    self.disk = disk
    self.claims = claims
    databases = disk.databases(machine)
  }

  func holdsRun(_ folder: String) -> Bool { disk.holds(folder + "/journal.sqlite") }

  func check(_ folder: String) throws {}

  func claim(_ folder: String) throws -> any Sendable {
    guard claims.folders.withLock({ $0.insert(folder).inserted }) else {
      throw FileError(code: .locked, path: folder, detail: "is in use")
    }
    return Claim(folder, claims)
  }

  func write(_ bytes: [UInt8], to path: String) throws { try disk.publish(bytes, to: path) }
}
