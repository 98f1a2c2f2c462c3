/// Things to open (`items`) and things to compare (`Table`).

/// One thing of a list: what it is, then how it stands, then what can be done.
package func item(_ title: String, _ link: Link?, sub: String? = nil, state: HTML? = nil, _ acts: HTML? = nil) -> HTML {
    let name: HTML = if let link { "<a class=\"title-link\" href=\"\(link)\">\(title)</a>" } else { "<strong>\(title)</strong>" }
    let more: HTML? = sub.map { "<span class=\"sub\">\($0)</span>" }
    return "<li data-line><span>\(name)\(more)</span>\(state)\(acts)</li>"
}

/// A file: its size and what was found in it, in words.
package func fileItem(_ name: String, sub: String, _ acts: [HTML]) -> HTML {
    """
    <li class="file">\(Icon.file)<span><strong>\(name)</strong><span class="sub">\(sub)</span></span>\
    <div class="btns">\(HTML(acts))</div></li>
    """
}

package func items(_ rows: [HTML]) -> HTML { "<ul class=\"items\">\(HTML(rows))</ul>" }

/// A table on a wide screen, a card per row on a phone. Roles are written because `display` removes them from some browsers.
package struct Table: Sendable {
    package struct Column: Sendable {
        package var name: String
        package var isNumber: Bool
        package var isTight: Bool

        package init(_ name: String, isNumber: Bool = false, isTight: Bool = false) {
            (self.name, self.isNumber, self.isTight) = (name, isNumber, isTight)
        }

        var style: String { [isNumber ? "n" : nil, isTight ? "tight" : nil].compactMap(\.self).joined(separator: " ") }
    }

    package struct Row: Sendable {
        /// The first cell names the row; the others follow the columns.
        package var cells: [HTML]
        /// The value of the box, and how it is named to those who hear it.
        package var box: (value: String, name: String)?

        package init(_ cells: [HTML], box: (value: String, name: String)? = nil) { (self.cells, self.box) = (cells, box) }
    }

    package var caption: String
    package var columns: [Column]
    package var rows: [Row]
    /// The name of the boxes, when lines can be ticked.
    package var boxes: String?

    package init(_ caption: String, _ columns: [Column], _ rows: [Row], boxes: String? = nil) {
        (self.caption, self.columns, self.rows, self.boxes) = (caption, columns, rows, boxes)
    }

    package var html: HTML {
        let all: HTML? = boxes.map { _ in
            """
            <th role="columnheader" scope="col" class="tight"><label class="box"><input type="checkbox" data-all>\
            <span class="sr">Tout cocher</span></label></th>
            """
        }
        return """
            <table role="table" class="table stack"><caption class="sr">\(caption)</caption>
            <thead role="rowgroup"><tr role="row">\(all)\(HTML(columns.map(header)))</tr></thead>
            <tbody role="rowgroup">
            \(HTML(rows.map(row)))</tbody></table>
            """
    }

    private func header(_ column: Column) -> HTML {
        "<th role=\"columnheader\" scope=\"col\" class=\"\(column.style)\">\(column.name)</th>"
    }

    private func row(_ row: Row) -> HTML {
        let cells = zip(columns, row.cells).enumerated().map { place, pair -> HTML in
            let (column, content) = pair
            guard place > 0 else { return "<th role=\"rowheader\" scope=\"row\" class=\"\(column.style)\">\(content)</th>" }
            return "<td role=\"cell\" class=\"\(column.style)\" data-label=\"\(column.name)\">\(content)</td>"
        }
        return "<tr role=\"row\" data-line>\(box(row))\(HTML(cells))</tr>\n"
    }

    private func box(_ row: Row) -> HTML? {
        guard let boxes else { return nil }
        guard let box = row.box else { return "<td role=\"cell\" class=\"tight\"></td>" }
        return """
            <td role="cell" class="tight"><label class="box"><input type="checkbox" name="\(boxes)" value="\(box.value)">\
            <span class="sr">Cocher : \(box.name)</span></label></td>
            """
    }
}
