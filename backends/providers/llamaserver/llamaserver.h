#pragma once

#include "backends/providers/openaicompatible/chatcompletions.h"

namespace lineup::llamaserver {

/// llama.cpp's server: Chat Completions below "/v1", its own calls beside it.
/// Source: llama.cpp tools/server/README.md.
class LlamaServer final : public openaicompatible::ChatCompletions {
public:
    /// `base`: the root, without "/v1".
    LlamaServer(openaicompatible::ApiBase base, std::vector<net::SecretHeader> secrets);

    Result<chat::ModelPage> readModels(std::string_view body) const override;
    /// GET /props: the window it runs with, which is not the model's own, and the kinds of input.
    std::optional<net::TransferRequest> describeCall(const std::string &model) override;
    Result<ListedModel> readDescription(std::string_view body) const override;
    /// POST /apply-template, then POST /tokenize of what came.
    std::optional<net::TransferRequest> countCall(const ChatRequest &request) override;
    std::optional<net::TransferRequest> secondCountCall(std::string_view body) const override;
    Result<std::int64_t> readCount(std::string_view body) const override;
};

} // namespace lineup::llamaserver
