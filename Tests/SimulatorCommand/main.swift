import QuestionPipeline
import Simulator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command that runs a seed again.
func replay(_ seed: UInt64, _ options: SimulateOptions) -> String {
  let mutation = options.mutation.map { " --mutation \($0.rawValue)" } ?? ""
  return "replay: Scripts/simulate --seeds 1 --from \(seed)\(mutation)"
}

/// Runs the seeds until one fails. Returns whether none did.
func run(_ options: SimulateOptions) -> Bool {
  let clock = MonotonicClock()
  var (done, cuts, invocations) = (0, 0, 0)
  var isGood = true
  for seed in options.from..<options.from + UInt64(options.seeds) {
    if let seconds = options.seconds, clock.now >= .seconds(seconds) { break }
    done += 1
    // A trap leaves no error: the next seed's place is found here before it begins.
    CrashNote.current = seed
    do {
      let tally = try Simulation.run(seed: seed, mutation: options.mutation)
      cuts += tally.cuts
      invocations += tally.invocations
    } catch {
      print("seed \(seed) failed: \(error)")
      print("  \(replay(seed, options))")
      fflush(nil)
      isGood = false
      break
    }
  }
  let seconds = clock.now.milliseconds / 1000
  let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
  print(
    "\(done) seeds from \(options.from): \(invocations) invocations, \(cuts) power cuts, "
      + "\(seconds) s, \(rate) seeds/s")
  return isGood
}

CrashNote.install()
Simulation.prepareProcess()
do {
  exit(run(try SimulateOptions(CommandLine.arguments.dropFirst())) ? 0 : 1)
} catch {
  print("Error: \(error)")
  exit(2)
}
