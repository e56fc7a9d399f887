#pragma once

#include "backends/providers/provider.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/testserver.h"

#include <QTest>

#include <map>
#include <memory>
#include <string>

namespace lineup::test {

/// One backend of a provider against one server that does what the test says.
class ProviderBench {
public:
    struct Options {
        std::string path{}; ///< behind the server's address
        std::string key{};
        std::map<std::string, std::string> options{};
        std::map<std::string, std::string> environment{};
    };

    explicit ProviderBench(const Provider &provider) : ProviderBench(provider, Options{}) {}
    ProviderBench(const Provider &provider, const Options &options) : redactor(std::make_shared<net::Redactor>()), io(std::make_unique<net::IoThread>())
    {
        ProviderConfig config;
        config.baseUrl = server.url(options.path);
        config.key = Secret(options.key);
        config.options = options.options;
        auto made = provider.make(config, {io.get(), redactor, environmentOf(options.environment)});
        if (!made)
            qFatal("no backend: %s", made.error().detail.c_str());
        backend = *made;
    }

    static ProviderTools::Environment environmentOf(const std::map<std::string, std::string> &variables)
    {
        return [variables](const std::string &name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        };
    }

    /// Asks and waits for the end.
    Answer ask(ChatRequest request)
    {
        Answer answer;
        answer.ask(*backend, std::move(request));
        if (!answer.waitForEnd())
            qFatal("an answer did not end");
        return answer;
    }
    static std::string endOf(const Answer &answer)
    {
        return answer.end->error ? std::string(errorCodeName(answer.end->error->code)) : std::string(outcomeName(answer.end->outcome));
    }
    /// The value of a future that the I/O thread fulfils.
    template <class T>
    static T take(QFuture<T> future)
    {
        future.waitForFinished();
        return future.result();
    }

    TestServer server;
    std::shared_ptr<net::Redactor> redactor;
    std::unique_ptr<net::IoThread> io;
    std::shared_ptr<ChatBackend> backend;
};

/// "Hi" to model "m", without retries.
inline ChatRequest simpleQuestion()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

/// The body of a request as JSON; a discarded value when it is none.
inline nlohmann::json bodyOf(const RecordedRequest &request)
{
    return nlohmann::json::parse(request.body, nullptr, false);
}

} // namespace lineup::test
