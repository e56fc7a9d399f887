#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/anthropic/modeltraits.h"
#include "backends/providers/wire/refusals.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lineup::anthropic {

/// Anthropic's Messages API. Source: Anthropic API reference, version 2023-06-01.
class MessagesProtocol final : public chat::ChatProtocol {
public:
    /// `root` is the address without a version; `secrets` go with every call; `beta` is the value of `anthropic-beta`, "" = none.
    MessagesProtocol(std::string root, std::vector<net::SecretHeader> secrets, std::string beta);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// Learns from a 400 which form of thinking a model wants, how many tokens it can write, and which parameters it refuses.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    /// GET /v1/models, 1000 a page. What the list says of a model holds for its requests, too.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;
    /// POST /v1/messages/count_tokens.
    std::optional<net::TransferRequest> countCall(const ChatRequest &request) override;
    Result<std::int64_t> readCount(std::string_view body) const override;

private:
    /// What the service said about a model, beyond its name.
    struct Learnt {
        std::optional<ModelTraits::Thinking> thinking;
        std::optional<bool> takesEffort;
        std::optional<std::int64_t> maxOutput;
        bool refusesSampling = false;
        bool refusesOff = false;
    };

    net::TransferRequest call(const char *method, const std::string &path) const;
    ModelTraits traitsFor(const std::string &model) const;
    /// With everything in it but Parameters::extra.
    Result<nlohmann::json> bodyFor(const ChatRequest &request, chat::Notes &notes) const;
    bool learnThinking(const nlohmann::json &body, const std::string &refusal, Learnt &learnt) const;
    bool learnSampling(const nlohmann::json &body, const std::string &refusal, Learnt &learnt) const;
    void learnListed(const std::string &model, const nlohmann::json &listed) const;

    std::string m_root;
    std::vector<net::SecretHeader> m_secrets;
    std::string m_beta;
    /// Also filled by readModels(), which is const for its callers. I/O thread only, like all of this.
    mutable std::map<std::string, Learnt> m_learnt;
    wire::Refusals m_refusals;
};

} // namespace lineup::anthropic
