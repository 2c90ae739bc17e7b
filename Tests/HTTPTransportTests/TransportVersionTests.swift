import HTTPTransport
import Testing

struct TransportVersionTests {
  @Test func namesTheLibraryThatItIsLinkedWith() {
    #expect(TransportVersion.curl.hasPrefix("libcurl/"))
  }
}
