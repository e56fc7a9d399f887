#pragma once

#include "backends/chat/tokencommand.h"
#include "backends/providers/azure/azureaddress.h"
#include "backends/providers/openaicompatible/chatcompletions.h"

#include <memory>

namespace lineup::azure {

/// Chat Completions of Azure OpenAI. What its content filters found is reported, also when they let nothing through.
class AzureOpenAi final : public openaicompatible::ChatCompletions {
public:
    /// `tokens`: where the bearer token comes from, to ask again when one that was kept is refused; null = `secrets` have all.
    AzureOpenAi(AzureAddress address, std::vector<net::SecretHeader> secrets, openaicompatible::Quirks quirks, std::shared_ptr<chat::TokenCommand> tokens);

    /// BadInput when neither the settings nor the request name a deployment.
    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// What the filters found in a prompt that they refused.
    std::vector<EventBody> eventsOf(const chat::FailedReply &reply) const override;
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;

private:
    const AzureAddress m_address;
    const std::shared_ptr<chat::TokenCommand> m_tokens;
};

} // namespace lineup::azure
