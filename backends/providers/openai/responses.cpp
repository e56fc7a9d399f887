#include "backends/providers/openai/responses.h"

#include "backends/providers/openai/responsesreader.h"
#include "backends/providers/openai/responsesrequest.h"
#include "core/base/json.h"

namespace lineup::openai {

namespace {

constexpr char kPath[] = "/responses";

} // namespace

Responses::Responses(openaicompatible::ApiBase base, std::vector<net::SecretHeader> secrets, openaicompatible::Quirks quirks,
                     std::shared_ptr<const ParameterTable> table)
    : CompatibleApi(std::move(base), std::move(secrets), std::move(quirks)), m_table(std::move(table))
{
}

Result<net::TransferRequest> Responses::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    // Only a model that thinks has something to encrypt or to sum up; of an unknown one the person's wish for an effort says it.
    const bool thinks = m_table->rulesFor(Api::Responses, request).isReasoning || request.parameters.reasoningEffort;
    const ResponsesExtras extras{thinks && !m_noEncryption.contains(request.model), thinks && !m_noSummary.contains(request.model)};
    return chatCallTo(kPath, responsesBody(request, quirksFor(request), extras, notes), request.parameters.streams);
}

std::unique_ptr<chat::ReplyReader> Responses::makeReader(const ChatRequest &request) const
{
    return std::make_unique<ResponsesReader>(request.parameters.maxTokens);
}

bool Responses::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    const std::string said = error.httpStatus == 400 ? error.providerMessage.value_or("") + error.excerpt : std::string();
    // "Encrypted content is not supported with this model."
    if (said.find("ncrypted content") != std::string::npos) {
        m_noEncryption.insert(request.model);
        notes.push_back("sent again without asking for encrypted reasoning, which this model does not give");
        return true;
    }
    // "Your organization must be verified to generate reasoning summaries."
    if (said.find("reasoning.summary") != std::string::npos) {
        m_noSummary.insert(request.model);
        notes.push_back("sent again without asking for a summary of the reasoning, which is not given here");
        return true;
    }
    // llama-server takes the number for its Chat Completions and has no log probabilities to give here.
    if (said.find("top_logprobs requires logprobs") != std::string::npos)
        return learn({"top_logprobs", false, said}, request, notes);
    return CompatibleApi::adapt(error, call, request, notes);
}

std::optional<net::TransferRequest> Responses::countCall(const ChatRequest &request)
{
    net::TransferRequest count = call("POST", std::string(kPath) + "/input_tokens");
    count.headers.add("Content-Type", "application/json");
    count.body = inputTokensBody(request, quirksFor(request));
    return count;
}

Result<std::int64_t> Responses::readCount(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const auto count = findInt(*root, "input_tokens");
    if (!count)
        return makeError(ErrorCode::BadReply, "the reply holds no count");
    return *count;
}

} // namespace lineup::openai
