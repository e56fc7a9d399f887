#include "tests/backends/faults/fault.h"

#include "tests/support/httpreply.h"

namespace lineup::test {

namespace {

using Reply = const GoodReply &;
using MadeScript = std::optional<Script>;

constexpr Milliseconds kShort{150};
/// Longer than any clock here.
constexpr Milliseconds kLong{600};

Clocks shortClocks()
{
    Clocks clocks;
    clocks.firstByte = kShort;
    clocks.idle = kShort;
    return clocks;
}

Clocks clocksWithTotal(Milliseconds total)
{
    Clocks clocks;
    clocks.total = total;
    return clocks;
}

std::function<Verdict(Reply)> always(Verdict verdict)
{
    return [verdict](Reply) { return verdict; };
}

std::function<Verdict(Reply)> finishes(std::string text = kWholeText)
{
    return always({std::nullopt, std::nullopt, std::move(text)});
}

std::function<Verdict(Reply)> fails(ErrorCode code, std::string text = "")
{
    return always({code, std::nullopt, std::move(text)});
}

std::function<Verdict(Reply)> timesOut(TimeoutPhase phase, std::string text = "")
{
    return always({ErrorCode::Timeout, phase, std::move(text)});
}

/// The body in chunked framing, with its end.
Script inChunks(Reply reply, const std::string &body)
{
    return {send(chunkedHead(reply) + chunk(body) + lastChunk())};
}

std::string withLineEnds(std::string text, const std::string &end)
{
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + end.size()))
        text.replace(at, 1, end);
    return text;
}

std::string headWithLength(Reply reply, std::size_t length)
{
    return head(200, {{"Content-Type", reply.contentType}, {"Content-Length", std::to_string(length)}});
}

std::string halfOf(const std::string &event)
{
    return event.substr(0, event.size() / 2);
}

const std::string &webPage()
{
    static const std::string page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>\n";
    return page;
}

void addSplits(std::vector<Fault> &faults)
{
    faults.push_back({"nothing wrong", [](Reply reply) -> MadeScript { return goodScript(reply); }, finishes(), {}});
    faults.push_back({"one byte a chunk",
                      [](Reply reply) -> MadeScript {
                          std::string bytes = chunkedHead(reply);
                          for (const char c : reply.body())
                              bytes += chunk({&c, 1});
                          return Script{send(bytes + lastChunk())};
                      },
                      finishes(), {}});
    faults.push_back({"one byte a packet",
                      [](Reply reply) -> MadeScript {
                          return Script{sendInPieces(headWithLength(reply, reply.body().size()) + reply.body(), 1)};
                      },
                      finishes(), {}});
    faults.push_back({"CRLF",
                      [](Reply reply) -> MadeScript {
                          return reply.framing == Framing::Frames ? MadeScript() : inChunks(reply, withLineEnds(reply.body(), "\r\n"));
                      },
                      finishes(), {}});
    faults.push_back({"CR alone",
                      [](Reply reply) -> MadeScript {
                          return reply.framing == Framing::EventStream ? inChunks(reply, withLineEnds(reply.body(), "\r")) : MadeScript();
                      },
                      finishes(), {}});
    faults.push_back({"byte order mark",
                      [](Reply reply) -> MadeScript {
                          return reply.framing == Framing::Frames ? MadeScript() : inChunks(reply, "\xEF\xBB\xBF" + reply.body());
                      },
                      finishes(), {}});
    faults.push_back({"noise between events",
                      [](Reply reply) -> MadeScript {
                          return inChunks(reply, reply.noise + reply.opening + reply.noise + reply.text("one ") + reply.noise + reply.text("two three") + reply.noise + reply.closing);
                      },
                      finishes(), {}});
    faults.push_back({"a character in two deltas",
                      [](Reply reply) -> MadeScript {
                          return inChunks(reply, reply.opening + reply.text("a\\ud83d") + reply.text("\\ude00b") + reply.closing);
                      },
                      finishes("a\xF0\x9F\x98\x80" "b"), {}});
    faults.push_back({"half a character",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("a\\ud83d") + reply.text("b") + reply.closing); },
                      finishes("a\xEF\xBF\xBD" "b"), {}});
    faults.push_back({"bytes that are no text",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("a\xFF" "b") + reply.closing); },
                      finishes("a\xEF\xBF\xBD" "b"), {}});
}

