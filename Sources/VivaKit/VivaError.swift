import HTTPTransport
import QuestionPipeline
import SQLiteStorage

/// Why something could not be done, in words for people and a code for programs.
public struct VivaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is at fault.
  public enum Code: String, Sendable {
    /// A request, a configuration or a folder cannot be used as it is; nothing was written.
    case invalidInput
    /// A file could not be read or written, or a database failed.
    case files
    /// A model stopped the run: what was committed is kept, and the same call goes on from there.
    case model
    /// What nobody foresaw.
    case other
  }
  /// For programs to branch on.
  public let code: Code
  /// What went wrong, with the name of what it concerns.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  init(_ error: any Error) {
    let code: Code =
      switch error {
      case is ConfigurationError, is KnowledgeError: .invalidInput
      case is FileError, is StorageError: .files
      case is ModelError, is TransportError: .model
      default: .other
      }
    self.init(code, "\(error)")
  }

  /// Does something, and tells what goes wrong in this type. Throws also `CancellationError`.
  static func telling<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch {
      throw told(error)
    }
  }

  /// The same where nothing is waited for.
  static func checking<Result>(_ body: () throws -> Result) throws(VivaError) -> Result {
    do {
      return try body()
    } catch let error as VivaError {
      throw error
    } catch {
      throw VivaError(error)
    }
  }

  private static func told(_ error: any Error) -> any Error {
    error is CancellationError || error is VivaError ? error : VivaError(error)
  }
}
