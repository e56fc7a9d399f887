#pragma once

#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"
#include "tests/support/testserver.h"

#include <QTest>

namespace lineup::test {

/// One backend of an OpenAI-compatible server against one server that does what the test says.

inline const std::string kFolder = "openai-compatible/";
inline const std::string kKey = "sk-planted-0123456789";

inline ChatRequest question(int retries = 0)
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = retries;
    return request;
}

inline std::string delta(const std::string &text)
{
    return sseData("{\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}");
}
inline const std::string kStop = sseData("{\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
inline const std::string kDone = sseData("[DONE]");

/// A whole good answer.
inline std::string good(const std::string &text = "Hello")
{
    return streamHead() + chunk(delta(text)) + chunk(kStop) + chunk(kDone) + lastChunk();
}

inline std::string failing(int status, const HeaderList &headers = {})
{
    return reply(status, "application/json", "{\"error\":{\"message\":\"no\",\"code\":\"c\"}}", headers);
}

inline std::string endOf(const Answer &answer)
{
    if (answer.end->error)
        return std::string(errorCodeName(answer.end->error->code));
    return std::string(outcomeName(answer.end->outcome));
}

template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(5))
{
    return QTest::qWaitFor(condition, static_cast<int>(limit.count()));
}

struct CompatibleBench {
    explicit CompatibleBench(const std::string &path = "/v1", const std::string &key = {})
        : redactor(std::make_shared<net::Redactor>()), io(std::make_unique<net::IoThread>())
    {
        auto made = openaicompatible::makeBackend({server.url(path), Secret(key), false}, *io, redactor);
        if (!made)
            qFatal("no backend");
        backend = *made;
    }
    /// Asks and waits for the end.
    Answer ask(ChatRequest request = question())
    {
        Answer answer;
        answer.ask(*backend, std::move(request));
        if (!answer.waitForEnd())
            qFatal("an answer did not end");
        return answer;
    }
    TestServer server;
    std::shared_ptr<net::Redactor> redactor;
    std::unique_ptr<net::IoThread> io;
    std::shared_ptr<ChatBackend> backend;
};

} // namespace lineup::test