void addCuts(std::vector<Fault> &faults)
{
    for (const bool isReset : {false, true}) {
        const std::string how = isReset ? "RST " : "FIN ";
        const auto cut = [isReset](std::string bytes) {
            // What a reset overtakes is lost, so it must have been read before.
            return isReset ? Script{send(std::move(bytes)), wait(Milliseconds(50)), reset()} : Script{send(std::move(bytes)), closeNow()};
        };
        faults.push_back({how + "instead of a head", [isReset](Reply) -> MadeScript { return Script{isReset ? reset() : closeNow()}; }, fails(ErrorCode::Unreachable), {}});
        faults.push_back({how + "inside the head", [cut](Reply) -> MadeScript { return cut("HTTP/1.1 200 OK\r\nContent-Ty"); }, fails(ErrorCode::Unreachable), {}});
        faults.push_back({how + "after the head", [cut](Reply reply) -> MadeScript { return cut(chunkedHead(reply)); }, fails(ErrorCode::StreamCut), {}});
        faults.push_back({how + "inside the first event",
                          [cut](Reply reply) -> MadeScript { return cut(chunkedHead(reply) + chunk(halfOf(reply.opening + reply.text("one ")))); },
                          fails(ErrorCode::StreamCut), {}});
        faults.push_back({how + "after text",
                          [cut](Reply reply) -> MadeScript { return cut(chunkedHead(reply) + chunk(reply.opening + reply.text("one "))); },
                          fails(ErrorCode::StreamCut, "one "), {}});
        faults.push_back({how + "inside a chunk",
                          [cut](Reply reply) -> MadeScript {
                              const std::string bytes = chunkedHead(reply) + chunk(reply.opening + reply.text("one ") + reply.text("two "));
                              return cut(bytes.substr(0, bytes.size() - reply.text("two ").size() / 2));
                          },
                          fails(ErrorCode::StreamCut, "one "), {}});
        faults.push_back({how + "behind the last event", [cut](Reply reply) -> MadeScript { return cut(chunkedHead(reply) + chunk(reply.body())); }, finishes(), {}});
    }
}

void addHalves(std::vector<Fault> &faults)
{
    faults.push_back({"the end without a finish",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + reply.text("two three")); },
                      fails(ErrorCode::StreamCut, kWholeText), {}});
    faults.push_back({"half an event, then the end",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + halfOf(reply.text("two "))); },
                      fails(ErrorCode::StreamCut, "one "), {}});
    faults.push_back({"half an event, then the next",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + reply.broken + reply.closing); },
                      fails(ErrorCode::BadReply, "one "), {}});
    faults.push_back({"length too long",
                      [](Reply reply) -> MadeScript {
                          return Script{send(headWithLength(reply, reply.body().size() + 100) + reply.body()), closeNow()};
                      },
                      finishes(), {}});
    faults.push_back({"length too long, no finish",
                      [](Reply reply) -> MadeScript {
                          const std::string body = reply.opening + reply.text("one ");
                          return Script{send(headWithLength(reply, body.size() + 100) + body), closeNow()};
                      },
                      fails(ErrorCode::StreamCut, "one "), {}});
    faults.push_back({"length too short",
                      [](Reply reply) -> MadeScript {
                          const std::size_t told = (reply.opening + reply.text("one ") + halfOf(reply.text("two "))).size();
                          return Script{send(headWithLength(reply, told) + reply.body()), closeNow()};
                      },
                      fails(ErrorCode::StreamCut, "one "), {}});
}

