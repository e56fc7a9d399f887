#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/gemini/geminibody.h"
#include "backends/providers/wire/refusals.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lineup::gemini {

/// Google's Generative Language API. Source: Gemini API reference, v1beta.
class GeminiProtocol final : public chat::ChatProtocol {
public:
    /// `base` ends with a version; `secrets` go with every call.
    GeminiProtocol(std::string base, std::vector<net::SecretHeader> secrets);

    /// BadInput without a model: its name is part of the address.
    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// Learns from a 400 how a model is told to think, whether it takes a system message, and which parameters it refuses.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    /// GET /models, 1000 a page; only those that generate content.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;
    /// POST /models/M:countTokens.
    std::optional<net::TransferRequest> countCall(const ChatRequest &request) override;
    Result<std::int64_t> readCount(std::string_view body) const override;

private:
    net::TransferRequest call(const char *method, const std::string &path) const;
    ModelTraits traitsFor(const std::string &model) const;
    /// With everything in it but Parameters::extra.
    nlohmann::json bodyFor(const ChatRequest &request, chat::Notes &notes) const;
    bool learnTraits(const nlohmann::json &body, const std::string &refusal, ModelTraits &traits) const;

    std::string m_base;
    std::vector<net::SecretHeader> m_secrets;
    std::map<std::string, ModelTraits> m_learnt;
    wire::Refusals m_refusals; ///< members of generationConfig
};

} // namespace lineup::gemini
