import QuestionPipeline

/// A content package of IMS QTI 2.1, packed: a manifest, a test, and a file for each item.
package struct QTIExporter: SetExporter {
  package var carried: Set<ItemField> {
    [
      .id, .topic, .language, .answer, .keyPoints, .mistakes, .followUps, .choices,
      .choiceReasons, .solution, .tests, .sources,
    ]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var remarks = Remarks()
    var identifiers = UniqueNames()
    let items = set.items.map { item in
      if let remark = QuizForm(item).remark(for: item) { remarks.add(remark) }
      return QTIItem(item, identifier: identifiers.name(for: item.id))
    }
    var files = [
      ("imsmanifest.xml", manifest(items)), ("test.xml", test(items, title: set.title)),
    ]
    files += items.map { ($0.path, $0.markup) }
    return Export(
      .file(ZipFile.bytes(files.map { ($0.0, Array($0.1.source.utf8)) })),
      remarks: remarks.sentences)
  }

  private func manifest(_ items: [QTIItem]) -> Markup {
    let dependencies: [Markup] = items.map {
      "\n<dependency identifierref=\"R_\($0.identifier)\"/>"
    }
    let resources: [Markup] = items.map {
      """
      <resource identifier="R_\($0.identifier)" type="imsqti_item_xmlv2p1" href="\($0.path)">\
      <file href="\($0.path)"/></resource>

      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 \
      http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd" identifier="MANIFEST">
      <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
      <organizations/>
      <resources>
      <resource identifier="TEST" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>\
      \(dependencies)
      </resource>
      \(resources)</resources>
      </manifest>

      """
  }

  /// A section for each topic, in the order in which the topics come first.
  private func test(_ items: [QTIItem], title: String) -> Markup {
    var topics: [[String]] = []
    var sections: [[String]: [QTIItem]] = [:]
    for item in items {
      if sections[item.topic] == nil { topics.append(item.topic) }
      sections[item.topic, default: []].append(item)
    }
    let parts: [Markup] = topics.enumerated().map { index, topic in
      let references: [Markup] = (sections[topic] ?? []).map {
        "<assessmentItemRef identifier=\"\($0.identifier)\" href=\"\($0.path)\"/>\n"
      }
      let name = topic.isEmpty ? title : topic.joined(separator: " / ")
      return """
        <assessmentSection identifier="S\(index + 1)" title="\(QTIItem.title(name))" visible="true">
        \(references)</assessmentSection>

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <assessmentTest \(QTIItem.namespace) identifier="TEST" title="\(QTIItem.title(title))">
      <testPart identifier="P1" navigationMode="nonlinear" submissionMode="individual">
      \(parts)</testPart>
      </assessmentTest>

      """
  }
}