void addSilences(std::vector<Fault> &faults)
{
    faults.push_back({"silent before the head", [](Reply) -> MadeScript { return Script{hold()}; }, timesOut(TimeoutPhase::FirstByte), shortClocks()});
    faults.push_back({"silent after the head", [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply)), hold()}; }, timesOut(TimeoutPhase::FirstByte),
                      shortClocks()});
    faults.push_back({"silent after text",
                      [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply) + chunk(reply.opening + reply.text("one "))), hold()}; },
                      timesOut(TimeoutPhase::Idle, "one "), shortClocks()});
    faults.push_back({"slow first byte, too slow",
                      [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply)), wait(kLong), send(chunk(reply.body()) + lastChunk())}; },
                      timesOut(TimeoutPhase::FirstByte), shortClocks()});
    faults.push_back({"slow first byte, in time",
                      [](Reply reply) -> MadeScript { return Script{wait(kShort), send(chunkedHead(reply) + chunk(reply.body()) + lastChunk())}; }, finishes(), {}});
    faults.push_back({"slow all the way",
                      [](Reply reply) -> MadeScript {
                          const std::string body = reply.body();
                          return Script{sendInPieces(headWithLength(reply, body.size()) + body, body.size() / 8, Milliseconds(20))};
                      },
                      finishes(), {}});
    faults.push_back({"noise for ever", [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply)), endless(chunk(reply.noise), Milliseconds(1))}; },
                      timesOut(TimeoutPhase::Total), clocksWithTotal(Milliseconds(300))});
}

void addFloods(std::vector<Fault> &faults)
{
    constexpr std::size_t kPiece = 65536;
    faults.push_back({"text for ever",
                      [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply) + chunk(reply.opening)), endless(chunk(reply.text(std::string(4096, 'x'))))}; },
                      always({ErrorCode::TooLarge, std::nullopt, std::nullopt}), {}, true});
    faults.push_back({"a flood of noise", [](Reply reply) -> MadeScript { return Script{send(chunkedHead(reply)), endless(chunk(reply.noise))}; },
                      timesOut(TimeoutPhase::Total), clocksWithTotal(Milliseconds(300)), true});
    faults.push_back({"a line of 20 MB",
                      [](Reply reply) -> MadeScript {
                          return Script{send(chunkedHead(reply) + chunk(reply.opening + reply.text("one ") + reply.longStart)), repeat(chunk(std::string(kPiece, 'x')), 320), hold()};
                      },
                      fails(ErrorCode::BadReply, "one "), {}, true});
    faults.push_back({"a head without end", [](Reply) -> MadeScript { return Script{send("HTTP/1.1 200 OK\r\n"), endless("X-Filler: " + std::string(1000, 'x') + "\r\n")}; },
                      fails(ErrorCode::BadReply), {}, true});
    faults.push_back({"an error without end",
                      [](Reply) -> MadeScript { return Script{send(head(500, {{"Content-Type", "text/plain"}})), endless(std::string(kPiece, 'x'))}; },
                      fails(ErrorCode::ProviderDown), {}, true});
    faults.push_back({"a gzip bomb",
                      [](Reply reply) -> MadeScript {
                          static const std::string bomb = gzip(std::string(std::size_t{32} << 20, ' '));
                          return Script{send(head(200, {{"Content-Type", reply.contentType}, {"Content-Encoding", "gzip"}, {"Content-Length", std::to_string(bomb.size())}}) + bomb)};
                      },
                      fails(ErrorCode::BadReply), {}, true});
    faults.push_back({"brackets 100,000 deep", [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + reply.deep + reply.closing); },
                      fails(ErrorCode::BadReply, "one "), {}, true});
}

