import Subprocess
import SystemPackage

/// Why a tool gave nothing.
package enum SandboxRefusal: Error, Equatable, Sendable {
    case missing(Tool)
    /// The box does not start here: no user namespaces, a container, a change of root. What it said.
    case cannotStart(String)
    case tooSlow(seconds: Int)
    case tooMuchInput(allowed: Int)
    case tooMuchOutput(allowed: Int)
    /// The tool was killed by a limit, crashed, or said no.
    case failed(Tool, status: Int)
}

/// Runs one tool in bubblewrap under prlimit. Bytes go in by standard input and come out by standard output; the box sees `/usr`,
/// read-only, its own empty `/tmp`, and nothing else.
package struct Sandbox: Sendable {
    package struct Limits: Sendable {
        package var seconds: Int
        package var memoryBytes: Int
        package var outputBytes: Int

        package init(seconds: Int, memoryBytes: Int, outputBytes: Int) {
            (self.seconds, self.memoryBytes, self.outputBytes) = (seconds, memoryBytes, outputBytes)
        }
    }

    private let bubblewrap: String
    private let prlimit: String

    /// Starts the box once, around a program that does nothing.
    package static func start() async throws(SandboxRefusal) -> Sandbox {
        guard let bubblewrap = path(of: .bubblewrap) else { throw .missing(.bubblewrap) }
        guard let prlimit = path(of: .prlimit) else { throw .missing(.prlimit) }
        let sandbox = Sandbox(bubblewrap: bubblewrap, prlimit: prlimit)
        let probe = Limits(seconds: 10, memoryBytes: 1 << 30, outputBytes: 4096)
        let outcome = try await sandbox.launch(.bubblewrap, ["/usr/bin/true"], input: [], probe)
        guard outcome.status == 0 else { throw .cannotStart(outcome.said) }
        return sandbox
    }

    /// Only these folders: a tool that somebody put elsewhere on the PATH is not ours to run.
    package static func path(of tool: Tool) -> String? {
        let path = "/usr/bin/" + tool.rawValue
        guard let descriptor = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return nil }
        try? descriptor.close()
        return path
    }

    package func run(_ tool: Tool, _ arguments: [String], input: [UInt8], _ limits: Limits) async throws(SandboxRefusal) -> [UInt8] {
        guard let path = Sandbox.path(of: tool) else { throw .missing(tool) }
        let outcome = try await launch(tool, [path] + arguments, input: input, limits)
        guard outcome.status == 0 else { throw .failed(tool, status: outcome.status) }
        return outcome.output
    }

    private struct Outcome: Sendable {
        let status: Int
        let output: [UInt8]
        let said: String
    }

    private func launch(_ tool: Tool, _ command: [String], input: [UInt8], _ limits: Limits) async throws(SandboxRefusal) -> Outcome {
        let arguments = box + bounds(limits) + ["--"] + command
        let outcome: Result<Outcome, SandboxRefusal> = await withTaskGroup { group in
            group.addTask { await Sandbox.spawn(tool, bubblewrap, arguments, input, limits) }
            group.addTask {
                try? await Task.sleep(for: .seconds(limits.seconds))
                return .failure(.tooSlow(seconds: limits.seconds))
            }
            let first = await group.next() ?? .failure(.tooSlow(seconds: limits.seconds))
            group.cancelAll()
            return first
        }
        return try outcome.get()
    }

    private static func spawn(
        _ tool: Tool, _ program: String, _ arguments: [String], _ input: [UInt8], _ limits: Limits
    ) async -> Result<Outcome, SandboxRefusal> {
        var platform = PlatformOptions()
        platform.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .milliseconds(200))]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom([:] as [Environment.Key: String]),
                platformOptions: platform, input: .array(input), output: .bytes(limit: limits.outputBytes), error: .string(limit: 65_536))
            let status = if case .exited(let code) = result.terminationStatus { Int(code) } else { 128 }
            let said = String(result.standardError.prefix(200))
            return .success(Outcome(status: status, output: result.standardOutput, said: said))
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            return .failure(.tooMuchOutput(allowed: limits.outputBytes))
        } catch {
            // Its input was closed before its end, or it could not be launched.
            return .failure(.failed(tool, status: 128))
        }
    }

    private var box: [String] {
        [
            "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/bin", "/bin",
            // Fonts that a document names without bringing them.
            "--ro-bind-try", "/etc/fonts", "/etc/fonts", "--ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig",
            "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp",
            "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "LC_ALL", "C.UTF-8", "--cap-drop", "ALL",
        ]
    }

    private func bounds(_ limits: Limits) -> [String] {
        [
            prlimit, "--as=\(limits.memoryBytes)", "--cpu=\(limits.seconds)", "--nofile=64", "--fsize=104857600", "--core=0",
        ]
    }
}
