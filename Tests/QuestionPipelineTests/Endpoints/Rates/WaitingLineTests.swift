import Testing

@testable import QuestionPipeline

struct WaitingLineTests {
  /// Random comings and goings against the plainest model of a line: a list.
  @Test(arguments: 0..<30) func behavesLikeALine(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var line = WaitingLine<Int>()
    var model: [(place: WaitingLine<Int>.Place, element: Int)] = []
    var gone: [WaitingLine<Int>.Place] = []
    for step in 0..<500 {
      switch random.below(5) {
      case 0, 1: model.append((line.append(step), step))
      case 2 where !model.isEmpty:
        let (place, element) = model.removeFirst()
        #expect(line.first == place)
        #expect(line.remove(place) == element)
        gone.append(place)
      case 3 where !model.isEmpty:
        let (place, element) = model.remove(at: random.below(model.count))
        #expect(line.remove(place) == element)
        gone.append(place)
      default:
        guard !model.isEmpty else { continue }
        let index = random.below(model.count)
        model[index].element = -step
        line[model[index].place] = -step
      }
      #expect(line.count == model.count)
      #expect(line.isEmpty == model.isEmpty)
      #expect(line.places == model.map(\.place))
    }
    #expect(model.allSatisfy { line[$0.place] == $0.element })
    for place in gone {
      #expect(line[place] == nil)
      line[place] = 7
      #expect(line.remove(place) == nil)
    }
    #expect(line.count == model.count)
  }
}