void addWrongReplies(std::vector<Fault> &faults, const std::string &otherHost)
{
    const auto whole = [](int status, std::string type, std::string body) {
        return [status, type, body](Reply) -> MadeScript { return Script{send(reply(status, type, body))}; };
    };
    faults.push_back({"gzip not asked for",
                      [](Reply good) -> MadeScript {
                          const std::string packed = gzip(good.body());
                          return Script{send(reply(200, good.contentType, packed, {{"Content-Encoding", "gzip"}}))};
                      },
                      fails(ErrorCode::BadReply), {}});
    faults.push_back({"gzip in name only", [](Reply good) -> MadeScript { return Script{send(reply(200, good.contentType, good.body(), {{"Content-Encoding", "gzip"}}))}; },
                      fails(ErrorCode::BadReply), {}});
    faults.push_back({"a web page with 200", whole(200, "text/html; charset=utf-8", webPage()), fails(ErrorCode::BadReply), {}});
    faults.push_back({"a web page in the name of a stream", [](Reply good) -> MadeScript { return Script{send(reply(200, good.contentType, webPage()))}; },
                      fails(ErrorCode::BadReply), {}});
    faults.push_back({"200 and nothing", [](Reply good) -> MadeScript { return Script{send(reply(200, good.contentType, ""))}; }, fails(ErrorCode::BadReply), {}});
    faults.push_back({"204", [](Reply) -> MadeScript { return Script{send("HTTP/1.1 204 No Content\r\n\r\n")}; }, fails(ErrorCode::BadReply), {}});
    faults.push_back({"JSON that is no answer", whole(200, "application/json", R"({"hello":1})"), fails(ErrorCode::BadReply), {}});
    faults.push_back({"broken JSON", whole(200, "application/json", R"({"id":"r1","choices":[)"), fails(ErrorCode::BadReply), {}});
    faults.push_back({"no HTTP", [](Reply) -> MadeScript { return Script{send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"), closeNow()}; }, fails(ErrorCode::BadReply), {}});
    faults.push_back({"redirect to another host",
                      [otherHost](Reply) -> MadeScript { return Script{send(head(307, {{"Location", otherHost + "/v1"}, {"Content-Length", "0"}}))}; },
                      fails(ErrorCode::RedirectRefused), {}});
}

void addErrors(std::vector<Fault> &faults)
{
    const auto status = [&faults](std::string name, int number, const HeaderList &headers, std::string type, std::string body, ErrorCode code) {
        faults.push_back({std::move(name), [=](Reply) -> MadeScript { return Script{send(reply(number, type, body, headers))}; }, fails(code), {}});
    };
    const std::string json = R"({"error":{"message":"no","type":"some_error"},"message":"no"})";
    const std::string type = "application/json";
    status("401", 401, {}, type, json, ErrorCode::Unauthorized);
    // The next request waits for what this one asks for, so it asks for little.
    status("429 with Retry-After", 429, {{"Retry-After", "0.2"}}, type, json, ErrorCode::RateLimited);
    status("500", 500, {}, type, json, ErrorCode::ProviderDown);
    status("500 and nothing", 500, {}, type, "", ErrorCode::ProviderDown);
    status("503 with a web page", 503, {}, "text/html", webPage(), ErrorCode::ProviderDown);
    const auto inStream = [](std::string text) {
        return [text](Reply reply) { return Verdict{reply.errorCode, std::nullopt, text}; };
    };
    faults.push_back({"an error instead of events", [](Reply reply) -> MadeScript { return inChunks(reply, reply.error); }, inStream(""), {}});
    faults.push_back({"an error inside the stream",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + reply.error); }, inStream("one "), {}});
    faults.push_back({"an error, then more",
                      [](Reply reply) -> MadeScript { return inChunks(reply, reply.opening + reply.text("one ") + reply.error + reply.text("two ") + reply.closing); },
                      inStream("one "), {}});
}

} // namespace

std::vector<Fault> allFaults(const std::string &otherHost)
{
    std::vector<Fault> faults;
    addSplits(faults);
    addCuts(faults);
    addHalves(faults);
    addSilences(faults);
    addWrongReplies(faults, otherHost);
    addErrors(faults);
    addFloods(faults);
    return faults;
}

std::string chunkedHead(const GoodReply &reply)
{
    return head(200, {{"Content-Type", reply.contentType}, {"Transfer-Encoding", "chunked"}});
}

Script goodScript(const GoodReply &reply)
{
    return {send(chunkedHead(reply) + chunk(reply.body()) + lastChunk())};
}

} // namespace lineup::test
