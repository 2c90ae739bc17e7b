import CAllocator

/// The memory of a process that runs the pipeline.
package enum ProcessMemory {
  /// Fits the allocator to the pipeline: fewer pages are taken and given back, and less memory is held. To be called
  /// first, before anything runs at the same time; results do not depend on it.
  package static func prepare() { viva_prepare_allocator() }
}
