import NIOCore
import NIOHTTP1

/// Stands between the parser and everything else on each connection (F7, F8):
/// a head that the policy refuses is answered here and the connection closed, so that nobody above ever sees it;
/// a body that is too slow closes the connection; an answer that left without the headers of the house receives them.
final class WireGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let policy: EdgePolicy
    private let headers: SecurityHeaders
    private var pace: BodyPace?
    private var watch: RepeatedTask?
    private var answersDue = 0
    private var refusal: EdgeRefusal?

    init(policy: EdgePolicy, headers: SecurityHeaders) { (self.policy, self.headers) = (policy, headers) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // After a refusal the rest of the stream has no meaning: it may be a smuggled request.
        guard refusal == nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let wrong = policy.refusal(of: RequestHead(head)) { return refuse(wrong, context) }
            answersDue += 1
            watchBody(context)
        case .body(let buffer):
            pace?.received(buffer.readableBytes, at: NIODeadline.now().uptimeNanoseconds)
        case .end:
            stopWatching()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        pace?.asked(at: NIODeadline.now().uptimeNanoseconds)
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            headers.complete(&head.headers)
            // Answered before the body was read: what follows on this connection would be the rest of it.
            if pace != nil { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            context.write(data, promise: promise)
            answersDue -= 1
            if let refusal, answersDue <= 0 { answer(refusal, context) } else if pace != nil { closeSoon(context) }
        case .body:
            context.write(data, promise: promise)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopWatching()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopWatching() }

    /// Answers of earlier requests of the same connection go first.
    private func refuse(_ wrong: EdgeRefusal, _ context: ChannelHandlerContext) {
        refusal = wrong
        stopWatching()
        if answersDue <= 0 { answer(wrong, context) }
    }

    private func answer(_ wrong: EdgeRefusal, _ context: ChannelHandlerContext) {
        let page = ErrorAnswer.page(for: wrong)
        var fields = HTTPHeaders([
            ("content-type", "text/html; charset=utf-8"), ("content-length", String(page.utf8.count)), ("connection", "close"),
        ])
        if case .methodUnknown = wrong { fields.add(name: "allow", value: EdgePolicy.methods.sorted().joined(separator: ", ")) }
        headers.complete(&fields)
        let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: wrong.status), headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        closeSoon(context)
    }

    /// Closing at once would reset the connection while the client still sends, and the answer would be lost.
    private func closeSoon(_ context: ChannelHandlerContext) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
    }

    private func watchBody(_ context: ChannelHandlerContext) {
        pace = BodyPace()
        guard watch == nil else { return }
        let channel = context.channel
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(2), delay: .seconds(2)) { _ in
            if bound.value.isTooSlow() { channel.close(promise: nil) }
        }
    }

    private func isTooSlow() -> Bool { pace?.isTooSlow(at: NIODeadline.now().uptimeNanoseconds) ?? false }

    private func stopWatching() {
        pace = nil
        watch?.cancel()
        watch = nil
    }
}

extension RequestHead {
    init(_ head: HTTPRequestHead) {
        self.init(
            method: head.method.rawValue, target: head.uri, major: head.version.major, minor: head.version.minor,
            fields: head.headers.map { (name: $0.name, value: $0.value) })
    }
}
