// swift-tools-version: 6.1
import PackageDescription

/// Shared by every Swift target, so that no folder reads by other rules.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "Viva",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "viva", targets: ["viva"]),
    .library(name: "VivaKit", targets: ["VivaKit"]),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CAllocator"),
    .target(name: "CArguments"),
    // Needs the headers of libcurl; the library itself is loaded by its name at run time.
    .target(name: "CCurl"),
    .target(name: "CDefaults"),
    .target(name: "CDigest"),
    .target(name: "CGB18030"),
    .target(name: "CWriteGathering", dependencies: ["CSQLite"]),
    .target(name: "HTTPTransport", dependencies: ["CCurl"], swiftSettings: settings),
    .target(
      name: "SQLiteStorage", dependencies: ["CSQLite", "CWriteGathering"], swiftSettings: settings),
    .target(
      name: "QuestionPipeline",
      dependencies: [
        "CAllocator", "CDefaults", "CDigest", "CGB18030", "CZlib", "HTTPTransport",
        "SQLiteStorage",
      ],
      exclude: ["Schemas"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Exports", dependencies: ["CZlib", "QuestionPipeline", "SQLiteStorage"],
      swiftSettings: settings),
    .target(name: "SetTools", dependencies: ["QuestionPipeline"], swiftSettings: settings),
    // Not "Viva": file systems that ignore case could not tell its folder and module from those of the program.
    .target(
      name: "VivaKit", dependencies: ["HTTPTransport", "QuestionPipeline", "SQLiteStorage"],
      swiftSettings: settings),
    .executableTarget(
      name: "viva",
      dependencies: ["CArguments", "Exports", "QuestionPipeline", "SQLiteStorage", "SetTools"],
      swiftSettings: settings),
    .executableTarget(
      name: "viva-validity", dependencies: ["QuestionPipeline"], swiftSettings: settings),
    .executableTarget(
      name: "viva-benchmark", dependencies: ["HTTPTransport", "QuestionPipeline"],
      path: "Benchmarks/Driver", swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["CZlib", "HTTPTransport", "QuestionPipeline"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .target(name: "CSimulatedDisk", dependencies: ["CSQLite"], path: "Tests/CSimulatedDisk"),
    .target(
      name: "Simulator", dependencies: ["CSimulatedDisk", "QuestionPipeline", "SQLiteStorage"],
      path: "Tests/Simulator", swiftSettings: settings),
    .executableTarget(
      name: "viva-simulate", dependencies: ["QuestionPipeline", "Simulator"],
      path: "Tests/SimulatorCommand",
      swiftSettings: settings),
    .testTarget(name: "SimulatorTests", dependencies: ["Simulator"], swiftSettings: settings),
    .testTarget(
      name: "HTTPTransportTests", dependencies: ["HTTPTransport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SQLiteStorageTests", dependencies: ["SQLiteStorage", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "QuestionPipelineTests",
      dependencies: ["HTTPTransport", "QuestionPipeline", "SQLiteStorage", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["Exports", "QuestionPipeline", "SQLiteStorage", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SetToolsTests", dependencies: ["QuestionPipeline", "SetTools", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ValidityTests", dependencies: ["QuestionPipeline", "TestSupport", "viva-validity"],
      swiftSettings: settings),
    .testTarget(
      name: "LibraryExamples",
      dependencies: ["QuestionPipeline", "TestSupport", "VivaKit", "viva"],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["HTTPTransport", "QuestionPipeline", "TestSupport", "viva"],
      exclude: ["Fixtures"], swiftSettings: settings),
  ],
  cLanguageStandard: .c2x
)
