import HTTPTransport
import Testing

struct CurlLibraryTests {
  @Test func namesTheLibraryThatItHasLoaded() throws {
    #expect(try CurlLibrary.version().hasPrefix("libcurl/"))
  }
}
