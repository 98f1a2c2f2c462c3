/// Taste as a test: the rules of the house over every file of the tree. Rules are values in `Rules/`, one file per family.
/// Refuses a rule that does not catch its own planted offender.
import Testing

@Suite struct HouseTests {
    @Test(arguments: Rule.all) func treeObeys(_ rule: Rule) {
        let found = rule.check(.here)
        #expect(found.isEmpty, "\n\(found.prefix(40).map(\.description).joined(separator: "\n"))")
    }

    @Test(arguments: Rule.all) func offenderIsCaught(_ rule: Rule) {
        let found = rule.check(rule.offender)
        #expect(!found.isEmpty, "the planted offender of “\(rule.name)” passes")
        for finding in found {
            #expect(rule.offender.files.contains { $0.path == finding.path } && finding.line > 0 && !finding.remedy.isEmpty)
        }
    }

    @Test(arguments: Rule.all) func nearMissPasses(_ rule: Rule) {
        #expect(rule.check(rule.innocent) == [])
    }

    @Test func treeIsRead() {
        #expect(Tree.here.sources.count > 5)
        #expect(Tree.here.manifest != nil)
    }

    @Test func lexerKeepsCodeApart() {
        let file = SourceFile("x.swift", #"let a = "b \(c!) \" d" // e"# + "\nlet f = #\"g\\(h\"# /* i /* j */ k */ + l")
        #expect(
            String(decoding: file.code, as: UTF8.self).split(separator: " ").joined(separator: " ")
                == "let a = \" c!) \" \nlet f = \" \" + l")
        #expect(file.lines.count == 2)
    }
}
