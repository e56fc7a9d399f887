#pragma once

#include "backends/providers/provider.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/testserver.h"

#include <QFuture>

#include <map>
#include <memory>
#include <string>

namespace lineup::test {

/// A backend of one provider against one server that does what the test says.
struct ProviderBench {
    struct Settings {
        std::string path;
        std::string key = "sk-planted-0123456789";
        std::map<std::string, std::string> options{};
        std::map<std::string, std::string> environment{};
    };

    explicit ProviderBench(const Provider &provider) : ProviderBench(provider, Settings{}) {}
    ProviderBench(const Provider &provider, const Settings &settings) : redactor(std::make_shared<net::Redactor>()), io(std::make_unique<net::IoThread>())
    {
        auto made = make(provider, settings, server.url(settings.path));
        if (!made)
            qFatal("no backend: %s", made.error().detail.c_str());
        backend = *made;
    }
    Result<std::shared_ptr<ChatBackend>> make(const Provider &provider, const Settings &settings, const std::string &url)
    {
        ProviderConfig config;
        config.baseUrl = url;
        config.key = Secret(settings.key);
        config.options = settings.options;
        ProviderTools tools;
        tools.io = io.get();
        tools.redactor = redactor;
        tools.environment = [environment = settings.environment](const std::string &name) -> std::optional<std::string> {
            const auto found = environment.find(name);
            return found == environment.end() ? std::nullopt : std::optional(found->second);
        };
        return provider.make(config, tools);
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
    Result<std::vector<ListedModel>> models() { return backend->listModels().result(); }
    Result<std::int64_t> count(ChatRequest request) { return backend->countTokens(std::move(request)).result(); }
    /// The JSON body of the last request.
    nlohmann::json lastBody() const { return nlohmann::json::parse(server.requests().back().body); }

    TestServer server;
    std::shared_ptr<net::Redactor> redactor;
    std::unique_ptr<net::IoThread> io;
    std::shared_ptr<ChatBackend> backend;
};

/// "finished", or the code of the error.
inline std::string endingOf(const Answer &answer)
{
    if (answer.end->error)
        return std::string(errorCodeName(answer.end->error->code));
    return std::string(outcomeName(answer.end->outcome));
}

/// True when one of the notes holds these words.
inline bool hasNote(const Answer &answer, const std::string &words)
{
    for (const std::string &note : answer.end->notes) {
        if (note.find(words) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace lineup::test
