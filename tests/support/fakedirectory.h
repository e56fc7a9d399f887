#pragma once

#include "core/catalog/modelfacts.h"
#include "core/ports/chatbackend.h"

#include <QFuture>
#include <QPromise>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lineup::test {

/// A backend whose list of models comes when the test says so.
class ListingBackend final : public ChatBackend {
public:
    using List = Result<std::vector<ListedModel>>;

    std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox>) override { return nullptr; }
    QFuture<List> listModels() override
    {
        ++asked;
        if (!waits) {
            QPromise<List> ready;
            ready.start();
            ready.addResult(list);
            ready.finish();
            return ready.future();
        }
        m_waiting = std::make_unique<QPromise<List>>();
        m_waiting->start();
        return m_waiting->future();
    }
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override
    {
        std::vector<Parameter> left;
        for (const Parameter each : notTaken) {
            if (isSet(request.parameters, each))
                left.push_back(each);
        }
        return left;
    }
    bool isLocal() const override { return false; }
    /// Answers the question that waits.
    void answer()
    {
        m_waiting->addResult(list);
        m_waiting->finish();
    }

    List list = std::vector<ListedModel>{};
    std::vector<Parameter> notTaken;
    bool waits = false;
    int asked = 0;

private:
    std::unique_ptr<QPromise<List>> m_waiting;
};

/// Providers, each with a ListingBackend of its kind; a kind without one is BadInput.
class ListingFactory final : public BackendFactory {
public:
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override
    {
        asked.push_back(ref);
        const auto failing = failures.find(ref.kind);
        if (failing != failures.end())
            return Unexpected{failing->second};
        const auto found = backends.find(ref.kind);
        if (found == backends.end())
            return makeError(ErrorCode::BadInput, "unknown kind", ref.kind);
        return std::shared_ptr<ChatBackend>(found->second);
    }
    std::vector<ProviderDescriptor> providers() const override { return descriptors; }
    ModelFacts modelFacts(const BackendRef &ref, const std::string &model, const ListedModel *listed) const override
    {
        const auto known = facts.find(model);
        return known == facts.end() ? BackendFactory::modelFacts(ref, model, listed) : known->second;
    }

    /// The port is always named, as the real one does it.
    std::string keyOrigin(const BackendRef &ref) const override { return ref.baseUrl.empty() ? std::string() : ref.baseUrl + ":443"; }
    std::optional<std::string> keyVariable(const BackendRef &ref) const override
    {
        std::vector<std::string> named{ref.keyEnv};
        const auto provider = std::ranges::find(descriptors, ref.kind, &ProviderDescriptor::id);
        if (ref.keyEnv.empty() && provider != descriptors.end())
            named = provider->keyVariables;
        const auto set = std::ranges::find_if(named, [this](const std::string &each) { return variables.contains(each); });
        return set == named.end() ? std::nullopt : std::optional(*set);
    }

    ListingBackend &add(ProviderDescriptor descriptor, std::vector<ListedModel> models)
    {
        auto backend = std::make_shared<ListingBackend>();
        backend->list = std::move(models);
        backends[descriptor.id] = backend;
        descriptors.push_back(std::move(descriptor));
        return *backend;
    }

    std::vector<ProviderDescriptor> descriptors;
    std::map<std::string, std::shared_ptr<ListingBackend>> backends;
    std::map<std::string, Error> failures; ///< by kind
    std::map<std::string, ModelFacts> facts; ///< by model
    std::set<std::string> variables; ///< of the environment, that are set
    std::vector<BackendRef> asked;
};

inline ProviderDescriptor localProvider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "local";
    descriptor.name = "Local engine";
    descriptor.needsKey = false;
    descriptor.isSelfHosted = true;
    return descriptor;
}

/// A made-up provider with one option of each sort.
inline ProviderDescriptor cloudProvider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "cloud";
    descriptor.name = "Cloud Nine";
    descriptor.defaultBaseUrl = "https://api.cloud.example/v1";
    descriptor.keyVariables = {"CLOUD_API_KEY", "CLOUD_TOKEN"};
    descriptor.keyPage = "https://cloud.example/keys";
    descriptor.options = {{"region", "Region", "Where the models stand.", ProviderOption::Kind::Text, {}, "eu-1", {"CLOUD_REGION"}},
                          {"shape", "API shape", "", ProviderOption::Kind::Choice, {"v1", "dated"}, "v1", {}},
                          {"token-command", "Token command", "", ProviderOption::Kind::Command, {}, {}, {}}};
    return descriptor;
}

inline ProviderDescriptor serverProvider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "openai-compatible";
    descriptor.name = "OpenAI-compatible server";
    descriptor.needsKey = false;
    return descriptor;
}

} // namespace lineup::test
